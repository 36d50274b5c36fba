// Statements and events along an axis: by day, or by their place in the text where few days are known.
import { extent, isoDay } from './dates.js';

const BINS = 64;
const DAYS_ENOUGH = 3;
const DATED = 0.25; // share of statements whose day must be known for days to tell the story
const RARE = 0.02; // share of statements at either end that may lie outside the axis

/** The middle of a day, month or year, as a number of days since 1970. */
const middle = (day) => { const days = extent(day); return days && (days[0] + days[1]) / 2; };

/** Whether days are known by which the page can be narrowed. */
export const hasDays = (model) => new Set(model.statements.map((n) => model.dayOf(n)).filter(Boolean)).size >= DAYS_ENOUGH;

/** Whether so many are known that they tell the story. */
const tellsByDay = (model) => hasDays(model) && model.statements.filter((n) => model.dayOf(n)).length >= DATED * model.statements.length;

/** Where statements and events lie: the axis, its ends, `at(n)` for a statement (null where unknown), events with their place, and how many lie before and after. */
export function axisOf(model, wanted = '') {
  const events = model.things.map((_, n) => n).filter((n) => model.things[n].days || model.things[n].kind === 'Event' || model.things[n].kind === 'MilitaryAction');
  if (wanted === 'text' || (wanted !== 'day' && !tellsByDay(model))) {
    const marks = events.filter((n) => model.things[n].evidence?.length).map((n) => ({ n, at: model.position(...model.things[n].evidence[0].slice(0, 2)) }));
    const at = (n) => { const [doc, start] = model.firstPlace(n); return doc < 0 ? null : model.position(doc, start); };
    return { axis: 'text', from: 0, to: 1, at, marks, earlier: 0, later: 0 };
  }
  const days = usual(model.statements.map((n) => extent(model.dayOf(n))).filter(Boolean));
  const dated = events.filter((n) => model.things[n].days).map((n) => ({ n, at: middle(model.things[n].days[0]) })).filter((mark) => mark.at !== null);
  const known = days.length ? days : dated.map(({ at }) => [at, at + 1]);
  const from = Math.min(...known.map(([start]) => start));
  const to = Math.max(...known.map(([, end]) => end), from + 1);
  const room = (to - from) * 0.04 + 1;
  const marks = dated.filter(({ at }) => at >= from - room && at <= to + room);
  return {
    axis: 'day', from: from - room, to: to + room, at: (n) => middle(model.dayOf(n)), marks,
    earlier: dated.filter(({ at }) => at < from - room).length, later: dated.filter(({ at }) => at > to + room).length,
  };
}

/** Days without the rare ones far off, which would press the rest together. */
function usual(days) {
  const sorted = [...days].sort((a, b) => a[0] - b[0]);
  const off = Math.floor(sorted.length * RARE);
  return sorted.slice(off, sorted.length - off);
}

/** How many statements lie in each of the equal parts of an axis. */
export function counted({ from, to, at }, statements) {
  const bins = new Array(BINS).fill(0);
  for (const n of statements) {
    const place = at(n);
    if (place !== null && place >= from && place <= to) bins[Math.min(BINS - 1, Math.floor(((place - from) / (to - from)) * BINS))] += 1;
  }
  return bins;
}

/** The part of the state that a stretch of an axis sets; nothing where it covers all. */
export function stretch({ axis, from, to }, a, b) {
  const [start, end] = [Math.max(from, Math.min(a, b)), Math.min(to, Math.max(a, b))];
  const all = start <= from && end >= to;
  if (axis === 'text') return { span: all ? null : [start, end] };
  return { from: all ? '' : isoDay(start), to: all ? '' : isoDay(Math.max(start, end - 1e-6)) };
}

/** The stretch that a state has set on an axis; null for none. */
export function stretchOf({ axis, from, to }, state) {
  if (axis === 'text') return state.span;
  if (!state.from && !state.to) return null;
  return [state.from ? extent(state.from)[0] : from, state.to ? extent(state.to)[1] : to];
}
