// Puts the page together: one state, what follows from it, and parts that draw it.
import { byId, announce, el, word } from './dom.js';
import { Model } from './core/model.js';
import { History, decode, encode, opening } from './core/state.js';
import { derive } from './core/select.js';
import { Scene } from './draw/scene.js';
import { printing } from './draw/print.js';
import { VisCanvas } from './draw/vis.js';
import { filters, legend } from './parts/filters.js';
import { lists } from './parts/lists.js';
import { map } from './parts/map.js';
import { matrix } from './parts/matrix.js';
import { opener } from './parts/names.js';
import { panel } from './parts/panel.js';
import { review } from './parts/review.js';
import { search } from './parts/search.js';
import { stage } from './parts/stage.js';
import { table } from './parts/table.js';
import { timeline } from './parts/timeline.js';

const SETTLED_MS = 90;
const LATEST_MS = 400;
const EXPANDED = 60; // things that one expansion draws at most
const narrow = matchMedia('(max-width: 820px)');
const dark = matchMedia('(prefers-color-scheme: dark)');
const read = (id) => JSON.parse(byId(id).textContent);

class App {
  constructor(page, graph) {
    this.model = new Model(page);
    this.scene = new Scene(this.model, graph, narrow.matches);
    this.start = opening(this.model, { focus: page.focus });
    this.state = decode(this.model, location.hash, this.start);
    this.history = new History();
    this.derived = derive(this.model, this.scene, this.state);
    this.picking = -1;
    this.parts = [];
    this.canvas = null;
    for (const name of ['focusOn', 'expand', 'hide', 'pathFrom', 'undo', 'redo']) this[name] = this[name].bind(this);
  }

  /** Change the state and draw what follows. `quiet` leaves no step to undo, `fit` shows all that is drawn then. */
  set(patch, { quiet = false, fit = false } = {}) {
    const before = this.state;
    const state = { ...before, ...patch };
    if (!quiet) this.history.note(before, state, Date.now());
    this.draw(state, { fit });
  }

  /** Make one step to undo of all that happened since a state. */
  noteSince(before) {
    this.history.note(before, this.state, Date.now());
    this.draw(this.state);
  }

  undo() { this.draw(this.history.undo(this.state)); announce('Undone'); }

  redo() { this.draw(this.history.redo(this.state)); announce('Done again'); }

  draw(state, { fit = false } = {}) {
    const [before, old] = [this.state, this.derived];
    this.state = state;
    this.derived = derive(this.model, this.scene, state);
    for (const part of this.parts) part.render(this.derived, state, before, old);
    if (state.view === 'graph') this.#drawCanvas(before, fit);
    this.remember();
  }

  #drawCanvas(before, fit) {
    if (!this.canvas) return;
    if (before.view !== 'graph') this.canvas.resize();
    this.canvas.render(this.derived, this.state);
    const moved = fit || JSON.stringify([before.around, before.path]) !== JSON.stringify([this.state.around, this.state.path]);
    if (moved) this.#afterwards(() => this.canvas.fit(this.derived.way && this.state.path ? new Set(this.derived.way) : this.derived.drawn));
  }

  /** Open a thing everywhere: panel, list, graph and map; or end the path that is being chosen. */
  choose(n) {
    if (this.picking >= 0) {
      const from = this.picking;
      this.stopPicking();
      if (from !== n) this.set({ path: [from, n], open: -1, view: 'graph' });
      return;
    }
    const patch = { open: n, evidence: 0 };
    const { drawn } = this.derived;
    const wanted = [n, ...this.model.out(n, 'speaker'), ...this.model.linked(n)].filter((m) => this.state.kinds.includes(this.model.things[m].kind) || (m === n && !this.model.isStatement(n)));
    const missing = wanted.filter((m) => !drawn.has(m) && !this.state.hidden.includes(m)).slice(0, EXPANDED);
    if (missing.length && !this.derived.narrowed && !this.state.around) patch.added = [...new Set([...this.state.added, ...missing])];
    this.set(patch, { quiet: true });
    const seen = wanted.filter((m) => this.derived.drawn.has(m));
    this.#afterwards(() => { if (seen.length) this.stage.bringIntoView(seen, seen.includes(n) ? n : seen[0]); });
  }

  /** Do something with the view of the graph once the panel and what stands above the graph have come or gone. */
  #afterwards(act) {
    clearTimeout(this.settling);
    this.settling = setTimeout(() => { if (this.canvas && this.state.view === 'graph') act(); }, SETTLED_MS);
  }

  close() {
    const { open } = this.state;
    this.set({ open: -1 }, { quiet: true });
    const back = document.querySelector(`[data-opens="${open}"]`);
    (back && back.offsetParent ? back : byId('canvas')).focus({ preventScroll: true });
  }

  focusOn(n) { this.set({ around: [n, this.state.around?.[0] === n ? (this.state.around[1] % 3) + 1 : 1], view: 'graph', path: null }); }

  expand(n) {
    const { added, hidden, kinds, around } = this.state;
    const near = [...this.model.linked(n), ...this.scene.beside[n]].filter((m) => kinds.includes(this.model.things[m].kind) || around).slice(0, EXPANDED);
    const more = [n, ...near].filter((m) => !this.derived.drawn.has(m) || hidden.includes(m));
    announce(`${more.length} more drawn`);
    this.set({ added: [...new Set([...added, n, ...near])], hidden: hidden.filter((m) => !near.includes(m)), view: 'graph' });
    this.stage.bringIntoView([n, ...near].filter((m) => this.derived.drawn.has(m)), n);
  }

  hide(n) {
    this.set({ hidden: [...new Set([...this.state.hidden, n])], added: this.state.added.filter((m) => m !== n), open: -1 });
    announce(`${this.model.title(n)} hidden`);
    byId('canvas').focus({ preventScroll: true });
  }

  /** Let somebody choose where a path should lead: in the graph, in a list or by the search. */
  pathFrom(n) {
    this.picking = n;
    byId('picking').hidden = false;
    byId('picking-words').replaceChildren('Path from ', word(this.model.label(n)), ' to …: click a name, or search for it');
    announce(`Choose where the path from ${this.model.label(n)} should lead`);
    byId('query').focus();
  }

  stopPicking() {
    this.picking = -1;
    byId('picking').hidden = true;
  }

  clear() {
    const cleared = Object.fromEntries(['query', 'speaker', 'country', 'outlet', 'act', 'form', 'document', 'confidence', 'pair', 'from', 'to', 'span'].map((key) => [key, this.start[key]]));
    this.set(cleared);
  }

  /** Keep the state in the address, where the page has one of its own; with the view of the graph when `whole`. */
  remember(whole = false) {
    if (location.protocol === 'about:') return;
    clearTimeout(this.waiting);
    const write = () => {
      if (this.canvas && this.viewed) this.state = { ...this.state, camera: this.canvas.view() };
      const told = encode(this.model, this.state, this.start);
      history.replaceState(null, '', told ? `#${told}` : location.pathname + location.search);
    };
    if (whole) write();
    else this.waiting = setTimeout(write, 120);
  }
}

