// What somebody is looking at: one plain record, its history, and the link that restores it.
import { pairsOf, VERDICTS } from './review.js';

/** The state in which a page opens. */
export function opening(model, options = {}) {
  return {
    open: -1, view: 'graph', side: model.statements.length ? 'said' : 'named', query: '',
    speaker: -1, country: -1, outlet: '', act: '', form: '', document: -1, confidence: 0, pair: null,
    from: '', to: '', span: null,
    kinds: model.page.kinds.filter((kind) => kind.drawn).map((kind) => kind.name),
    hidden: [], added: [], all: false, around: options.focus >= 0 ? [options.focus, 2] : null, path: null, words: false,
    columns: 'addressee', groups: 'name', table: 'said', sort: 'order', down: false, evidence: 0, axis: '', camera: null, mapped: null,
    doubt: 0, answers: [], who: '',
  };
}

/** What undo brings back; the rest is where somebody looks, not what they did. */
const UNDONE = [
  'query', 'speaker', 'country', 'outlet', 'act', 'form', 'document', 'confidence', 'pair', 'from', 'to', 'span', 'kinds', 'hidden', 'added',
  'all', 'around', 'path', 'words', 'answers',
];
/** What narrows the statements. */
export const FILTERS = ['query', 'speaker', 'country', 'outlet', 'act', 'form', 'document', 'confidence', 'pair', 'from', 'to', 'span'];
const MOST_STEPS = 200;

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const pick = (state, keys) => Object.fromEntries(keys.map((key) => [key, state[key]]));

/** The states that can be gone back to. */
export class History {
  #past = [];

  #future = [];

  #last = 0;

  /** Remember the state before a change, unless it changes nothing that undo brings back; typing counts as one change. */
  note(before, after, now) {
    const changed = UNDONE.filter((key) => !same(before[key], after[key]));
    if (!changed.length) return;
    const typing = changed.length === 1 && changed[0] === 'query' && now - this.#last < 1500 && this.#past.length > 0;
    if (!typing) this.#past.push(pick(before, UNDONE));
    if (this.#past.length > MOST_STEPS) this.#past.shift();
    this.#last = changed[0] === 'query' ? now : 0;
    this.#future = [];
  }

  get canUndo() { return this.#past.length > 0; }

  get canRedo() { return this.#future.length > 0; }

  undo(state) { return this.#swap(this.#past, this.#future, state); }

  redo(state) { return this.#swap(this.#future, this.#past, state); }

  #swap(from, to, state) {
    if (!from.length) return state;
    to.push(pick(state, UNDONE));
    this.#last = 0;
    return { ...state, ...from.pop() };
  }
}

/** Answers as "id verdict seconds", so that each finds its pair again where the page was made anew. */
function answersCodec(doubts, numbered) {
  const write = (all) => all.map(([pair, verdict, when]) => `${doubts[pair].id}.${verdict}.${Math.floor(when / 1000)}`).join(' ');
  const read = (text) => text.split(' ').map((each) => each.split('.')).filter(([id, verdict, when]) => numbered.has(id) && VERDICTS.some(([name]) => name === verdict) && /^\d{1,11}$/.test(when))
    .map(([id, verdict, when]) => [numbered.get(id), verdict, Number(when) * 1000]);
  return { write, read: (text) => [...new Map(read(text).map((each) => [each[0], each])).values()] };
}

/** How each part of the state is written in a link. Things go by their ids, which stay when the graph grows. */
function codecs(model) {
  const known = (n) => Number.isInteger(n) && n >= 0 && n < model.things.length;
  const thing = { write: (n) => (known(n) ? model.things[n].id : ''), read: (id) => model.numbers.get(id) ?? -1 };
  const list = { write: (all) => all.map(thing.write).join(' '), read: (text) => text.split(' ').map(thing.read).filter(known) };
  const text = { write: String, read: String };
  const flag = { write: () => '1', read: () => true };
  const share = (value) => Math.min(1, Math.max(0, Number(value) || 0));
  const one = (...allowed) => ({ write: String, read: (value) => (allowed.includes(value) ? value : undefined) });
  const two = (second, valid) => ({
    write: ([a, b]) => `${thing.write(a)} ${second.write(b)}`,
    read: (value) => {
      const [a, b] = value.split(' ');
      const found = [thing.read(a), second.read(b)];
      return known(found[0]) && valid(found[1]) ? found : undefined;
    },
  });
  const numbers = (count) => ({
    write: (all) => all.map((each) => Math.round(each * 1e4) / 1e4).join(' '),
    read: (value) => {
      const found = value.split(' ').map(Number);
      return found.length === count && found.every(Number.isFinite) ? found : undefined;
    },
  });
  const day = { write: String, read: (value) => (/^-?\d{4}-\d\d-\d\d$/.test(value) ? value : undefined) };
  const document = { write: String, read: (value) => (model.documents[value] ? Number(value) : undefined) };
  const doubts = pairsOf(model);
  const numbered = new Map(doubts.map(({ id }, at) => [id, at]));
  return {
    open: thing, view: one('graph', 'map', 'matrix', 'table', ...(doubts.length ? ['review'] : [])), side: one('said', 'named', 'articles'), query: text,
    speaker: thing, country: thing, outlet: text, act: text, form: text, document, confidence: { write: String, read: share },
    doubt: { write: (n) => doubts[n]?.id ?? '', read: (id) => (numbered.has(id) ? numbered.get(id) : undefined) }, answers: answersCodec(doubts, numbered), who: text,
    pair: two({ write: (n) => (n < 0 ? '-' : thing.write(n)), read: thing.read }, Number.isInteger), from: day, to: day, span: numbers(2),
    kinds: { write: (all) => all.join(' '), read: (value) => value.split(' ').filter((name) => model.kinds.has(name)) },
    hidden: list, added: list, all: flag, around: two({ write: String, read: Number }, (steps) => [1, 2, 3].includes(steps)), path: two(thing, known), words: flag,
    columns: one('addressee', 'about'), groups: one('name', 'country'), table: one('said', 'named'), sort: text, down: flag,
    evidence: { write: String, read: (value) => Math.max(0, Math.floor(Number(value)) || 0) }, axis: one('day', 'text'), camera: numbers(3), mapped: numbers(3),
  };
}

/** A state as the part of a link after "#"; empty for the state in which the page opens. */
export function encode(model, state, start) {
  const ways = codecs(model);
  const told = new URLSearchParams();
  for (const key of Object.keys(ways)) {
    if (same(state[key], start[key])) continue;
    told.set(key, state[key] === null || state[key] === -1 ? '' : ways[key].write(state[key]));
  }
  return told.toString();
}

/** The state that a link tells; what cannot be understood is as when the page opens. */
export function decode(model, hash, start) {
  const ways = codecs(model);
  const state = { ...start };
  for (const [key, value] of new URLSearchParams(hash.replace(/^#/, ''))) {
    if (!Object.hasOwn(ways, key)) continue;
    const empty = Array.isArray(start[key]) && key !== 'around' ? [] : typeof start[key] === 'number' ? start[key] : null;
    const read = value === '' && typeof start[key] !== 'string' ? empty : ways[key].read(value);
    if (read !== undefined) state[key] = read;
  }
  return state;
}
