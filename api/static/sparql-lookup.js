// A box to find a thing by its Chinese name or by pinyin initials, as the ARIA pattern of a combobox has it.
import { suggest } from "./sparql-editor.js";

let count = 0;

/** A labelled box; `chosen` is called with the suggestion that was picked, `typed` with words taken as they are;
 * `within` is what its IRI must begin with, a `plain` box suggests nothing. */
export function lookup({ label, value = "", placeholder = "", kinds = [], within = "", plain = false, type = "text", chosen, typed }) {
  const own = `pick-${++count}`;
  const box = document.createElement("span");
  box.className = "pick";
  const name = Object.assign(document.createElement("label"), { htmlFor: own, textContent: label });
  const input = Object.assign(document.createElement("input"), { id: own, type, value, placeholder, autocomplete: "off" });
  const list = Object.assign(document.createElement("ul"), { id: `${own}-list`, hidden: true });
  const attributes = { role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" };
  if (!plain) for (const [key, words] of Object.entries(attributes)) input.setAttribute(key, words);
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", label);
  box.append(name, input, list);
  let found = [], at = -1, asked = 0;

  function show(open) {
    list.hidden = !open;
    if (!plain) input.setAttribute("aria-expanded", String(open));
    if (!open) input.removeAttribute("aria-activedescendant");
  }
  function mark(place) {
    at = place;
    [...list.children].forEach((row, number) => row.setAttribute("aria-selected", String(number === at)));
    if (at >= 0) {
      input.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
  }
  function pick(one) {
    show(false);
    chosen(one, input);
  }
  input.addEventListener("input", async () => {
    const mine = ++asked;
    const words = input.value.trim();
    const rows = words && !plain && !/^[<"\d?]/.test(words) ? await suggest(words, kinds, within ? 100 : 12) : [];
    if (mine !== asked) return;
    found = rows.filter((one) => one.iri.startsWith(within)).slice(0, 12);
    list.replaceChildren(...found.map((one, number) => {
      const row = Object.assign(document.createElement("li"), { id: `${own}-${number}`, textContent: one.label });
      row.setAttribute("role", "option");
      row.append(Object.assign(document.createElement("small"), { textContent: `${one.kind_label}　${one.note}` }));
      row.addEventListener("mousedown", (event) => { event.preventDefault(); pick(one); });
      return row;
    }));
    mark(-1);
    show(found.length > 0);
  });
  input.addEventListener("keydown", (event) => {
    const open = !list.hidden;
    if (open && event.key === "ArrowDown") mark((at + 1) % found.length);
    else if (open && event.key === "ArrowUp") mark((at - 1 + found.length) % found.length);
    else if (event.key === "Escape" && open) show(false);
    else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      if (open) pick(found[Math.max(at, 0)]);
      else if (typed) typed(input.value.trim(), input);
    } else return;
    event.preventDefault();
  });
  input.addEventListener("change", () => { if (typed) typed(input.value.trim(), input); });
  input.addEventListener("blur", () => show(false));
  return box;
}
