// The graph on its canvas, drawn by vis-network at the places computed beforehand.
const OTHERS_FIRST = 300;
const DIM = 0.16;
const LEGIBLE = 0.5; // below this scale labels cannot be read
const nodeRecords = graph.nodes.map((node) => ({ ...node }));
const opened = new Set();
let network = null;
let cursor = -1;
let nodeView = null;

/** A colour of the page's style as the canvas needs it. */
function ink(name) {
  const probe = byId('canvas');
  probe.style.color = `var(--${name})`;
  const colour = getComputedStyle(probe).color;
  probe.style.color = '';
  return colour;
}

const counts = new Map();
for (const node of nodeRecords) {
  node.rank = counts.get(node.kind) ?? 0;
  counts.set(node.kind, node.rank + 1);
}

function isShown(node) {
  if (!state.shown.has(node.kind)) return opened.has(node.id);
  return node.drawn || opened.has(node.id) || (!kinds.get(node.kind).drawn && node.rank < OTHERS_FIRST);
}

function startGraph() {
  const portrait = narrow.matches;
  for (const node of nodeRecords) if (portrait) [node.x, node.y] = node.portrait;
  const nodes = new vis.DataSet(nodeRecords.map(({ portrait: _, ...node }) => node));
  const edges = new vis.DataSet(graph.edges.map((edge) => ({ ...edge, title: edgeTitle(edge) })));
  nodeView = new vis.DataView(nodes, { filter: isShown });
  network = new vis.Network(byId('canvas'), { nodes: nodeView, edges }, JSON.parse(graph.options)); // pyvis hands options over as JSON text
  network.on('click', ({ nodes: hit }) => { if (hit.length) choose(hit[0]); else if (state.chosen >= 0) choose(-1); });
  network.on('hoverNode', () => { byId('canvas').style.cursor = 'pointer'; });
  network.on('blurNode', () => { byId('canvas').style.cursor = ''; });
  byId('canvas').querySelector('canvas')?.setAttribute('aria-hidden', 'true');
  paintGraph();
  openingView();
}

/** Everything, where that can be read; else the middle of it. */
function openingView() {
  showAll(false);
  if (network.getScale() >= LEGIBLE || !nodeView.get(page.main)) return;
  network.moveTo({ position: network.getPositions([page.main])[page.main], scale: LEGIBLE });
}

function edgeTitle(edge) {
  const [left, right] = edge.arrows === 'from' ? [edge.to, edge.from] : [edge.from, edge.to];
  return `${label(left)} – ${edge.relation} – ${label(right)}`;
}

/** Which nodes stand out now: those of the open thing, else those that the search finds; null for all. */
function standing() {
  const { chosen } = state;
  if (chosen >= 0) return new Set([chosen, ...named(chosen), ...graph.edges.filter((edge) => edge.from === chosen || edge.to === chosen).flatMap((edge) => [edge.from, edge.to])]);
  if (!state.query) return null;
  return new Set(nodeRecords.filter((node) => matches(node.id)).map((node) => node.id));
}

function paintGraph() {
  if (!network) return;
  const lit = standing();
  const text = ink('ink'), faint = ink('faint'), halo = ink('paper'), outline = ink('outline'), accent = ink('accent');
  const { chosen } = state;
  network.body.data.nodes.getDataSet().update(nodeRecords.map((node) => {
    const on = !lit || lit.has(node.id);
    const inside = Boolean(node.font.color);
    const colour = { background: node.color, border: node.id === chosen ? accent : outline };
    return {
      id: node.id, opacity: on ? 1 : DIM, borderWidth: node.id === chosen ? 4 : 1.2, color: { ...colour, highlight: colour, hover: { ...colour, border: accent } },
      font: { ...node.font, color: !on ? faint : inside ? node.font.color : text, strokeWidth: inside ? 0 : 4, strokeColor: halo },
    };
  }));
  const line = ink('line'), strong = ink('strong'), dimmed = ink('dimmed');
  network.body.data.edges.update(graph.edges.map((edge) => {
    const touches = edge.from === chosen || edge.to === chosen;
    const within = lit && chosen < 0 && lit.has(edge.from) && lit.has(edge.to);
    const colour = touches ? strong : lit && !within ? dimmed : line;
    return {
      id: edge.id, color: { color: colour, highlight: colour, hover: strong }, width: touches ? edge.width + 1 : edge.width,
      label: touches ? edge.relation : undefined, font: { size: 11, color: text, strokeWidth: 4, strokeColor: halo },
    };
  }));
}

