// Comfort on the query page; without it the form works by itself. The service makes the tables, this script fetches them.
import { createEditor, SITE, suggest } from "./sparql-editor.js";
import { lookup } from "./sparql-lookup.js";
import { drawPicture } from "./sparql-picture.js";

const LONGEST_LINK = 6000, MOST_RAW = 200_000;
const byId = (id) => document.getElementById(id);
const make = (name, properties = {}, ...inside) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...inside);
  return element;
};
const form = byId("ask"), area = byId("query"), format = byId("format"), status = byId("status");
let running = null, waiting = null;
const editor = createEditor(area, { run: () => form.requestSubmit(byId("run")), changed: () => scheduleParameters() });

// ——— asking and showing ———
const addressOf = (text) => `${SITE}sparql?${new URLSearchParams([["query", text]])}`;
const post = (text) => ({ method: "POST", body: new URLSearchParams([["query", text], ["format", "html"]]) });

function busy(controller) {
  const begin = performance.now();
  const seconds = make("span"), stop = make("button", { type: "button", textContent: "中止" });
  stop.addEventListener("click", () => controller.abort());
  status.replaceChildren(seconds, stop);
  byId("run").disabled = true;
  const tick = () => { seconds.textContent = `正在查询… ${((performance.now() - begin) / 1000).toFixed(1)} 秒`; };
  tick();
  status.removeAttribute("aria-live");  // a ticking clock is not to be read out
  const clock = setInterval(tick, 200);
  return (words) => {
    clearInterval(clock);
    status.setAttribute("aria-live", "polite");
    status.textContent = words;
    byId("run").disabled = false;
  };
}

/** Fetch a page of this service and show its results; its text too where `take` says so. */
async function visit(address, { options = {}, push = "", take = false } = {}) {
  running?.abort();
  const controller = running = new AbortController();
  const done = busy(controller);
  try {
    const answer = await fetch(address, { ...options, headers: { Accept: "text/html" }, signal: controller.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const results = page.getElementById("results");
    if (!results) throw new Error(String(answer.status));
    byId("results").replaceWith(document.adoptNode(results));
    for (const id of ["question"]) byId(id).replaceWith(document.adoptNode(page.getElementById(id)));
    if (take) { editor.set(page.getElementById("query").value); showParameters(); }
    if (push) history.pushState(null, "", push);
    markExample();
    done((results.querySelector("#told") || results.querySelector("h2"))?.textContent || "");
    enhance();
    if (results.childElementCount && results.getBoundingClientRect().top > innerHeight * 0.7) results.scrollIntoView();
  } catch (error) {
    done(controller.signal.aborted ? "已中止。" : `连不上服务或服务没有给出结果（${error.message}），请稍后再试。`);
  } finally {
    if (running === controller) running = null;
  }
}

form.addEventListener("submit", (event) => {
  const text = editor.text();
  area.value = text;
  if (format.value !== "html") return;  // a file or another format: the browser does that itself
  event.preventDefault();
  if (!text.trim()) { status.textContent = "请先写查询语句。"; return; }
  const address = addressOf(text);
  if (address.length > LONGEST_LINK) visit(`${SITE}sparql`, { options: post(text) });
  else visit(address, { push: address });
});
addEventListener("popstate", () => visit(location.href, { take: true }));
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.defaultPrevented) { event.preventDefault(); form.requestSubmit(byId("run")); }
});

