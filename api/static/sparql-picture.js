// A picture of the triples that CONSTRUCT or DESCRIBE gave: boxes with labels, a colour for each kind of thing.
import { SITE } from "./sparql-editor.js";
import { columns, wide } from "./sparql-layers.js";
import { springs, straight } from "./sparql-springs.js";

const MOST = 200, MOST_VERBS = 80, STEP = 1.25;
const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const LABELS = ["http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/2004/02/skos/core#prefLabel"];
const SVG = "http://www.w3.org/2000/svg";
// What stands behind /id/ in an address of ours, and the label of its class in the ontology.
const KINDS = {
  item: "公开事项", group: "一级事项", catalogue: "标准目录", content: "公开内容要素", law: "法律法规文件", clause: "法律条款",
  citation: "公开依据引用", "time-limit": "公开时限", role: "公开主体", division: "行政区划", source: "来源目录",
  attestation: "出处", disagreement: "分歧记录", scheme: "代码", def: "词表", foreign: "外部网址", blank: "空节点", literal: "文字和数值",
};

/** Triples of a table of answers: each cell with its kind, value, words, label and link. */
export function triplesOf(table) {
  return [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => {
    const link = cell.querySelector("a");
    const words = (link || cell.firstChild || cell).textContent.trim();
    return { kind: cell.dataset.kind, value: cell.dataset.value, words, label: link?.dataset.label || "", href: link?.getAttribute("href") || "" };
  }));
}

/** Which of KINDS a node is, by its address. */
function sortOf({ kind, href }) {
  if (kind !== "iri") return kind === "literal" ? "literal" : "blank";
  const [, first, second] = /^\/(id|scheme|def)\/([^/]*)/.exec(href) || [];
  return (first === "id" ? second in KINDS && second : first) || "foreign";
}

/** Nodes and edges to draw; literals are nodes only if wanted, else they are counted; the class of a thing is its colour. */
export function network(triples, literals) {
  const nodes = new Map(), edges = new Map();
  let left = 0;
  const node = (term, own = `${term.kind} ${term.value}`) => {
    if (!nodes.has(own)) nodes.set(own, { ...term, own, sort: sortOf(term), name: term.label || term.words, said: [], degree: 0 });
    return nodes.get(own);
  };
  for (const [subject, verb, object] of triples) {
    const from = node(subject);
    if (verb.value === TYPE && object.href.startsWith(`${SITE}def/`)) {
      from.said.push(`类：${object.label || object.words}`);
      continue;
    }
    if (object.kind === "literal" || object.kind === "triple") {
      if (LABELS.includes(verb.value)) {
        if (!from.named) Object.assign(from, { name: object.words, named: true });
        continue;
      }
      from.said.push(`${verb.label || verb.words}：${object.words}`);
      if (!literals) { left += 1; continue; }
    }
    const to = object.kind === "literal" ? node(object, `${from.own} ${verb.value} ${object.value}`) : node(object);
    const key = `${from.own}\n${to.own}`;
    if (!edges.has(key)) edges.set(key, { from, to, verbs: [] });
    edges.get(key).verbs.push(verb.label || verb.words);
    from.degree += 1;
    to.degree += 1;
  }
  const kept = [...nodes.values()].sort((a, b) => b.degree - a.degree).slice(0, MOST);
  const shown = new Set(kept);
  const drawn = [...edges.values()].filter((edge) => shown.has(edge.from) && shown.has(edge.to));
  for (const edge of drawn) edge.name = short([...new Set(edge.verbs)].join("、"), 14);
  return { nodes: kept, edges: drawn, dropped: nodes.size - kept.length, left };
}

const short = (text, most) => ([...text].length > most ? `${[...text].slice(0, most - 1).join("")}…` : text);

/** A text in lines as even as can be and no wider than the room, three at most; the rest is in the title of the box. */
function wrapped(text, room) {
  let lines = filled(text, room);
  if (lines.length === 1) return lines;
  if (lines.length > 3) return [...lines.slice(0, 2), `${[...lines[2]].slice(0, -1).join("")}…`];
  for (let less = room - 7; less > 40; less -= 7) {
    const narrower = filled(text, less);
    if (narrower.length > lines.length) break;
    lines = narrower;
  }
  return lines;
}

/** Lines filled from the first; numbers and Latin words stay whole where they are short. */
function filled(text, room) {
  const lines = [""];
  for (const one of text.match(/[A-Za-z0-9.]{1,12}|./gu) || []) {
    if (lines.at(-1) && wide(lines.at(-1) + one) > room && !"，。；：、）》〉】”’％%)".includes(one)) lines.push("");
    lines[lines.length - 1] += one;
  }
  return lines;
}

/** Parts of a network that no edge joins, the largest first. */
function parts(nodes, edges) {
  const next = new Map(nodes.map((node) => [node, []])), seen = new Set(), found = [];
  for (const { from, to } of edges) { next.get(from).push(to); next.get(to).push(from); }
  for (const first of nodes) {
    if (seen.has(first)) continue;
    const part = [first];
    seen.add(first);
    for (const node of part) for (const other of next.get(node)) if (!seen.has(other)) { seen.add(other); part.push(other); }
    const own = new Set(part);
    found.push({ nodes: part, edges: edges.filter((edge) => own.has(edge.from)) });
  }
  return found.sort((one, two) => two.nodes.length - one.nodes.length);
}

