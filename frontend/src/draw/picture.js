// What is seen, as a picture that stands alone: SVG, and PNG made from it.
import { byId, ink, svg } from '../dom.js';
import { outline } from '../shapes.js';

const FACE = 'system-ui, -apple-system, Segoe UI, Roboto, Helvetica Neue, Arial, Liberation Sans, sans-serif';
const STYLED = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-linejoin', 'opacity', 'font-size', 'font-weight', 'font-family', 'paint-order', 'text-anchor', 'display', 'vector-effect'];
const HEAD = 46;
const FOOT = 40;
const NS = 'http://www.w3.org/2000/svg';

/** The part of the page that is seen, as the text of an SVG file; with the title of the page above it, unless it stands in the page. */
export function picture(app, titled = true) {
  const top = titled ? HEAD : 0;
  const { view } = app.state;
  const holder = byId(view === 'graph' ? 'canvas' : view);
  const [width, height] = [Math.round(holder.clientWidth), Math.round(view === 'matrix' ? holder.querySelector('table').offsetHeight + 16 : holder.clientHeight)];
  const inside = view === 'graph' ? graph(app, width, height) : view === 'map' ? styled(holder.querySelector('svg')) : matrix(holder);
  const title = !titled ? '' : svg('text', { x: 16, y: 29, 'font-size': 17, 'font-weight': 600, fill: ink('ink') }, document.title);
  const whole = svg('svg', { xmlns: NS, width, height: height + top + FOOT, viewBox: `0 0 ${width} ${height + top + FOOT}`, 'font-family': FACE },
    svg('rect', { width, height: height + top + FOOT, fill: ink('paper') }), title,
    svg('svg', { x: 0, y: top, width, height, overflow: 'hidden' }, inside), view === 'matrix' ? '' : legend(app, height + top + 24, width));
  return new XMLSerializer().serializeToString(whole);
}

/** The same as a PNG, twice as fine as the screen. */
export async function png(app) {
  const text = picture(app);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * 2;
  canvas.height = image.naturalHeight * 2;
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => { canvas.toBlob(done, 'image/png'); });
}

function graph({ canvas, derived, scene, state }, width, height) {
  const { drawn, lit, way } = derived;
  const colours = { ink: ink('ink'), faint: ink('faint'), paper: ink('paper'), line: ink('line'), strong: ink('strong'), outline: ink('outline'), accent: ink('accent'), dimmed: ink('dimmed') };
  const places = new Map([...drawn].map((n) => [n, canvas.place(n)]));
  const steps = new Set(way ? way.slice(1).map((n, at) => [way[at], n].sort((a, b) => a - b).join('-')) : []);
  const inside = ({ x, y }) => x > -60 && y > -60 && x < width + 60 && y < height + 60;
  const lines = scene.edges.filter(({ from, to }) => places.has(from) && places.has(to) && (inside(places.get(from)) || inside(places.get(to)))).map((edge) => line(edge, places, { colours, lit, state, steps }, canvas));
  const shown = [...drawn].filter((n) => inside(places.get(n)));
  const labels = canvas.labels?.shown;
  return [...lines, ...shown.map((n) => node(scene.nodes[n], places.get(n), canvas, { dim: lit && !lit.has(n), open: n === state.open, label: !labels || labels.has(n), colours }))];
}

function line(edge, places, { colours, lit, state, steps }, canvas) {
  const [a, b] = [places.get(edge.from), places.get(edge.to)];
  const onWay = steps.has([edge.from, edge.to].sort((p, q) => p - q).join('-'));
  const touches = onWay || (!steps.size && (edge.from === state.open || edge.to === state.open));
  const colour = onWay ? colours.accent : touches ? colours.strong : lit ? colours.dimmed : colours.line;
  const angle = Math.atan2(b.y - a.y, b.x - a.x);
  const tip = (place, n, turn) => {
    const [x, y] = [place.x - Math.cos(turn) * (canvas.radius(n) + 1), place.y - Math.sin(turn) * (canvas.radius(n) + 1)];
    const corner = (by) => `${(x - 7 * Math.cos(turn + by)).toFixed(1)},${(y - 7 * Math.sin(turn + by)).toFixed(1)}`;
    return svg('polygon', { points: `${x.toFixed(1)},${y.toFixed(1)} ${corner(0.4)} ${corner(-0.4)}`, fill: colour });
  };
  return svg('g', {}, svg('line', { x1: a.x.toFixed(1), y1: a.y.toFixed(1), x2: b.x.toFixed(1), y2: b.y.toFixed(1), stroke: colour, 'stroke-width': touches ? 2 : 1 }),
    edge.arrows.includes('to') ? tip(b, edge.to, angle) : '', edge.arrows.includes('from') ? tip(a, edge.from, angle + Math.PI) : '',
    touches || state.words ? svg('text', { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, 'font-size': 10, 'text-anchor': 'middle', fill: colours.ink, stroke: colours.paper, 'stroke-width': 3, 'paint-order': 'stroke' }, edge.relation) : '');
}