// ——— examples ———
byId("examples").addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  format.value = "html";
  visit(link.href, { push: link.getAttribute("href"), take: true });
  if (matchMedia("(max-width: 63.99rem)").matches) { byId("examples").open = false; form.scrollIntoView(); }
});
function markExample() {
  const own = /^#\+ id: ([\w-]+)$/m.exec(editor.text())?.[1];
  for (const link of byId("examples").querySelectorAll("a")) {
    if (own && link.getAttribute("href") === `${SITE}sparql?example=${own}`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}
byId("find").hidden = false;
byId("find-words").addEventListener("input", (event) => {
  const wanted = event.target.value.trim().toLowerCase();
  for (const theme of byId("examples").querySelectorAll(".theme")) {
    let any = false;
    for (const row of theme.querySelectorAll("li")) {
      row.hidden = !row.textContent.toLowerCase().includes(wanted) && !theme.firstElementChild.textContent.includes(wanted);
      any ||= !row.hidden;
    }
    theme.hidden = !any;
    theme.open = Boolean(wanted) && any;
  }
});

// ——— parameters: lines of the query that bind a variable to one value ———
const ONE = String.raw`<[^<>\s]*>|"[^"\n]*"(?:@\w+|\^\^\w+:\w+)?|\d+`;
const VALUE = new RegExp(String.raw`VALUES \?(\w+) \{ (${ONE}) \}`, "g");
const KIND_OF = [["/id/division/", "place"], ["/id/law/", "law"], ["/id/catalogue/", "catalogue"], ["/id/role/", "role"], ["/id/item/", "item"], ["/scheme/", "concept"]];
let drawn = "";

function setParameter(name, value) {
  editor.replace(new RegExp(`VALUES \\?${name} \\{ [^{}]* \\}`, "g"), () => `VALUES ?${name} { ${value} }`);
  editor.replace(new RegExp(String.raw`(#\+ parameters:[^\n]*\?${name} = )(${ONE})`, "g"), (found) => found[1] + value);
}
function showParameters() {
  const text = editor.text(), place = byId("parameters");
  const found = [...text.matchAll(VALUE)].map(([, name, value]) => ({ name, value }));
  const sign = found.map((one) => one.name).join(" ");
  if (sign !== drawn || !found.length) {
    drawn = sign;
    place.replaceChildren(...found.map(parameter));
    place.hidden = !found.length;
  }
}
function parameter({ name, value }) {
  const meaning = new RegExp(String.raw`\?${name} = (?:${ONE}) +([^;\n]+)`).exec(editor.text())?.[1].trim() || `?${name}`;
  const kind = KIND_OF.find(([part]) => value.includes(part))?.[1];
  const quotes = /^"([^"]*)"(@\w+|\^\^\w+:\w+)?$/.exec(value);
  if (kind) {
    const iri = value.slice(1, -1);
    const box = lookup({
      label: meaning, kinds: [kind], within: kind === "concept" ? iri.replace(/[^/]*$/, "") : "", value: iri.split("/").at(-1), placeholder: "写名称或拼音首字母",
      chosen: (one, input) => { input.value = one.label; setParameter(name, one.text); },
      typed: (words) => { if (/^<[^<>\s]+>$/.test(words)) setParameter(name, words); else if (kind === "place" && /^\d{2,12}$/.test(words)) setParameter(name, value.replace(/\d+>$/, `${words}>`)); },
    });
    suggest(iri).then(([one]) => { if (one) box.querySelector("input").value = one.label; });
    return box;
  }
  const write = (words) => { if (words && !/["\\\n]/.test(words) && (quotes || /^\d+$/.test(words))) setParameter(name, quotes ? `"${words}"${quotes[2] || ""}` : words); };
  return lookup({ label: meaning, value: quotes ? quotes[1] : value, plain: true, type: quotes?.[2]?.endsWith(":date") ? "date" : "text", chosen: () => {}, typed: write });
}
function scheduleParameters() {
  clearTimeout(waiting);
  waiting = setTimeout(showParameters, 200);
}

// ——— results ———
function sortBy(table, column, button) {
  const head = button.closest("th"), down = head.getAttribute("aria-sort") === "ascending";
  for (const th of table.tHead.rows[0].cells) th.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const value = (row) => row.cells[column].textContent.trim();
  const rows = [...table.tBodies[0].rows], empty = (row) => row.cells[column].querySelector(".unknown") !== null;
  const numbers = rows.every((row) => row.cells[column].classList.contains("n") || empty(row));
  const order = new Intl.Collator("zh-CN", { numeric: true });
  const compare = numbers ? (a, b) => Number(value(a)) - Number(value(b)) : (a, b) => order.compare(value(a), value(b));
  rows.sort((a, b) => empty(a) - empty(b) || (empty(a) ? 0 : (down ? -1 : 1) * compare(a, b)));
  table.tBodies[0].append(...rows);
}

async function showRaw() {
  const own = byId("results").querySelector("#share"), raw = byId("raw");
  if (raw.textContent) return;
  raw.textContent = "正在读取…";
  const graph = byId("table")?.querySelector("table")?.dataset.form.match(/CONSTRUCT|DESCRIBE/);
  const accept = { headers: { Accept: graph ? "text/turtle" : "application/sparql-results+json" } };
  const text = editor.text();
  try {
    const answer = own ? await fetch(own.href, accept) : await fetch(`${SITE}sparql`, { ...accept, method: "POST", body: new URLSearchParams([["query", text]]) });
    const words = await answer.text();
    raw.textContent = words.length > MOST_RAW ? `${words.slice(0, MOST_RAW)}\n…（共 ${words.length} 字，只显示前 ${MOST_RAW} 字，全部请下载）` : words;
  } catch {
    raw.textContent = "没有读到原始结果，请用上面的下载链接。";
  }
}

function enhance() {
  const results = byId("results"), views = byId("views"), table = results.querySelector("table.answers");
  if (results.dataset.line) editor.fault(Number(results.dataset.line), Number(results.dataset.column), results.dataset.message);
  else editor.fault(0);
  const share = byId("share");
  share?.addEventListener("click", async (event) => {
    if (!navigator.clipboard) return;  // only on https or this machine: else the link is an ordinary one
    event.preventDefault();
    await navigator.clipboard.writeText(share.href).then(() => { status.textContent = "链接已复制。"; }, () => { location.href = share.href; });
  });
  if (!views) return;
  if (table) {
    [...table.tHead.rows[0].cells].forEach((th, column) => {
      const button = make("button", { type: "button", textContent: th.textContent, title: "按这一列排序" });
      button.addEventListener("click", () => sortBy(table, column, button));
      th.replaceChildren(button);
    });
  }
  const panes = { 表格: byId("table"), 图: byId("picture"), 原始: byId("raw") };
  const graph = /CONSTRUCT|DESCRIBE/.test(table?.dataset.form || "");
  const choose = (wanted) => {
    for (const [name, pane] of Object.entries(panes)) if (pane) pane.hidden = name !== wanted;
    for (const button of views.querySelectorAll("[data-pane]")) button.setAttribute("aria-pressed", String(button.dataset.pane === wanted));
    if (wanted === "图" && !panes.图.childElementCount) drawPicture(panes.图, table, editor.text());
    if (wanted === "原始") showRaw();
  };
  const names = [...(table ? ["表格"] : []), ...(graph ? ["图"] : []), "原始"];
  views.replaceChildren(...names.map((name) => {
    const button = make("button", { type: "button", textContent: name });
    button.dataset.pane = name;
    button.addEventListener("click", () => choose(name));
    return button;
  }));
  if (table?.querySelector("[data-label]")) {
    const box = make("input", { type: "checkbox", id: "named" });
    box.addEventListener("change", () => table.classList.toggle("named", box.checked));
    views.append(make("span", {}, box, make("label", { htmlFor: "named", textContent: " 显示标识的名称" })));
  }
  views.hidden = false;
  choose(graph ? "图" : table ? "表格" : "");
}

for (const element of document.querySelectorAll(".scripted")) element.hidden = false;
byId("lookup").hidden = false;
byId("lookup").append(lookup({
  label: "查找并插入", placeholder: "事项、依据、地方、属性…",
  chosen: (one, input) => { input.value = ""; editor.insert(one.text); },
}));
byId("examples").open = matchMedia("(min-width: 64rem)").matches;
showParameters();
enhance();
suggest("", ["class"], 1);  // so that the list is made by the time somebody types
