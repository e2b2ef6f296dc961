// The editor of the query page: CodeMirror in the place of the text area, with suggestions from this service.
import {
  EditorState, EditorView, HighlightStyle, Prec, StreamLanguage, autocompletion, bracketMatching, closeBrackets,
  closeBracketsKeymap, completionKeymap, defaultKeymap, drawSelection, highlightActiveLine, history, historyKeymap,
  keymap, lineNumbers, setDiagnostics, sparql, syntaxHighlighting, tags,
} from "./codemirror-6.43.15/codemirror.js";

const KEYWORDS = ("SELECT CONSTRUCT DESCRIBE ASK WHERE FROM NAMED PREFIX DISTINCT REDUCED OPTIONAL UNION MINUS GRAPH " +
  "FILTER EXISTS BIND VALUES GROUP BY HAVING ORDER ASC DESC LIMIT OFFSET COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT " +
  "SEPARATOR BOUND CONTAINS STRSTARTS STRENDS REGEX REPLACE LANG LANGMATCHES DATATYPE STR STRLEN IRI CONCAT COALESCE " +
  "IF IN NOT isIRI isLITERAL xsd:integer xsd:date true false").split(" ");
const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, color: "#a4262c", fontWeight: "600" }, { tag: tags.comment, color: "#59636e" },
  { tag: [tags.atom, tags.special(tags.variableName)], color: "#0b57a4" }, { tag: tags.string, color: "#1a6b33" },
  { tag: tags.variableName, color: "#6b3fa0" }, { tag: tags.number, color: "#8a5a00" },
]);

/** Path of the service's root, below whatever prefix a web server in front has it. */
export const SITE = new URL("..", import.meta.url).pathname;

/** Suggestions of the service for some words; none where it does not answer. */
export async function suggest(words, kinds = [], limit = 20) {
  const asked = new URLSearchParams([["q", words], ["limit", limit], ...kinds.map((kind) => ["kind", kind])]);
  try {
    const answer = await fetch(`${SITE}sparql/suggest?${asked}`);
    return answer.ok ? (await answer.json()).suggestions : [];
  } catch {
    return [];
  }
}

const option = (one) => ({ label: one.label, detail: `${one.kind_label}　${one.note}`, apply: one.text, type: one.kind });

/** Whether a place in a line is inside a comment or a string, where nothing is suggested. */
function quoted(before) {
  const bare = before.replace(/<[^<>\s]*>?/g, "").replace(/\\./g, "");
  return bare.split('"').length % 2 === 0 || /(^|[^"])#[^"]*$/.test(bare);
}

async function complete(context) {
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  if (quoted(before)) return null;
  const variable = context.matchBefore(/\?\w*/);
  if (variable) {
    const names = new Set(context.state.doc.toString().match(/\?\w+/g) || []);
    if (context.state.sliceDoc(context.pos, context.pos + 1).match(/\w/) === null) names.delete(variable.text);
    return { from: variable.from, options: [...names].map((label) => ({ label, type: "variable" })), validFor: /^\?\w*$/ };
  }
  const term = context.matchBefore(/\bgks?:[\p{L}\p{N}_]*/u);
  if (term) {
    const [prefix, words] = term.text.split(":");
    const found = await suggest(words, prefix === "gks" ? ["concept"] : ["class", "property"], words ? 30 : 200);
    return { from: term.from, options: found.map(option), filter: false };
  }
  const word = context.matchBefore(/[\p{L}\p{N}_]+/u);
  if (!word || word.text.length < (/[^\x00-\x7f]/.test(word.text) || context.explicit ? 1 : 2)) return null;
  if (context.state.sliceDoc(word.from - 1, word.from).match(/[:<@/]/)) return null;
  const upper = word.text.toUpperCase();
  const own = KEYWORDS.filter((one) => one.toUpperCase().startsWith(upper)).map((label) => ({ label, type: "keyword" }));
  const found = KEYWORDS.includes(upper) ? [] : await suggest(word.text);
  const options = [...own, ...found.map(option)];
  return options.length ? { from: word.from, options, filter: false } : null;
}

/**
 * Type over a selection here, not in the browser: Chromium would keep the colour of what is overwritten as a style
 * attribute, which the policy of the page refuses. Compositions of an input method stay the browser's.
 */
function overwrite(event, view) {
  const { from, to, empty } = view.state.selection.main;
  const words = event.data;
  if (event.inputType !== "insertText" || event.isComposing || view.composing || empty || !words) return false;
  const insert = () => view.state.update(view.state.replaceSelection(words), { userEvent: "input.type", scrollIntoView: true });
  const handled = view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, words, insert));
  if (!handled) view.dispatch(insert());
  event.preventDefault();
  return true;
}

/** Put an editor in the place of a text area. `run` is called for Ctrl+Enter, `changed` after every change. */
export function createEditor(area, { run, changed }) {
  const commands = [{ key: "Mod-Enter", run: () => { run(); return true; } }];
  const view = new EditorView({
    parent: area.parentElement,
    state: EditorState.create({
      doc: area.value,
      extensions: [
        Prec.highest(keymap.of(commands)), lineNumbers(), history(), drawSelection(), bracketMatching(), closeBrackets(),
        highlightActiveLine(), StreamLanguage.define(sparql), syntaxHighlighting(COLOURS), EditorView.lineWrapping,
        EditorView.cspNonce.of(document.querySelector("script[nonce]")?.nonce || ""),
        autocompletion({ override: [complete], icons: false, maxRenderedOptions: 200, activateOnTypingDelay: 120 }),
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap]),
        EditorView.domEventHandlers({ beforeinput: overwrite }),
        EditorView.contentAttributes.of({ "aria-labelledby": "query-label", spellcheck: "false" }),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          area.value = update.state.doc.toString();
          changed();
        }),
      ],
    }),
  });
  area.hidden = true;
  const text = () => view.state.doc.toString();
  return {
    text,
    focus: () => view.focus(),
    set(words) {
      if (words !== text()) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: words } });
    },
    insert(words) {
      view.dispatch(view.state.replaceSelection(words), { scrollIntoView: true });
      view.focus();
    },
    /** Change one piece of the text, as a parameter does. */
    replace(pattern, make) {
      const changes = [];
      for (const found of text().matchAll(pattern)) {
        const insert = make(found);
        if (insert !== found[0]) changes.push({ from: found.index, to: found.index + found[0].length, insert });
      }
      if (changes.length) view.dispatch({ changes });
    },
    /** Mark where the service found an error; columns count characters from 1. No place: no mark. */
    fault(line, column, message) {
      if (!line || line > view.state.doc.lines) return view.dispatch(setDiagnostics(view.state, []));
      const whole = view.state.doc.line(line);
      const width = [...whole.text].slice(0, column - 1).join("").length;
      const from = Math.min(whole.from + width, whole.to);
      const to = Math.min(from + 1, view.state.doc.length);
      const mark = { from: from === to ? Math.max(0, from - 1) : from, to, severity: "error", message };
      view.dispatch(setDiagnostics(view.state, [mark]));
      view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
      view.focus();
    },
  };
}
