// The timeline: how many statements when, events above them, and a stretch that can be brushed to narrow the page.
import { announce, byId, el, svg } from '../dom.js';
import { isoDay, readable, ticks } from '../core/dates.js';
import { axisOf, counted, hasDays, stretch, stretchOf } from '../core/timeline.js';
import { outline } from '../shapes.js';

const HEIGHT = 84;
const TOP = 28; // room for events
const BASE = 64; // where the bars stand
const SIDE = 14;

export function timeline(app) {
  const { model } = app;
  const holder = byId('timeline');
  const days = hasDays(model);
  let axis = axisOf(model, app.state.axis);
  let width = 0;
  let before = null; // the state before a drag

  const x = (value) => SIDE + ((value - axis.from) / (axis.to - axis.from)) * (width - 2 * SIDE);
  const value = (pixel) => axis.from + ((pixel - SIDE) / Math.max(1, width - 2 * SIDE)) * (axis.to - axis.from);
  const told = (at) => (axis.axis === 'day' ? readable(isoDay(at)) : `${Math.round(at * 100)} % of the text`);

  function bars(counts, most, name) {
    const step = (width - 2 * SIDE) / counts.length;
    const height = (count) => (count ? Math.max(3, (count / most) * (BASE - TOP - 4)) : 0);
    return counts.map((count, at) => (count ? svg('rect', { class: name, x: SIDE + at * step + 0.5, width: Math.max(1.5, step - 1), y: BASE - height(count), height: height(count) }) : ''));
  }

  function marks(derived, state) {
    let free = -Infinity;
    const sorted = [...axis.marks].sort((a, b) => a.at - b.at);
    return sorted.map(({ n, at }, number) => {
      const kind = model.kind(n);
      const left = x(at);
      const label = model.label(n);
      const room = (number + 1 < sorted.length ? x(sorted[number + 1].at) - 10 : width) - left - 12;
      const letters = left - 8 > free ? Math.min(label.length, 34, Math.floor(room / 6)) : 0;
      const words = letters >= Math.min(label.length, 8) ? (letters < label.length ? `${label.slice(0, letters - 1)}…` : label) : '';
      const wide = words.length * 6 + 18;
      if (words) free = left + wide;
      const open = (event) => { if (event.type === 'click' || event.key === 'Enter' || event.key === ' ') { event.preventDefault(); event.stopPropagation(); app.choose(n); } };
      // The words stand beside the button, as they may be cut and its name is not.
      return [svg('g', { class: `mark${state.open === n ? ' here' : ''}${derived.drawn.has(n) ? '' : ' off'}`, transform: `translate(${left} 15)`, tabindex: 0, role: 'button', 'aria-label': `${label}, ${kind.label}`, click: open, keydown: open, pointerdown: (event) => event.stopPropagation() },
        svg('title', {}, label), svg('rect', { x: -8, y: -10, width: words ? wide : 16, height: 20, class: 'hit' }),
        svg('path', { d: outline(kind.shape), fill: kind.colour, transform: 'translate(-6 -6) scale(.75)', 'fill-rule': 'evenodd' })), words ? svg('text', { x: left + 10, y: 19, class: `mark-words${state.open === n ? ' here' : ''}${derived.drawn.has(n) ? '' : ' off'}`, 'aria-hidden': 'true' }, words) : ''];
    });
  }

  function scale() {
    if (axis.axis === 'day') return ticks(axis.from, axis.to, Math.max(2, Math.floor(width / 110))).map(([at, text]) => [x(at), text]);
    if (model.documents.length === 1) return [[x(0), 'beginning of the article'], [x(1), 'end']];
    return [[x(0), 'first article'], [x(1), 'last article']];
  }

  function handle(at, end, other) {
    const name = end ? 'End of the stretch' : 'Start of the stretch';
    const key = (event) => {
      const step = ((axis.to - axis.from) / 64) * (event.shiftKey ? 8 : 1);
      const by = { ArrowLeft: -step, ArrowDown: -step, ArrowRight: step, ArrowUp: step, Home: axis.from - at, End: axis.to - at }[event.key];
      if (event.key === 'Delete' || event.key === 'Backspace' || event.key === 'Escape') app.set(stretch(axis, axis.from, axis.to));
      else if (by === undefined) return;
      else app.set(stretch(axis, other, end ? Math.max(other + step / 8, at + by) : Math.min(other - step / 8, at + by)));
      event.preventDefault();
      event.stopPropagation();
      holder.querySelectorAll('[role=slider]')[end ? 1 : 0]?.focus();
    };
    return svg('g', { class: 'handle', tabindex: 0, role: 'slider', 'aria-label': name, 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-valuenow': Math.round(((at - axis.from) / (axis.to - axis.from)) * 100), 'aria-valuetext': told(at), transform: `translate(${x(at)} 0)`, keydown: key, 'data-end': end ? 1 : 0 },
      svg('rect', { x: -9, y: TOP - 6, width: 18, height: BASE - TOP + 12, class: 'hit' }), svg('line', { y1: TOP - 4, y2: BASE }), svg('rect', { class: 'grip', x: -3.5, y: (TOP + BASE) / 2 - 9, width: 7, height: 18, rx: 3 }));
  }

  function draw(derived, state) {
    width = holder.clientWidth;
    if (!width) return;
    const all = counted(axis, model.statements);
    const [a, b] = stretchOf(axis, state) ?? [axis.from, axis.to];
    const set = Boolean(stretchOf(axis, state));
    const most = Math.max(1, ...all);
    const picture = svg('svg', { width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}`, class: set ? 'brushed' : '' },
      svg('line', { class: 'base', x1: SIDE, x2: width - SIDE, y1: BASE, y2: BASE }),
      bars(all, most, 'all'), bars(counted(axis, derived.statements), most, 'some'),
      set ? [svg('rect', { class: 'veil', x: SIDE, y: TOP - 4, width: Math.max(0, x(a) - SIDE), height: BASE - TOP + 4 }), svg('rect', { class: 'veil', x: x(b), y: TOP - 4, width: Math.max(0, width - SIDE - x(b)), height: BASE - TOP + 4 })] : '',
      scale().map(([at, text], number, every) => svg('text', { class: 'tick', x: at, y: BASE + 16, 'text-anchor': axis.axis === 'text' ? (number === every.length - 1 ? 'end' : 'start') : 'middle' }, text)),
      marks(derived, state), handle(a, false, b), handle(b, true, a));
    picture.addEventListener('pointerdown', (event) => drag(event, a, b));
    const focused = holder.contains(document.activeElement) ? document.activeElement.dataset?.end : undefined;
    holder.replaceChildren(tools(set), picture);
    if (focused !== undefined) holder.querySelectorAll('[role=slider]')[focused].focus();
  }

  function tools(set) {
    const swap = days && el('button', { type: 'button', class: 'link', click: () => app.set({ axis: axis.axis === 'day' ? 'text' : 'day', span: null, from: '', to: '' }) }, axis.axis === 'day' ? 'by place in the text' : 'by date');
    const name = axis.axis === 'day' ? 'Statements by day' : `Statements by their place in the ${model.documents.length === 1 ? 'article' : 'articles'}`;
    const outside = [axis.earlier && `${axis.earlier} events earlier`, axis.later && `${axis.later} later`].filter(Boolean).join(', ');
    return el('p', { class: 'timeline-words' }, el('span', {}, name), outside && el('span', {}, outside), swap, set ? el('button', { type: 'button', class: 'link', click: () => app.set(stretch(axis, axis.from, axis.to)) }, 'whole time') : el('span', { class: 'hint' }, 'drag to narrow'));
  }

  function drag(event, a, b) {
    if (event.button) return;
    const box = holder.querySelector('svg').getBoundingClientRect();
    const at = (moved) => Math.min(axis.to, Math.max(axis.from, value(moved.clientX - box.left)));
    const grip = event.target.closest('.handle');
    const start = grip ? (Number(grip.dataset.end) ? a : b) : at(event);
    let frame = 0;
    let last = event;
    before = app.state;
    event.preventDefault();
    const move = (moved) => {
      last = moved;
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        app.set(stretch(axis, start, at(last)), { quiet: true });
      });
    };
    const end = (ended) => {
      cancelAnimationFrame(frame);
      document.removeEventListener('pointermove', move);
      document.removeEventListener('pointerup', end);
      document.removeEventListener('pointercancel', end);
      const moved = Math.abs(x(at(ended)) - x(start)) > 3;
      app.set(moved ? stretch(axis, start, at(ended)) : stretch(axis, axis.from, axis.to), { quiet: true });
      app.noteSince(before);
      announce(moved ? `${app.derived.statements.length} statements, ${told(Math.min(start, at(ended)))} to ${told(Math.max(start, at(ended)))}` : 'Whole time');
    };
    document.addEventListener('pointermove', move);
    document.addEventListener('pointerup', end);
    document.addEventListener('pointercancel', end);
  }

  const empty = !model.statements.length && new Set(axis.marks.map(({ at }) => at)).size < 2; // nothing would be told apart
  holder.hidden = empty;
  new ResizeObserver(() => { if (holder.clientWidth !== width) draw(app.derived, app.state); }).observe(holder);
  return {
    render(derived, state, old) {
      if (empty) return;
      if (old && old.axis !== state.axis) axis = axisOf(model, state.axis);
      draw(derived, state);
    },
  };
}