function node(record, { x, y }, canvas, { dim, open, label, colours }) {
  const radius = canvas.radius(record.id);
  const font = canvas.fontSize(record.id);
  const text = (label ? record.label : '').split('\n').map((words, at) => svg('text', { x: x.toFixed(1), y: (y + radius + 4 + font * (0.8 + at * 1.25)).toFixed(1), 'font-size': font.toFixed(1), 'text-anchor': 'middle', fill: dim ? colours.faint : colours.ink, stroke: colours.paper, 'stroke-width': 3, 'paint-order': 'stroke', 'font-weight': open ? 600 : 400 }, words));
  return svg('g', {}, svg('path', { d: outline(record.glyph), transform: `translate(${(x - radius).toFixed(1)} ${(y - radius).toFixed(1)}) scale(${(radius / 8).toFixed(3)})`, fill: record.color, 'fill-rule': 'evenodd', 'fill-opacity': dim ? 0.16 : 1, stroke: open ? colours.accent : colours.outline, 'stroke-width': (((open ? 3 : 1) * 8) / radius).toFixed(2) }), text);
}

/** A copy of a picture of the page with its style in it. */
function styled(original) {
  const twin = original.cloneNode(true);
  const [from, to] = [[original, ...original.querySelectorAll('*')], [twin, ...twin.querySelectorAll('*')]];
  from.forEach((element, at) => {
    const style = getComputedStyle(element);
    for (const name of STYLED) if (style.getPropertyValue(name)) to[at].style.setProperty(name, style.getPropertyValue(name));
    for (const name of ['class', 'tabindex', 'role', 'data-place']) to[at].removeAttribute(name);
  });
  twin.style.transform = '';
  return twin;
}

/** The table of the matrix as shapes and words. */
function matrix(holder) {
  const table = holder.querySelector('table');
  const origin = table.getBoundingClientRect();
  const made = [];
  for (const place of table.querySelectorAll('td > .cell, th, caption')) {
    const box = place.getBoundingClientRect();
    const words = place.textContent.trim();
    const [x, y] = [box.left - origin.left + 12, box.top - origin.top];
    const common = { 'font-size': 12, fill: ink('ink') };
    if (place.matches('.cell')) made.push(svg('rect', { x, y, width: box.width, height: box.height, fill: getComputedStyle(place).backgroundColor }), svg('text', { ...common, fill: getComputedStyle(place).color, x: x + box.width / 2, y: y + box.height / 2 + 4, 'text-anchor': 'middle' }, words));
    else if (place.matches('thead th')) made.push(svg('text', { ...common, transform: `translate(${x + box.width / 2 + 4} ${y + box.height - 6}) rotate(-60)` }, words));
    else made.push(svg('text', { ...common, x, y: y + box.height / 2 + 4 }, words));
  }
  return made;
}

function legend({ model, state }, y, width) {
  let [x, line] = [16, 0];
  return model.page.kinds.filter((kind) => state.kinds.includes(kind.name)).map((kind) => {
    const wide = 34 + kind.label.length * 6.6;
    if (x + wide > width) [x, line] = [16, line + 17];
    const group = svg('g', { transform: `translate(${x} ${y - 8 + line})` }, svg('path', { d: outline(kind.shape), fill: kind.colour, 'fill-rule': 'evenodd', transform: 'translate(0 -10) scale(.75)' }), svg('text', { x: 17, 'font-size': 12, fill: ink('ink') }, kind.label));
    x += wide;
    return group;
  });
}
