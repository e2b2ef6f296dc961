// Where boxes go that are joined all over: springs along lines, pushes between all, at last no two boxes upon each other.

/** Place a part whose boxes have w and h; the same every time. */
export function springs({ nodes, edges }) {
  const side = 130 * Math.sqrt(nodes.length), ideal = nodes.length > 60 ? 140 : 115;
  nodes.forEach((node, number) => {
    const angle = number * 2.39996, far = 60 * Math.sqrt(number);  // a sunflower
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
  apart(nodes);
}

function apart(nodes) {
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

/** Where the line from one box's middle to another's crosses the other's edge. */
function border(from, to) {
  const x = from.x - to.x, y = from.y - to.y;
  const scale = Math.min(to.w / 2 / (Math.abs(x) || 1e-9), to.h / 2 / (Math.abs(y) || 1e-9), 1);
  return [to.x + x * scale, to.y + y * scale];
}

/** Straight lines between placed boxes, each with its name where there is room for it; else it is said when pointed at. */
export function straight({ nodes, edges }, wide, most) {
  const taken = nodes.map((n) => ({ x: n.x, y: n.y, w: n.w, h: n.h }));
  for (const edge of edges) {
    if (edge.from === edge.to) continue;
    const [x1, y1] = border(edge.to, edge.from), [x2, y2] = border(edge.from, edge.to);
    edge.way = (dx, dy) => `M${x1 + dx} ${y1 + dy}L${x2 + dx} ${y2 + dy}`;
    if (edges.length > most) continue;
    const w = wide(edge.name) * 0.85;
    const places = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74].map((at) => ({ x: x1 + (x2 - x1) * at, y: y1 + (y2 - y1) * at, w, h: 14 }));
    const place = places.find((one) => !taken.some((t) => Math.abs(t.x - one.x) * 2 < t.w + one.w && Math.abs(t.y - one.y) * 2 < t.h + one.h));
    if (!place) continue;
    taken.push(place);
    edge.label = { x: place.x, y: place.y, anchor: "middle", words: edge.name };
  }
}