function isDark() {
  const { theme } = document.documentElement.dataset;
  return theme ? theme === 'dark' : dark.matches;
}

function nameTheme(app) {
  byId('theme').textContent = isDark() ? 'Light' : 'Dark';
  if (app.state.view === 'graph') app.canvas?.render(app.derived, app.state);
}

function drawSummary(app) {
  const sentence = (parts) => el('p', {}, parts.map((part) => (typeof part === 'number' ? opener(app, part) : word(part))));
  byId('summary').replaceChildren(...app.model.page.summary.map(sentence));
}

/** The canvas that the page was made for: vis-network for small graphs, sigma.js for large ones. */
function startCanvas(app) {
  const holder = byId('canvas');
  let ready = false;
  const on = {
    choose: (n) => app.choose(n), hover: () => {}, beside: () => { if (app.state.open >= 0) app.set({ open: -1 }, { quiet: true }); },
    moved: () => { if (ready) { app.viewed = true; app.remember(); } },
  };
  try {
    app.canvas = app.scene.large ? new globalThis.parleyWebgl.WebglCanvas(holder, app.model, app.scene, on) : new VisCanvas(holder, app.model, app.scene, on);
  } catch (error) {
    holder.append(el('p', { class: 'none' }, `The graph cannot be drawn here (${error.message}); lists, map, matrix and tables show the same.`));
    return;
  }
  app.canvas.render(app.derived, app.state);
  if (app.state.camera) app.canvas.look(app.state.camera);
  else app.canvas.fit(app.derived.way && app.state.path ? new Set(app.derived.way) : app.derived.drawn, false, true);
  requestAnimationFrame(() => requestAnimationFrame(() => { ready = true; }));
}

function begin() {
  const app = new App(read('page-data'), read('graph-data'));
  globalThis.parley = app; // for who embeds the page, and for tests
  document.body.dataset.part = 'stage';
  byId('canvas').setAttribute('aria-label', `Graph of ${app.derived.drawn.size} names`);
  drawSummary(app);
  app.stage = stage(app);
  app.review = review(app);
  app.parts = [app.stage, search(app), filters(app), legend(app), lists(app), panel(app), timeline(app), map(app), matrix(app), table(app), app.review];
  for (const part of app.parts) part.render(app.derived, app.state, null, null);
  startCanvas(app);
  document.body.dataset.ready = '';
  nameTheme(app);
  byId('theme').addEventListener('click', () => { document.documentElement.dataset.theme = isDark() ? 'light' : 'dark'; nameTheme(app); });
  dark.addEventListener('change', () => nameTheme(app));
  byId('picking-stop').addEventListener('click', () => app.stopPicking());
  addEventListener('hashchange', () => app.draw(decode(app.model, location.hash, app.start)));
  printing(app);
}

// The headline and the summary stand in the page; they are painted before the work begins.
let begun = false;
const start = () => { if (!begun) { begun = true; begin(); } };
requestAnimationFrame(() => setTimeout(start));
setTimeout(start, LATEST_MS); // a page that is not seen gets no frame