/** The smallest box around some nodes, with what their columns need beside them. */
function around(nodes) {
  const left = Math.min(...nodes.map((n) => n.x - n.w / 2)), top = Math.min(...nodes.map((n) => n.y - n.h / 2));
  const right = Math.max(...nodes.map((n) => n.x + n.w / 2 + (n.beyond || 0))), bottom = Math.max(...nodes.map((n) => n.y + n.h / 2));
  return { left, top, width: right - left, height: bottom - top };
}

/** Give each node x and y: every part by itself, then the parts in rows about as wide as the room, small ones below
one another beside a tall one. */
export function arrange(nodes, edges, room, named) {
  const most = room < 500 ? 124 : 190;
  for (const node of nodes) {
    const name = node.name.replace(/\s+/g, " ");
    const bare = node.name === node.words && node.kind === "iri" && name.length > 24;
    node.lines = wrapped(bare ? `…${name.slice(-23)}` : name, bare ? Infinity : most);
    Object.assign(node, { w: Math.max(...node.lines.map(wide)) + 18, h: node.lines.length * 17 + 9 });
  }
  const found = parts(nodes, edges);
  for (const part of found) {
    part.first = columns(part, named, room < 500 ? 34 : 64);
    if (part.first) continue;
    springs(part);
    straight(part, wide, MOST_VERBS);
  }
  const boxes = found.map((part) => around(part.nodes));
  const area = boxes.reduce((sum, box) => sum + (box.width + 40) * (box.height + 40), 0);
  const widest = Math.max(room, 1.3 * Math.sqrt(area), ...boxes.map((box) => box.width));
  let x = 0, y = 0, tall = 0, down = 0, across = 0;  // of the column in the row: its place, the row's height, what it holds
  found.forEach((part, number) => {
    const box = boxes[number];
    if (down && down + box.height > tall) { x += across + 40; down = across = 0; }
    if (x && x + box.width > widest) { y += tall + 40; x = tall = down = across = 0; }
    const dx = x - box.left, dy = y + down - box.top;
    for (const node of part.nodes) { node.x += dx; node.y += dy; }
    for (const edge of part.edges) Object.assign(edge, { dx, dy });
    down += box.height + 40;
    across = Math.max(across, box.width);
    tall = Math.max(tall, down - 40);
  });
  return found[0].first || found[0].nodes[0];
}

const make = (name, attributes, ...inside) => {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...inside);
  return element;
};

function drawnEdge({ way, dx, dy, back, label, from, to, verbs }) {
  const title = make("title", {}, `${from.name} — ${[...new Set(verbs)].join("、")} → ${to.name}`);
  const line = make("path", { class: "edge", d: way(dx, dy), [back ? "marker-start" : "marker-end"]: "url(#tip)" }, title);
  if (!label) return [line];
  return [line, make("text", { class: "verb", x: label.x + dx, y: label.y + dy + 4, "text-anchor": label.anchor }, label.words)];
}

function drawnNode(node) {
  const frame = make("rect", { x: node.x - node.w / 2, y: node.y - node.h / 2, width: node.w, height: node.h, rx: 5 });
  const top = node.y - node.lines.length * 8.5 + 13;
  const words = make("text", { "text-anchor": "middle" }, ...node.lines.map((line, at) => make("tspan", { x: node.x, y: top + at * 17 }, line)));
  const about = [node.name, KINDS[node.sort], node.kind === "literal" ? "" : node.value, ...node.said];
  const title = make("title", {}, about.filter(Boolean).join("\n").slice(0, 1500));
  const whole = make(node.href ? "a" : "g", { class: `k-${node.sort}`, ...(node.href ? { href: node.href } : {}) }, title, frame, words);
  if (node.href && !node.href.startsWith("/")) whole.setAttribute("rel", "nofollow noopener noreferrer");
  return whole;
}

/** The SVG of a network, and the node where reading begins. */
export function drawing({ nodes, edges }, room, named) {
  const first = arrange(nodes, edges, room, named);
  const box = around(nodes), left = box.left - 20, top = box.top - 20, width = box.width + 40, height = box.height + 40;
  const svg = make("svg", { viewBox: `${left} ${top} ${width} ${height}`, width: Math.round(width), height: Math.round(height), role: "group", "aria-label": `图：${nodes.length}个节点，${edges.length}条连线` });
  svg.append(make("defs", {}, make("marker", { id: "tip", viewBox: "0 0 8 8", refX: 8, refY: 4, markerWidth: 8, markerHeight: 8, orient: "auto-start-reverse" }, make("path", { d: "M0 0 8 4 0 8z", fill: "#6e7781" }))));
  const marks = edges.filter((edge) => edge.way).map(drawnEdge);
  svg.append(...marks.map(([line]) => line), ...marks.flatMap(([, words]) => words || []), ...nodes.map(drawnNode));
  return { svg, first };
}

