// A picture of the triples that CONSTRUCT or DESCRIBE gave: boxes with labels, pushed and pulled into place.
const MOST = 200, MOST_VERBS = 80;
const LABELS = ["http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/2004/02/skos/core#prefLabel"];
const SVG = "http://www.w3.org/2000/svg";

/** Triples of a table of answers: each cell with its kind, value, words, label and link. */
export function triplesOf(table) {
  return [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => {
    const link = cell.querySelector("a");
    const words = (link || cell.firstChild || cell).textContent.trim();
    return { kind: cell.dataset.kind, value: cell.dataset.value, words, label: link?.dataset.label || "", href: link?.getAttribute("href") || "" };
  }));
}

/** Nodes and edges to draw; literals are nodes only if wanted, else they are counted. */
export function network(triples, literals) {
  const nodes = new Map(), edges = new Map();
  let left = 0;
  const node = (term, own = `${term.kind} ${term.value}`) => {
    if (!nodes.has(own)) nodes.set(own, { ...term, own, name: term.label || term.words, said: [], degree: 0 });
    return nodes.get(own);
  };
  for (const [subject, verb, object] of triples) {
    const from = node(subject);
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
  return {
    nodes: kept, edges: [...edges.values()].filter((edge) => shown.has(edge.from) && shown.has(edge.to)),
    dropped: nodes.size - kept.length, left,
  };
}

const wide = (text) => [...text].reduce((sum, one) => sum + (one.charCodeAt(0) > 255 ? 13.5 : 7.3), 0);
const short = (text, most) => ([...text].length > most ? `${[...text].slice(0, most - 1).join("")}…` : text);

/** Parts of a network that no edge joins, the largest first. */
function parts(nodes, edges) {
  const next = new Map(nodes.map((node) => [node, []])), seen = new Set(), found = [];
  for (const { from, to } of edges) { next.get(from).push(to); next.get(to).push(from); }
  for (const first of nodes) {
    if (seen.has(first)) continue;
    const part = [first];
    seen.add(first);
    for (const node of part) for (const other of next.get(node)) if (!seen.has(other)) { seen.add(other); part.push(other); }
    found.push({ nodes: part, edges: edges.filter((edge) => part.includes(edge.from)) });
  }
  return found.sort((one, two) => two.nodes.length - one.nodes.length);
}

/** Springs along edges, pushes between all, at last no two boxes upon each other. */
function settle({ nodes, edges }) {
  const side = 130 * Math.sqrt(nodes.length), ideal = nodes.length > 60 ? 140 : 115;
  nodes.forEach((node, number) => {
    const angle = number * 2.39996, far = 60 * Math.sqrt(number);  // a sunflower: the same every time
    Object.assign(node, { x: far * Math.cos(angle), y: far * Math.sin(angle) });
  });
  const rounds = nodes.length > 100 ? 250 : 400;
  for (let round = 0; round < rounds; round++) {
    const heat = (side / 8) * (1 - round / rounds) + 1;
    for (const node of nodes) { node.dx = -node.x * 0.02; node.dy = -node.y * 0.06; }
    for (let i = 0; i < nodes.length; i++) {
      for (let j = i + 1; j < nodes.length; j++) {
        const a = nodes[i], b = nodes[j];
        const x = a.x - b.x || 0.1 * (i - j), y = a.y - b.y || 0.1, push = (ideal * ideal) / (x * x + y * y + 1);
        a.dx += x * push; a.dy += y * push; b.dx -= x * push; b.dy -= y * push;
      }
    }
    for (const { from, to } of edges) {
      const x = from.x - to.x, y = from.y - to.y, pull = Math.hypot(x, y) / ideal / Math.sqrt(Math.min(from.degree, to.degree) || 1);
      from.dx -= x * pull; from.dy -= y * pull; to.dx += x * pull; to.dy += y * pull;
    }
    for (const node of nodes) {
      const far = Math.hypot(node.dx, node.dy) || 1, step = Math.min(far, heat) / far;
      node.x += node.dx * step; node.y += node.dy * step;
    }
  }
  for (let round = 0, moved = true; moved && round < 300; round++) {
    moved = false;
    for (let i = 0; i < nodes.length; i++) {
      for (let j = i + 1; j < nodes.length; j++) {
        const a = nodes[i], b = nodes[j];
        const x = (a.w + b.w) / 2 + 10 - Math.abs(a.x - b.x), y = (a.h + b.h) / 2 + 14 - Math.abs(a.y - b.y);
        if (x <= 0.01 || y <= 0.01) continue;
        moved = true;
        if (y <= x) { const by = (a.y < b.y ? -y : y) / 2; a.y += by; b.y -= by; }
        else { const by = (a.x < b.x ? -x : x) / 2; a.x += by; b.x -= by; }
      }
    }
  }
}

/** The smallest box around some nodes. */
function around(nodes) {
  const left = Math.min(...nodes.map((n) => n.x - n.w / 2)), top = Math.min(...nodes.map((n) => n.y - n.h / 2));
  const right = Math.max(...nodes.map((n) => n.x + n.w / 2)), bottom = Math.max(...nodes.map((n) => n.y + n.h / 2));
  return { left, top, width: right - left, height: bottom - top };
}

/** Give each node x and y: every part by itself, then the parts side by side in rows about as wide as the room. */
export function arrange(nodes, edges, room) {
  for (const node of nodes) {
    const name = node.name.replace(/\s+/g, " ");
    node.text = node.name === node.words && node.kind === "iri" && name.length > 24 ? `…${name.slice(-23)}` : short(name, 16);
    Object.assign(node, { w: wide(node.text) + 18, h: 26 });
  }
  const found = parts(nodes, edges);
  found.forEach(settle);
  const boxes = found.map((part) => around(part.nodes));
  const area = boxes.reduce((sum, box) => sum + (box.width + 40) * (box.height + 40), 0);
  const most = Math.max(room, 1.3 * Math.sqrt(area), ...boxes.map((box) => box.width));
  let x = 0, y = 0, tall = 0;
  found.forEach((part, number) => {
    const box = boxes[number];
    if (x && x + box.width > most) { x = 0; y += tall + 40; tall = 0; }
    for (const node of part.nodes) { node.x += x - box.left; node.y += y - box.top; }
    x += box.width + 40;
    tall = Math.max(tall, box.height);
  });
}

const make = (name, attributes, ...inside) => {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...inside);
  return element;
};

