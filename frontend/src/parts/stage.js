// The stage: one of graph, map, matrix and table, the tools above it, and the keys that work on the graph.
import { announce, byId, copy, narrow, save, still } from '../dom.js';
import { picture, png } from '../draw/picture.js';

const VIEWS = ['graph', 'map', 'matrix', 'table', 'review'];
const SMALLEST = 0.6; // a group that fits only if all becomes smaller than this is not shown as a whole
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function stage(app) {
  const { model, scene } = app;
  const holder = byId('canvas');
  let cursor = -1;

  /** The nearest node in the direction of an arrow key. */
  function next(dx, dy) {
    const here = scene.nodes[cursor] ?? { x: 0, y: 0 };
    let best = -1;
    let least = Infinity;
    for (const n of app.derived.drawn) {
      const { x, y } = scene.nodes[n];
      const along = (x - here.x) * dx + (y - here.y) * dy;
      const aside = Math.abs((x - here.x) * dy) + Math.abs((y - here.y) * dx);
      if (n !== cursor && along > 0 && along + 2 * aside < least) [best, least] = [n, along + 2 * aside];
    }
    return best;
  }

  function moveTo(n) {
    if (n < 0 || !app.derived.drawn.has(n)) return;
    cursor = n;
    app.canvas.point(n);
    announce(`${model.things[n].type}: ${model.title(n)}`);
    const at = app.canvas.place(n);
    if (at.x < 40 || at.y < 40 || at.x > holder.clientWidth - 40 || at.y > holder.clientHeight - 40) app.canvas.look([scene.nodes[n].x, scene.nodes[n].y, app.canvas.view()[2]]);
  }

  function graphKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in ARROWS) moveTo(cursor < 0 && app.derived.drawn.has(model.main) ? model.main : next(...ARROWS[event.key]));
    else if (event.key === 'Enter' && cursor >= 0) app.choose(cursor);
    else if (event.key === '+' || event.key === '=') app.canvas.zoom(1.25);
    else if (event.key === '-') app.canvas.zoom(0.8);
    else if (event.key === '0') app.canvas.fit(app.derived.drawn);
    else return;
    event.preventDefault();
  }

  /** Letters that act on what is open, wherever the keyboard is. */
  function actionKey(key) {
    if (app.state.view === 'review' && app.review.key(key)) return true;
    const n = app.state.open >= 0 ? app.state.open : cursor;
    const acts = { f: app.focusOn, e: app.expand, h: app.hide, p: app.pathFrom };
    if (acts[key] && n >= 0) acts[key](n);
    else if (key === 'w') app.set({ words: !app.state.words });
    else if (key === 'n' || key === 'b') app.stepEvidence?.(key === 'n' ? 1 : -1);
    else if (/^[1-5]$/.test(key) && !byId(`view-${VIEWS[key - 1]}`).hidden) app.set({ view: VIEWS[key - 1] });
    else return false;
    return true;
  }

  function pageKey(event) {
    const typing = event.target.closest?.('input, select, textarea, dialog');
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && !typing) {
      event.preventDefault();
      if (event.shiftKey) app.redo(); else app.undo();
    } else if (event.key === 'Escape' && !event.target.closest?.('dialog')) {
      if (app.picking >= 0) app.stopPicking();
      else if (app.state.open >= 0) app.close();
      else if (app.state.path) app.set({ path: null });
    } else if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      if (event.key === '/') byId('query').focus();
      else if (event.key === '?') byId('help').showModal();
      else if (!actionKey(event.key.toLowerCase())) return;
      event.preventDefault();
    }
  }

  async function take(kind) {
    const name = document.title.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60).replace(/^-|-$/g, '').toLowerCase() || 'graph';
    if (kind === 'svg') save(`${name}.svg`, new Blob([picture(app)], { type: 'image/svg+xml' }));
    else save(`${name}.png`, await png(app));
    announce(`saved as ${kind.toUpperCase()}`);
  }

  async function share() {
    app.remember(true);
    await copy(location.href);
    byId('share').textContent = 'Copied';
    announce('Link copied: it opens this page as it is now');
    setTimeout(() => { byId('share').textContent = 'Link'; }, 2000);
  }

  const on = (id, act) => byId(id).addEventListener('click', act);
  for (const view of VIEWS) on(`view-${view}`, () => { document.body.dataset.part = 'stage'; app.set({ view }); });
  on('view-lists', () => { document.body.dataset.part = 'lists'; showPart(); });
  on('zoom-in', () => app.canvas.zoom(1.25));
  on('zoom-out', () => app.canvas.zoom(0.8));
  on('zoom-all', () => app.canvas.fit(app.derived.drawn));
  on('undo', app.undo);
  on('redo', app.redo);
  on('words', () => app.set({ words: !app.state.words }));
  on('share', share);
  on('save-png', () => take('png'));
  on('save-svg', () => take('svg'));
  on('help-open', () => byId('help').showModal());
  holder.addEventListener('keydown', graphKey);
  document.addEventListener('keydown', pageKey);
  for (const dialog of document.querySelectorAll('dialog')) dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
  let size = [holder.clientWidth, holder.clientHeight];
  new ResizeObserver(() => {
    const [width, height] = [holder.clientWidth, holder.clientHeight];
    if (!width || !app.canvas || (width === size[0] && height === size[1])) return;
    size = [width, height];
    app.canvas.resize();
  }).observe(holder);

  /** On a narrow screen lists and stage take turns. */
  function showPart() {
    const lists = narrow.matches && document.body.dataset.part === 'lists';
    for (const view of VIEWS) byId(`view-${view}`).setAttribute('aria-pressed', String(!lists && app.state.view === view));
    byId('view-lists').setAttribute('aria-pressed', String(lists));
  }

  return {
    /** Move the view as little as shows a group of things beside the panel; one of them for sure. */
    bringIntoView(group, first) {
      const [width, height] = [holder.clientWidth, holder.clientHeight];
      if (!width) return;
      const places = group.map((n) => app.canvas.place(n));
      const must = app.canvas.place(first);
      const span = (name) => [Math.min(...places.map((place) => place[name])), Math.max(...places.map((place) => place[name]))];
      const [[left, right], [top, bottom]] = [span('x'), span('y')];
      const smaller = Math.min(1, (width - 150) / (right - left || 1), (height - 120) / (bottom - top || 1));
      const [x, y, scale] = app.canvas.view();
      if (smaller < 1 && smaller > SMALLEST) {
        app.canvas.look([x + ((left + right) / 2 - width / 2) / scale, y + ((top + bottom) / 2 - height / 2) / scale, scale * smaller], !still.matches);
        return;
      }
      const shift = (name, low, high) => {
        const values = places.map((place) => place[name]);
        const fits = Math.max(...values) - Math.min(...values) <= high - low;
        const [least, most] = fits ? [Math.min(...values), Math.max(...values)] : [must[name], must[name]];
        return least < low ? low - least : most > high ? high - most : 0;
      };
      const [dx, dy] = [shift('x', 70, width - 70), shift('y', 50, height - 60)];
      if (!dx && !dy) return;
      app.canvas.look([x - dx / scale, y - dy / scale, scale], !still.matches);
    },
    render(_, state) {
      document.body.dataset.view = state.view;
      showPart();
      for (const view of VIEWS) byId(view === 'graph' ? 'graph' : view).hidden = state.view !== view;
      byId('undo').disabled = !app.history.canUndo;
      byId('redo').disabled = !app.history.canRedo;
      byId('words').setAttribute('aria-pressed', String(state.words));
      byId('words').hidden = state.view !== 'graph';
      for (const id of ['save-png', 'save-svg']) byId(id).hidden = state.view === 'table' || state.view === 'review';
    },
  };
}