/** What each colour stands for, and how many boxes have it. */
function legend(nodes) {
  const count = new Map();
  for (const { sort } of nodes) count.set(sort, (count.get(sort) || 0) + 1);
  return Object.keys(KINDS).filter((sort) => count.has(sort)).map((sort) => {
    const item = document.createElement("li"), swatch = document.createElement("span");
    swatch.className = `swatch k-${sort}`;
    item.append(swatch, `${KINDS[sort]} ${count.get(sort)}`);
    return item;
  });
}

/** Hold an empty place and move the picture. */
function draggable(canvas) {
  let from = null;
  canvas.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse" || event.button || event.target.closest("a") || event.target === canvas) return;
    from = [event.clientX + canvas.scrollLeft, event.clientY + canvas.scrollTop];
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => { if (from) { canvas.scrollLeft = from[0] - event.clientX; canvas.scrollTop = from[1] - event.clientY; } });
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => { from = null; });
}

const element = (name, properties, ...inside) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
};

// What the style sheet says of a mark, which a picture in a window of its own does not have.
const PAINT = ["fill", "stroke", "stroke-width", "font-size", "font-family", "paint-order"];

/** The picture by itself, as the bytes of a file: colours and letters written into it, links with their whole address. */
function alone(svg) {
  const copy = svg.cloneNode(true), view = svg.viewBox.baseVal;
  const marks = [...svg.querySelectorAll("rect, path, text")], own = [...copy.querySelectorAll("rect, path, text")];
  marks.forEach((mark, at) => { const style = getComputedStyle(mark); for (const name of PAINT) own[at].setAttribute(name, style.getPropertyValue(name)); });
  for (const link of copy.querySelectorAll("a")) link.setAttribute("href", new URL(link.getAttribute("href"), location.href).href);
  copy.setAttribute("width", Math.round(view.width));
  copy.setAttribute("height", Math.round(view.height));
  return new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" });
}

/** Links that show the picture whole in a window of its own, and save it as a file. */
function wholePicture(canvas) {
  const links = [["整幅，新窗口", { target: "_blank" }], ["存为 SVG", { download: "图.svg" }]].map(([words, more]) => element("a", { href: "#picture", textContent: words, ...more }));
  for (const link of links) link.addEventListener("click", () => { URL.revokeObjectURL(link.href); link.href = URL.createObjectURL(alone(canvas.querySelector("svg"))); });
  return element("span", {}, links[0], " ", links[1]);
}

/** Draw the triples of a table into a place, with what is left out said in words; what the query names comes first. */
export function drawPicture(place, table, text) {
  const triples = triplesOf(table), named = new Set([...text.matchAll(/<([^<>\s]+)>/g)].map(([, iri]) => iri));
  const bare = network(triples, false);
  const box = element("input", { type: "checkbox", id: "literals", checked: bare.edges.length === 0 });
  const fit = element("input", { type: "checkbox", id: "fit" });
  const told = element("p"), key = element("ul", { className: "legend" }), canvas = element("div", { className: "canvas", tabIndex: 0 });
  key.setAttribute("aria-label", "颜色");
  canvas.setAttribute("role", "region");
  canvas.setAttribute("aria-label", "图");
  draggable(canvas);
  let size = 1;
  const draw = () => {
    const found = network(triples, box.checked);
    const words = [`${found.nodes.length} 个节点，${found.edges.length} 条连线。`];
    if (found.dropped) words.push(`节点太多，只画连线最多的 ${MOST} 个，另有 ${found.dropped} 个没有画。`);
    if (found.left) words.push(`${found.left} 个文字或数值没有画，把鼠标移到方框上可见。`);
    const { svg, first } = drawing(found, place.clientWidth - 42, named), view = svg.viewBox.baseVal;
    if (found.edges.some((edge) => edge.way && !edge.label) && !first.near) words.push("把鼠标移到线上可见关系的名称。");
    told.textContent = words.join("");
    key.replaceChildren(...legend(found.nodes));
    canvas.replaceChildren(svg);
    canvas.classList.toggle("small", fit.checked);
    svg.setAttribute("width", Math.round(view.width * size));
    svg.setAttribute("height", Math.round(view.height * size));
    canvas.scrollLeft = (first.x - view.x) * size - Math.max(canvas.clientWidth / 2, 0);
    canvas.scrollTop = (first.y - view.y) * size - canvas.clientHeight / 2;
  };
  const zoom = (words, by) => {
    const button = element("button", { type: "button", textContent: words });
    button.addEventListener("click", () => { size = by ? Math.min(4, Math.max(0.2, size * by)) : 1; fit.checked = false; draw(); });
    return button;
  };
  const label = (input, words) => element("span", {}, input, element("label", { htmlFor: input.id, textContent: ` ${words}` }));
  const tools = element("div", { className: "actions" }, zoom("放大", STEP), zoom("缩小", 1 / STEP), zoom("原大"), label(fit, "缩到一屏"), label(box, "画出文字和数值"), wholePicture(canvas));
  box.addEventListener("change", draw);
  fit.addEventListener("change", draw);
  place.replaceChildren(tools, told, key, canvas);
  place.hidden = false;
  draw();
}
