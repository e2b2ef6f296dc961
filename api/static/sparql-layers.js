// Where boxes and lines of a picture go, in columns: what the query names first, then what is joined to that, and so on.
// Each line ends in a level piece before its box; its name stands there, so that no name lies upon a box or another name.
const GAP = 12, TIP = 9, ROUNDS = 8;

export const wide = (text) => [...text].reduce((sum, one) => sum + (one.charCodeAt(0) > 255 ? 13.5 : 7.6), 0);
const small = (text) => wide(text) * 0.86;  // names of lines have smaller letters
const mean = (numbers) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

/** Place a part whose boxes have w and h, with `fan` between columns; null where columns would not make it clear, since many
lines would stay within one. */
export function columns({ nodes, edges }, named, fan) {
  const first = nodes.find((node) => named.has(node.value)) || nodes.reduce((one, two) => (two.degree > one.degree ? two : one));
  const layers = layered(nodes, edges, first);
  const within = edges.filter(({ from, to }) => from !== to && from.layer === to.layer);
  if (within.length * 3 > edges.length || layers.length > 14) return null;
  const across = edges.filter(({ from, to }) => from.layer !== to.layer);
  for (const node of nodes) node.ports = ports(node, across, within);
  order(layers);
  settle(layers);
  let x = 0;
  layers.forEach((layer, number) => {
    const names = Math.max(0, ...layer.flatMap((node) => [...node.ports.left.keys()].map((key) => small(nameOf(key)))));
    const lines = layer.reduce((sum, node) => sum + [...node.ports.left.values()].flat().length, 0);
    if (number) x += fan + Math.min(110, Math.max(0, lines - 20) * 2) + names + TIP * 2;  // many lines need room to part
    const widest = Math.max(...layer.map((node) => node.w));
    const inside = Math.max(0, ...layer.flatMap((node) => [...node.ports.right.keys()].map((key) => small(nameOf(key)) + 52)));
    for (const node of layer) Object.assign(node, { x: x + node.w / 2, level: names + TIP * 2, widest, beyond: widest - node.w + inside });
    x += widest + inside;
  });
  nodes.forEach(draw);
  return first;
}

/** Columns by distance from the first box, whichever way the lines point. */
function layered(nodes, edges, first) {
  const next = new Map(nodes.map((node) => [node, new Set()]));
  for (const { from, to } of edges) { next.get(from).add(to); next.get(to).add(from); }
  const layers = [[first]];
  for (const node of nodes) node.layer = -1;
  first.layer = 0;
  for (let at = 0; layers[at].length; at++) {
    layers.push([]);
    for (const node of layers[at]) {
      for (const other of next.get(node)) if (other.layer < 0) { other.layer = at + 1; layers[at + 1].push(other); }
    }
  }
  layers.pop();
  const order = new Intl.Collator("zh-CN", { numeric: true });
  for (const layer of layers) layer.sort((one, two) => order.compare(one.value, two.value));
  for (const node of nodes) node.near = [...next.get(node)];
  return layers;
}

const keyOf = (edge, away) => `${away ? ">" : "<"}${edge.name}`;
const nameOf = (key) => key.slice(1);

/** Lines of a box that come from the column before, and from its own, by name and direction. */
function ports(node, across, within) {
  const left = new Map(), right = new Map();
  const put = (map, key, edge) => map.set(key, [...(map.get(key) || []), edge]);
  for (const edge of across) {
    if (edge.to === node && edge.from.layer < node.layer) put(left, keyOf(edge, true), edge);
    if (edge.from === node && edge.to.layer < node.layer) put(left, keyOf(edge, false), edge);
  }
  for (const edge of within) if (edge.to === node) put(right, keyOf(edge, true), edge);
  node.room = Math.max(node.h, left.size * 17, right.size * 17);
  return { left, right };
}

