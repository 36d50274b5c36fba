import assert from 'node:assert/strict';
import { test } from 'node:test';
import { derive } from '../src/core/select.js';
import { History, decode, encode, opening } from '../src/core/state.js';
import { small } from './page.js';

const { model, scene } = small();
const start = opening(model, { focus: -1 });
const shown = (patch) => derive(model, scene, { ...start, ...patch });
const drawn = (patch) => [...shown(patch).drawn].sort((a, b) => a - b);

test('the page opens with all names drawn and all statements listed in reading order', () => {
  assert.deepEqual(drawn({}), [0, 1, 2, 3, 4, 5]);
  assert.deepEqual(shown({}).statements, [6, 7, 9, 8]);
  assert.equal(shown({}).lit, null);
});

for (const [patch, statements, things] of [
  [{ speaker: 3 }, [7, 8], [0, 3]],
  [{ country: 0 }, [6, 9], [0, 1, 2, 3, 4, 5]],
  [{ outlet: 'Post' }, [9, 8], [2, 3, 4]],
  [{ act: 'demand' }, [6], [1, 2, 3, 5]],
  [{ form: 'indirect' }, [8], [3]],
  [{ document: 1 }, [9, 8], [2, 3, 4, 5]],
  [{ confidence: 0.5 }, [6, 9, 8], [1, 2, 3, 4, 5]],
  [{ from: '2025-05-17', to: '2025-05-19' }, [9], [2, 4]],
  [{ from: '2025-05-20' }, [8], [3]],
  [{ to: '2025-05-16' }, [6, 7], [0, 1, 2, 3, 4, 5]],
  [{ span: [0.28, 0.55] }, [7, 9], [0, 2, 3, 4]],
  [{ pair: [2, 3] }, [6], [1, 2, 3, 5]],
  [{ pair: [3, -1] }, [7, 8], [0, 3]],
  [{ pair: [0, 1], columns: 'about', groups: 'country' }, [6], [1, 2, 3, 5]],
  [{ speaker: 2, act: 'assert' }, [9], [2, 4]],
]) {
  test(`filter ${JSON.stringify(patch)}`, () => {
    assert.deepEqual(shown(patch).statements, statements);
    assert.deepEqual(drawn(patch), things);
  });
}

test('a search narrows the statements and lights what it finds, without case and accents', () => {
  assert.deepEqual(shown({ query: 'AVILA' }).statements, [6, 9]);
  assert.ok(shown({ query: 'avila' }).lit.has(2));
  assert.deepEqual(shown({ query: 'robert' }).statements, []);
  assert.deepEqual([...shown({ query: 'robert' }).lit], [3]);
  assert.deepEqual(drawn({ query: 'robert' }), [0, 1, 2, 3, 4, 5]);
});

test('kinds, hiding, adding and focus decide what is drawn', () => {
  assert.deepEqual(drawn({ kinds: ['Country'] }), [0, 1]);
  assert.deepEqual(drawn({ hidden: [0, 4] }), [1, 2, 3, 5]);
  assert.deepEqual(drawn({ added: [6] }), [0, 1, 2, 3, 4, 5, 6]);
  assert.deepEqual(drawn({ added: [6], hidden: [6] }), [0, 1, 2, 3, 4, 5]);
  assert.deepEqual(drawn({ around: [1, 1] }), [1, 3]);
  assert.deepEqual(drawn({ around: [1, 2] }), [1, 2, 3, 4]);
  assert.deepEqual(drawn({ around: [1, 2], kinds: ['Country', 'Person'] }), [1, 2, 3]);
});

test('a path is drawn and lit, also where it leads through a statement', () => {
  const found = shown({ path: [5, 1] });
  assert.deepEqual(found.way, [5, 6, 1]);
  assert.ok(found.drawn.has(6));
  assert.deepEqual([...found.lit].sort(), [1, 5, 6]);
  assert.deepEqual(shown({ path: [5, 1], hidden: [6] }).way, [5, 0, 7, 3, 1]);
});

test('what is open is lit with all it is linked with', () => {
  assert.deepEqual([...shown({ open: 4 }).lit].sort(), [2, 3, 4, 9]);
});

test('undo goes back one change at a time, redo forward, and typing is one change', () => {
  const history = new History();
  let state = start;
  const change = (patch, now) => { const next = { ...state, ...patch }; history.note(state, next, 1e6 + now); state = next; };
  change({ open: 3 }, 0);
  assert.equal(history.canUndo, false);
  change({ hidden: [1] }, 1);
  change({ query: 'a' }, 2);
  change({ query: 'ab' }, 3);
  change({ view: 'map' }, 4);
  state = history.undo(state);
  assert.deepEqual([state.query, state.hidden, state.view, state.open], ['', [1], 'map', 3]);
  state = history.undo(state);
  assert.deepEqual(state.hidden, []);
  assert.equal(history.undo(state), state);
  state = history.redo(history.redo(state));
  assert.deepEqual([state.query, state.hidden], ['ab', [1]]);
  change({ act: 'demand' }, 9);
  assert.equal(history.canRedo, false);
});

const EVERYTHING = {
  open: 3, view: 'matrix', side: 'named', query: 'a & b = c #', speaker: 2, country: 1, outlet: 'Daily', act: 'demand', form: 'direct', document: 1, confidence: 0.55,
  pair: [2, -1], from: '2025-05-16', to: '2025-05-20', span: [0.25, 0.5], kinds: ['Person', 'Statement'], hidden: [1, 5], added: [6], all: true, around: [2, 3], path: [0, 1],
  words: true, columns: 'about', groups: 'country', table: 'named', sort: 'says', down: true, evidence: 4, axis: 'text', camera: [1.5, -2, 0.75], mapped: [2, 30, 40], doubt: 2, answers: [[1, 'unsure', 1_780_000_000_000], [0, 'same', 1_780_000_005_000]], who: 'ana & co',
};

test('a link restores every part of the state', () => {
  assert.deepEqual(Object.keys(EVERYTHING).sort(), Object.keys(start).sort());
  assert.deepEqual(decode(model, `#${encode(model, EVERYTHING, start)}`, start), EVERYTHING);
  for (const [key, value] of Object.entries(EVERYTHING)) {
    const state = { ...start, [key]: value };
    assert.deepEqual(decode(model, `#${encode(model, state, start)}`, start), state, key);
  }
});

test('the state in which a page opens needs no link, and a focus can be taken away', () => {
  assert.equal(encode(model, start, start), '');
  const focused = opening(model, { focus: 2 });
  assert.deepEqual(focused.around, [2, 2]);
  assert.deepEqual(decode(model, encode(model, { ...focused, around: null, kinds: [] }, focused), focused), { ...focused, around: null, kinds: [] });
});

for (const hash of ['#open=gone', '#view=nowhere&pair=x', '#camera=1 2&span=a b&from=yesterday', '#__proto__=1&constructor=2', '#document=7&around=ann 9&path=ann gone', '#kinds=Nothing%20Person', '#doubt=&evidence=&confidence=', '#doubt=gone&answers=gone.same.1%20p0.maybe.2%20p1.same.x%20p2', '#%E0%A4%A']) {
  test(`a link that makes no sense does no harm: ${hash}`, () => {
    const state = decode(model, hash, start);
    assert.deepEqual(Object.keys(state).sort(), Object.keys(start).sort());
    assert.ok(derive(model, scene, state).drawn.size >= 0);
    if (!hash.includes('kinds')) assert.deepEqual({ ...state }, { ...start, kinds: state.kinds });
  });
}