/** Where the line from one box's middle to another's crosses the other's edge. */
function border(from, to) {
  const x = from.x - to.x, y = from.y - to.y;
  const scale = Math.min(to.w / 2 / (Math.abs(x) || 1e-9), to.h / 2 / (Math.abs(y) || 1e-9), 1);
  return [to.x + x * scale, to.y + y * scale];
}

/** The SVG of a network. */
export function drawing({ nodes, edges }, room) {
  arrange(nodes, edges, room);
  const box = around(nodes), left = box.left - 20, top = box.top - 20, width = box.width + 40, height = box.height + 40;
  const svg = make("svg", { viewBox: `${left} ${top} ${width} ${height}`, width: Math.round(width), height: Math.round(height), role: "group", "aria-label": `图：${nodes.length}个节点，${edges.length}条连线` });
  svg.append(make("defs", {}, make("marker", { id: "tip", viewBox: "0 0 8 8", refX: 8, refY: 4, markerWidth: 8, markerHeight: 8, orient: "auto" }, make("path", { d: "M0 0 8 4 0 8z", fill: "#8c959f" }))));
  const taken = nodes.map((n) => ({ x: n.x, y: n.y, w: n.w, h: n.h }));
  for (const edge of edges) {
    const [x1, y1] = border(edge.to, edge.from), [x2, y2] = border(edge.from, edge.to);
    const verbs = [...new Set(edge.verbs)].join("、");
    svg.append(make("line", { class: "edge", x1, y1, x2, y2, "marker-end": "url(#tip)" }, make("title", {}, verbs)));
    if (edges.length > MOST_VERBS || edge.from === edge.to) continue;
    const words = short(verbs, 12), w = wide(words) * 0.85;
    const places = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74].map((at) => ({ x: x1 + (x2 - x1) * at, y: y1 + (y2 - y1) * at, w, h: 14 }));
    const place = places.find((one) => !taken.some((t) => Math.abs(t.x - one.x) * 2 < t.w + one.w && Math.abs(t.y - one.y) * 2 < t.h + one.h));
    if (!place) continue;  // no room: the line says it when it is pointed at
    taken.push(place);
    svg.append(make("text", { class: "verb", x: place.x, y: place.y + 4, "text-anchor": "middle" }, words));
  }
  for (const node of nodes) {
    const frame = make("rect", { x: node.x - node.w / 2, y: node.y - node.h / 2, width: node.w, height: node.h, rx: 5 });
    const words = make("text", { x: node.x, y: node.y + 4.5, "text-anchor": "middle" }, node.text);
    const title = make("title", {}, [node.name, node.kind === "literal" ? "" : node.value, ...node.said].filter(Boolean).join("\n").slice(0, 1500));
    const kind = node.kind === "iri" ? (node.href.startsWith("/") ? "own" : "foreign") : node.kind;
    const whole = make(node.href ? "a" : "g", { class: kind, ...(node.href ? { href: node.href } : {}) }, title, frame, words);
    if (node.href && !node.href.startsWith("/")) whole.setAttribute("rel", "nofollow noopener noreferrer");
    svg.append(whole);
  }
  return svg;
}

/** Draw the triples of a table into a place, with what is left out said in words. */
export function drawPicture(place, table) {
  const triples = triplesOf(table);
  const bare = network(triples, false);
  const box = Object.assign(document.createElement("input"), { type: "checkbox", id: "literals", checked: bare.edges.length === 0 });
  const label = Object.assign(document.createElement("label"), { htmlFor: "literals", textContent: " 画出文字和数值" });
  const fit = Object.assign(document.createElement("input"), { type: "checkbox", id: "fit" });
  const fitLabel = Object.assign(document.createElement("label"), { htmlFor: "fit", textContent: " 缩到一屏" });
  const told = document.createElement("p"), canvas = document.createElement("div");
  canvas.className = "canvas";
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "region");
  canvas.setAttribute("aria-label", "图");
  const draw = () => {
    const found = network(triples, box.checked);
    const words = [`${found.nodes.length} 个节点，${found.edges.length} 条连线。`];
    if (found.dropped) words.push(`节点太多，只画连线最多的 ${MOST} 个，另有 ${found.dropped} 个没有画。`);
    if (found.left) words.push(`${found.left} 个文字或数值没有画，把鼠标移到方框上可见。`);
    if (found.edges.length > MOST_VERBS) words.push("把鼠标移到线上可见关系的名称。");
    told.textContent = words.join("");
    const svg = drawing(found, place.clientWidth - 42), middle = found.nodes[0], view = svg.viewBox.baseVal;
    canvas.replaceChildren(svg);
    canvas.classList.toggle("small", fit.checked);
    canvas.scrollLeft = middle.x - view.x - canvas.clientWidth / 2;  // the node with most edges
    canvas.scrollTop = middle.y - view.y - canvas.clientHeight / 2;
  };
  const line = document.createElement("p");
  line.append(box, label, "　", fit, fitLabel);
  box.addEventListener("change", draw);
  fit.addEventListener("change", draw);
  place.replaceChildren(line, told, canvas);
  place.hidden = false;
  draw();
}