/** Put each column into an order with few crossings: by the places before, then by the names of lines, then by those after. */
function order(layers) {
  const place = () => layers.forEach((layer) => layer.forEach((node, at) => { node.at = at / layer.length; }));
  const beside = (node, by) => {
    const found = node.near.filter((other) => other.layer === node.layer + by).map((other) => other.at);
    return found.length ? mean(found) : node.at;
  };
  place();
  for (let round = 0; round < ROUNDS; round++) {
    for (const layer of layers.slice(1)) {
      const keys = new Map(layer.map((node) => [node, [beside(node, -1), [...node.ports.left.keys()].sort().join(), beside(node, 1)]]));
      layer.sort((one, two) => {
        const [a, b] = [keys.get(one), keys.get(two)];
        return Math.abs(a[0] - b[0]) > 1e-9 ? a[0] - b[0] : a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : a[2] - b[2];
      });
      place();
    }
  }
}

/** Heights: each box as near as can be to the middle of what it is joined to, none upon another, the order kept. */
function settle(layers) {
  for (const layer of layers) stack(layer, layer.map(() => 0));
  for (let round = 0; round < ROUNDS; round++) {
    for (const by of [-1, 1]) {
      const turn = by < 0 ? layers.slice(1) : layers.slice(0, -1).reverse();
      for (const layer of turn) {
        stack(layer, layer.map((node) => {
          const found = node.near.filter((other) => other.layer === node.layer + by);
          return found.length ? mean(found.map((other) => other.y)) : node.y;
        }));
      }
    }
  }
}

/** Boxes at the wished heights where there is room; those that would collide form a block around the mean of their wishes. */
function stack(layer, wishes) {
  const blocks = [];
  layer.forEach((node, at) => {
    let block = { nodes: [node], tall: node.room + GAP, wish: wishes[at], begin: wishes[at] - (node.room + GAP) / 2 };
    while (blocks.length && blocks.at(-1).begin + blocks.at(-1).tall > block.begin) {
      const above = blocks.pop(), count = above.nodes.length + block.nodes.length;
      const down = above.tall + (block.nodes[0].room - above.nodes[0].room) / 2;  // from the first box of one to that of the other
      const wish = (above.wish * above.nodes.length + (block.wish - down) * block.nodes.length) / count;
      block = { nodes: [...above.nodes, ...block.nodes], tall: above.tall + block.tall, wish, begin: 0 };
      block.begin = wish - (block.nodes[0].room + GAP) / 2;
    }
    blocks.push(block);
  });
  for (const block of blocks) {
    let y = block.begin;
    for (const node of block.nodes) { node.y = y + (node.room + GAP) / 2; y += node.room + GAP; }
  }
}

/** The ways of the lines that end at a box, and where their names stand: once for all lines of one name. */
function draw(node) {
  const begin = node.x - node.w / 2, end = node.x + node.w / 2;
  [...node.ports.left].forEach(([key, edges], at, all) => {
    const y = node.y + (at - (all.length - 1) / 2) * 17, bend = begin - node.level;
    edges.forEach((edge, number) => {
      const before = edge.to === node ? edge.from : edge.to, x = before.x + before.w / 2, top = before.y;
      const out = before.x - before.w / 2 + before.widest, half = (out + bend) / 2;  // past the boxes of its column
      edge.way = (dx, dy) => `M${x + dx} ${top + dy}H${out + dx}C${half + dx} ${top + dy} ${half + dx} ${y + dy} ${bend + dx} ${y + dy}H${begin + dx}`;
      edge.back = edge.from === node;
      edge.label = number ? null : { x: begin - TIP - 3, y, anchor: "end", words: nameOf(key) };
    });
  });
  const side = begin + node.widest;  // of the column
  [...node.ports.right].forEach(([key, edges], at, all) => {
    const y = node.y + (at - (all.length - 1) / 2) * 17, words = nameOf(key), bend = side + small(words) + 20;
    edges.forEach((edge, number) => {
      const x = edge.from.x + edge.from.w / 2, from = edge.from.y;
      edge.way = (dx, dy) => `M${x + dx} ${from + dy}H${bend + dx}C${bend + 26 + dx} ${from + dy} ${bend + 26 + dx} ${y + dy} ${bend + dx} ${y + dy}H${end + dx}`;
      edge.back = false;
      edge.label = number ? null : { x: end + TIP + 3, y, anchor: "start", words };
    });
  });
}
