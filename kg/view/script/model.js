// What the page holds, and what somebody is looking at. Other scripts ask here and never keep copies.
const page = JSON.parse(document.getElementById('page-data').textContent);
const graph = JSON.parse(document.getElementById('graph-data').textContent);
const things = page.things;
const kinds = new Map(page.kinds.map((kind) => [kind.name, kind]));
const state = { chosen: -1, query: '', filters: {}, shown: new Set(page.kinds.filter((k) => k.drawn).map((k) => k.name)) };

const outgoing = things.map(() => []);
const incoming = things.map(() => []);
for (const [by, to, name] of page.links) {
  outgoing[by].push([name, to]);
  incoming[to].push([name, by]);
}

const out = (n, name) => outgoing[n].filter((link) => link[0] === name).map((link) => link[1]);
const into = (n, name) => incoming[n].filter((link) => link[0] === name).map((link) => link[1]);
const label = (n) => things[n].label;
const isStatement = (n) => Boolean(things[n].said);

/** Document, start and end of a statement: they are listed as they are read, what holds another before it. */
function firstPlace(n) {
  const { source, cue, content } = things[n].said.spans;
  const places = [...source, ...cue, ...content].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const [doc, start] = places[0] ?? [Infinity, 0];
  return [doc, start, Math.max(0, ...places.filter((place) => place[0] === doc).map((place) => place[2]))];
}

const statements = things
  .map((thing, n) => n)
  .filter(isStatement)
  .map((n) => [n, firstPlace(n)])
  .sort(([, a], [, b]) => a[0] - b[0] || a[1] - b[1] || b[2] - a[2])
  .map(([n]) => n);

const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const folded = things.map((thing, n) => {
  const said = thing.said;
  const names = [thing.label, ...(thing.names ?? [])];
  return fold((said ? [said.content, said.cue, ...out(n, 'speaker').map(label)] : names).join('\n'));
});

/** Whether a thing's names, or a statement's words and speakers, hold every word of the search. */
function matches(n) {
  return fold(state.query).split(/\s+/).every((word) => folded[n].includes(word));
}

/** An element with attributes and children. Strings become text, never mark-up. */
function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'click') made.addEventListener('click', value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== false && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ''));
  return made;
}

const byId = (id) => document.getElementById(id);
const announce = (text) => { byId('live').textContent = text; };
const still = matchMedia('(prefers-reduced-motion: reduce)');
const narrow = matchMedia('(max-width: 820px)');
const SVG = 'http://www.w3.org/2000/svg';
const OUTLINES = {
  box: 'M1 3.5h14v9h-14z', square: 'M2 2h12v12h-12z', diamond: 'M8 .8l7.2 7.2-7.2 7.2-7.2-7.2z', triangle: 'M8 1.5l7 12.5h-14z',
  triangleDown: 'M8 14.5l7-12.5h-14z', hexagon: 'M4.3 1.6h7.4l3.7 6.4-3.7 6.4h-7.4l-3.7-6.4z',
  star: 'M8 .6l2.2 5 5.4.5-4.1 3.6 1.2 5.3-4.7-2.8-4.7 2.8 1.2-5.3-4.1-3.6 5.4-.5z', dot: 'M8 1.5a6.5 6.5 0 1 0 .01 0z',
  ellipse: 'M8 3.5a7 4.5 0 1 0 .01 0z',
};

/** The small picture of a kind: its shape in its colour. */
function glyph(kindName) {
  const kind = kinds.get(kindName);
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', 'glyph');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', OUTLINES[kind.shape] ?? OUTLINES.dot);
  path.setAttribute('fill', kind.colour);
  svg.append(path);
  return svg;
}

const address = (n) => `#${encodeURIComponent(things[n].id)}`;

/** A link that opens a thing, named by it. */
function opener(n, text = label(n)) {
  const open = (event) => { event.preventDefault(); choose(n); };
  return el('a', { href: address(n), class: 'link', click: open }, el('bdi', {}, text));
}

/** Names as a list of openers with commas between. */
function openers(numbers) {
  return numbers.flatMap((n, at) => (at ? [', ', opener(n)] : [opener(n)]));
}

/** Open a thing everywhere: panel, list and graph. -1 closes what is open. */
function choose(n) {
  state.chosen = n;
  showPanel(n);
  markChosen(n);
  paintGraph();
  if (n >= 0) bringIntoView(n);
  rememberPlace(n);
}
