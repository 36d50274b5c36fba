// What a state shows: which statements pass the filters, what is drawn, and what stands out.
import { fold, ROLES } from './model.js';
import { extent } from './dates.js';
import { FILTERS } from './state.js';
import { path, within } from './walk.js';

/** The words of a search. */
export const wordsOf = (query) => fold(query).split(/\s+/).filter(Boolean);

const overlaps = (day, from, to) => {
  const days = extent(day);
  if (!days) return false;
  return (!from || days[1] > extent(from)[0]) && (!to || days[0] < extent(to)[1]);
};

/** Whether a statement passes every filter of a state. */
function passes(model, state, words) {
  const plays = (n, name, who) => who < 0 || model.out(n, name).includes(who);
  const tests = [
    state.speaker >= 0 && ((n) => plays(n, 'speaker', state.speaker)),
    state.country >= 0 && ((n) => model.countriesOf(n).includes(state.country)),
    state.outlet && ((n) => model.outletsOf(n).includes(state.outlet)),
    state.act && ((n) => model.things[n].said.act === state.act),
    state.form && ((n) => model.things[n].said.form === state.form),
    state.document >= 0 && ((n) => model.documentOf(n) === state.document),
    state.confidence > 0 && ((n) => Number(model.things[n].said.confidence || 0) >= state.confidence),
    state.pair && ((n) => inPair(model, n, state)),
    (state.from || state.to) && ((n) => overlaps(model.dayOf(n), state.from, state.to)),
    state.span && ((n) => inSpan(model, model.firstPlace(n), state.span)),
    words.length && ((n) => model.matches(n, words)),
  ].filter(Boolean);
  return (n) => tests.every((test) => test(n));
}

function inSpan(model, [doc, start], [from, to]) {
  const at = model.position(doc, start);
  return at >= from && at <= to;
}

/** Whether a statement belongs to the cell of the matrix that is open. */
function inPair(model, n, { pair, columns, groups }) {
  const [who, whom] = pair;
  const grouped = (numbers) => (groups === 'country' ? numbers.map((m) => model.things[m].country ?? m) : numbers);
  const targets = grouped(model.out(n, columns));
  return grouped(model.out(n, 'speaker')).includes(who) && (whom < 0 ? !targets.length : targets.includes(whom));
}

/** The statements that pass the filters of a state, in reading order. */
export const passing = (model, state) => model.statements.filter(passes(model, state, wordsOf(state.query)));

/** Things that play a part in statements, and what rests on these. */
function involved(model, statements) {
  const found = new Set();
  for (const n of statements) {
    for (const [name, to] of model.outgoing[n]) if (ROLES.includes(name)) found.add(to);
    for (const by of model.into(n, 'statedIn')) found.add(by);
    found.add(n);
  }
  return found;
}

/** Things that the filters keep though no statement names them: events of the days, names in the document, people of the country. */
function kept(model, state) {
  const tests = [
    state.document >= 0 && ((thing) => (thing.evidence ?? []).some((place) => place[0] === state.document)),
    state.country >= 0 && ((thing, n) => n === state.country || thing.country === state.country),
    (state.from || state.to) && ((thing) => thing.days?.some((day) => overlaps(day, state.from, state.to))),
    state.span && ((thing) => (thing.evidence ?? []).some(([doc, start]) => inSpan(model, [doc, start], state.span))),
  ].filter(Boolean);
  const others = ['speaker', 'outlet', 'act', 'form', 'confidence', 'pair'].some((key) => isSet(state, key));
  if (!tests.length || others) return () => false;
  return (n) => !model.isStatement(n) && tests.every((test) => test(model.things[n], n));
}

export const isSet = (state, key) => !['', -1, 0, null].includes(state[key]);

/** All that follows from a state: `scene` has `first` (drawn when the page opens), `beside` and `connected`. */
export function derive(model, scene, state) {
  const words = wordsOf(state.query);
  const statements = passing(model, state);
  const narrowed = FILTERS.some((key) => key !== 'query' && isSet(state, key));
  const found = words.length ? new Set(model.things.map((_, n) => n).filter((n) => model.matches(n, words))) : null;
  const way = state.path && path(scene.connected, state.path[0], state.path[1], (n) => !state.hidden.includes(n));
  const drawn = drawnOf(model, scene, state, narrowed ? statements : null, way);
  return { statements, narrowed, found, way, drawn, lit: litOf(model, scene, state, found, way) };
}

function drawnOf(model, scene, state, statements, way) {
  const kinds = new Set(state.kinds);
  const hidden = new Set(state.hidden);
  const added = new Set(state.added);
  const near = state.around && within(scene.beside, state.around[0], state.around[1], (n) => kinds.has(model.things[n].kind) && !hidden.has(n));
  const parts = statements && involved(model, statements);
  const keep = kept(model, state);
  const drawn = new Set();
  model.things.forEach((thing, n) => {
    if (hidden.has(n)) return;
    const wanted = kinds.has(thing.kind) && (state.all || near || parts || scene.first(n, state)) && (!near || near.has(n)) && (!parts || parts.has(n) || keep(n));
    if (wanted || added.has(n)) drawn.add(n);
  });
  if (way) way.forEach((n) => drawn.add(n));
  return drawn;
}

/** What stands out: the way between two, else the open thing and what it is linked with, else what the search finds; null for all. */
function litOf(model, scene, state, found, way) {
  if (way) return new Set(way);
  if (state.open >= 0) return new Set([state.open, ...model.linked(state.open), ...scene.beside[state.open]]);
  return found;
}