function refreshGraph() {
  nodeView?.refresh();
}

function showAll(animated = true) {
  const shown = nodeView.getIds();
  network.fit({ nodes: shown, animation: animated && !still.matches });
  if (network.getScale() > 1.15) network.moveTo({ scale: 1.15 });
}

function zoom(by) {
  network.moveTo({ scale: Math.min(4, Math.max(0.05, network.getScale() * by)), animation: !still.matches && { duration: 150 } });
}

/** Draw a thing that was not, with what it is linked to, and move the view as little as shows them beside the panel. */
function bringIntoView(n) {
  if (!network) return;
  const wanted = [n, ...named(n)].filter((m) => state.shown.has(things[m].kind) || (m === n && !isStatement(n)));
  const missing = wanted.filter((m) => !nodeView.get(m)).slice(0, OTHERS_FIRST);
  if (missing.length) {
    missing.forEach((m) => opened.add(m));
    refreshGraph();
  }
  if (wanted.length && !narrow.matches) panTo(wanted, nodeView.get(n) ? n : wanted[0]);
}

/** Move the view so that a group of nodes shows; one of them for sure. */
function panTo(group, first) {
  const box = byId('canvas');
  const covered = byId('panel').hidden ? 0 : byId('panel').offsetWidth;
  const edge = { left: 70, top: 50, right: box.clientWidth - covered - 70, bottom: box.clientHeight - 60 };
  const places = Object.values(network.getPositions(group)).map((place) => network.canvasToDOM(place));
  const must = network.canvasToDOM(network.getPositions([first])[first]);
  const shift = (name, low, high) => {
    const span = (values) => {
      const least = Math.min(...values), most = Math.max(...values);
      return least < low ? low - least : most > high ? high - most : 0;
    };
    const all = places.map((place) => place[name]);
    return Math.max(...all) - Math.min(...all) <= high - low ? span(all) : span([must[name]]);
  };
  const dx = shift('x', edge.left, edge.right);
  const dy = shift('y', edge.top, edge.bottom);
  if (!dx && !dy) return;
  const centre = network.DOMtoCanvas({ x: box.clientWidth / 2 - dx, y: box.clientHeight / 2 - dy });
  network.moveTo({ position: centre, animation: !still.matches && { duration: 300 } });
}

function drawLegend() {
  const rows = page.kinds.map((kind) => {
    const button = el('button', { type: 'button', class: 'kind-toggle', 'aria-pressed': String(state.shown.has(kind.name)), 'data-kind': kind.name },
      glyph(kind.name), el('span', {}, kind.label), el('span', { class: 'count' }, String(counts.get(kind.name) ?? 0)));
    button.addEventListener('click', () => {
      if (!state.shown.delete(kind.name)) state.shown.add(kind.name);
      button.setAttribute('aria-pressed', String(state.shown.has(kind.name)));
      refreshGraph();
      if (!kind.drawn) showAll();
    });
    return button;
  });
  byId('legend').replaceChildren(...rows);
}

/** The nearest node in the direction of an arrow key. */
function nextNode(dx, dy) {
  const places = network.getPositions(nodeView.getIds());
  const here = places[cursor] ?? network.getViewPosition();
  let best = -1;
  let least = Infinity;
  for (const [id, place] of Object.entries(places)) {
    const along = (place.x - here.x) * dx + (place.y - here.y) * dy;
    const aside = Math.abs((place.x - here.x) * dy) + Math.abs((place.y - here.y) * dx);
    if (Number(id) !== cursor && along > 0 && along + 2 * aside < least) [best, least] = [Number(id), along + 2 * aside];
  }
  return best;
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function graphKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key in ARROWS) moveCursor(cursor < 0 && page.main >= 0 ? page.main : nextNode(...ARROWS[event.key]));
  else if (event.key === 'Enter' && cursor >= 0) choose(cursor);
  else if (event.key === '+' || event.key === '=') zoom(1.25);
  else if (event.key === '-') zoom(0.8);
  else if (event.key === '0') showAll();
  else return;
  event.preventDefault();
}

function moveCursor(n) {
  if (n < 0 || !nodeView.get(n)) return;
  cursor = n;
  network.selectNodes([n], false);
  announce(`${things[n].type}: ${label(n)}`);
  const at = network.canvasToDOM(network.getPositions([n])[n]);
  const box = byId('canvas');
  if (at.x < 40 || at.y < 40 || at.x > box.clientWidth - 40 || at.y > box.clientHeight - 40) network.focus(n, { scale: network.getScale(), animation: false });
}
