import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cell, csv } from '../src/core/csv.js';
import { extent, isoDay, readable, ticks } from '../src/core/dates.js';
import { cross } from '../src/core/matrix.js';
import { cells, sorted } from '../src/core/tables.js';
import { axisOf, counted, hasDays, stretch, stretchOf } from '../src/core/timeline.js';
import { adjacency, path, within } from '../src/core/walk.js';
import { NAMES, outline } from '../src/shapes.js';
import { Model } from '../src/core/model.js';
import { page, small } from './page.js';

const table = (name, rows, of) => rows.forEach(([given, expected]) => test(`${name}: ${JSON.stringify(given)}`, () => assert.deepEqual(of(given), expected)));

table('cell', [
  ['plain', 'plain'], ['a,b', '"a,b"'], ['say "so"', '"say ""so"""'], ['two\nlines', '"two\nlines"'], [' edge', '" edge"'], [-3, '-3'], [null, ''],
  ['=1+1', "'=1+1"], ['+49', "'+49"], ['-x', "'-x"], ['@me', "'@me"], ['\t=1', "'\t=1"], ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
], cell);

test('csv ends every row with CR LF', () => assert.equal(csv([['a', 'b'], [1, '']]), 'a,b\r\n1,\r\n'));

table('readable', [['2025-05-16', '16 May 2025'], ['2025-05', 'May 2025'], ['2025', '2025'], ['Friday', 'Friday'], ['', ''], ['2025-13-01', '2025-13-01'], [undefined, '']], readable);

test('a partial date stands for all its days', () => {
  assert.deepEqual(extent('2025-05-16').map(isoDay), ['2025-05-16', '2025-05-17']);
  assert.deepEqual(extent('2024-02').map(isoDay), ['2024-02-01', '2024-03-01']);
  assert.deepEqual(extent('2025-12').map(isoDay), ['2025-12-01', '2026-01-01']);
  assert.deepEqual(extent('2025').map(isoDay), ['2025-01-01', '2026-01-01']);
  assert.equal(extent('soon'), null);
});

for (const [from, to] of [['2025-05-10', '2025-05-14'], ['2025-01-01', '2025-03-01'], ['2024-03-01', '2025-11-01'], ['1990', '2025'], ['1200', '2025']]) {
  test(`ticks from ${from} to ${to} lie inside and are not too many`, () => {
    const [a, b] = [extent(from)[0], extent(to)[1]];
    const made = ticks(a, b, 8);
    assert.ok(made.length >= 1 && made.length <= 17, String(made.length));
    assert.ok(made.every(([at, text]) => at >= a && at <= b && text));
    assert.equal(new Set(made.map(([, text]) => text)).size, made.length);
  });
}

test('ways through the graph', () => {
  const beside = adjacency(6, [[0, 1], [1, 2], [2, 3], [0, 4], [4, 3]]);
  assert.deepEqual(path(beside, 0, 3), [0, 4, 3]);
  assert.deepEqual(path(beside, 0, 3, (n) => n !== 4), [0, 1, 2, 3]);
  assert.deepEqual(path(beside, 2, 2), [2]);
  assert.equal(path(beside, 0, 5), null);
  assert.deepEqual([...within(beside, 0, 1)].sort(), [0, 1, 4]);
  assert.deepEqual([...within(beside, 0, 2)].sort(), [0, 1, 2, 3, 4]);
  assert.deepEqual([...within(beside, 0, 3, (n) => n !== 1)].sort(), [0, 2, 3, 4]);
});

test('the matrix counts speakers by whom they address or speak about, by name or country', () => {
  const { model } = small();
  const to = cross(model, model.statements, { columns: 'addressee', groups: 'name' });
  assert.deepEqual(to.rows, [[2, 2], [3, 2]]);
  assert.deepEqual(to.columns, [[3, 1], [-1, 3]]);
  assert.equal(to.count(2, 3), 1);
  assert.equal(to.count(3, -1), 2);
  const about = cross(model, model.statements, { columns: 'about', groups: 'country' });
  assert.deepEqual([about.count(0, 1), about.count(1, 0), about.count(1, 1)], [1, 1, 0]);
  assert.deepEqual(cross(model, model.statements, { columns: 'about', groups: 'name' }, 1).left, [1, 1]);
});

test('tables sort by any column, numbers as numbers, and what is empty last', () => {
  const { model } = small();
  assert.deepEqual(sorted(model, 'said', model.statements, 'sure', false).map((n) => model.things[n].said.confidence), ['0.4', '0.9', '0.9', '0.9']);
  assert.equal(sorted(model, 'said', model.statements, 'sure', true).at(-1), 7);
  assert.deepEqual(sorted(model, 'said', model.statements, 'order', true), [...model.statements].reverse());
  assert.deepEqual(sorted(model, 'named', [5, 2, 0, 3], 'name', false), [5, 2, 0, 3]);
  assert.deepEqual(sorted(model, 'named', [5, 3, 2], 'country', true), [3, 2, 5]);
  assert.deepEqual(sorted(model, 'named', [5, 3], 'no such column', false), [5, 3]);
});

test('a table leaves as rows of cells with titles', () => {
  const { model } = small();
  const [titles, first] = cells(model, 'said', [8]);
  assert.equal(titles[1], 'Who');
  assert.deepEqual([first[1], first[5], first[8]], ['Bob', '=1+1', '2025-05-20']);
  assert.match(csv([first]), /'=1\+1/);
});

test('the timeline takes days where enough are known, else the place in the text', () => {
  const { model } = small();
  assert.ok(hasDays(model));
  const days = axisOf(model);
  assert.equal(days.axis, 'day');
  assert.equal(counted(days, model.statements).reduce((a, b) => a + b), 4);
  assert.deepEqual(days.marks.map(({ n }) => n), [4]);
  const text = axisOf(model, 'text');
  assert.equal(text.axis, 'text');
  assert.deepEqual(model.statements.map(text.at), [0.25, 0.3, 0.525, 0.75]);
  assert.deepEqual(stretch(text, 0.6, 0.2), { span: [0.2, 0.6] });
  assert.deepEqual(stretch(text, -1, 2), { span: null });
  assert.deepEqual(stretch(days, extent('2025-05-16')[0], extent('2025-05-18')[1]), { from: '2025-05-16', to: '2025-05-18' });
  assert.deepEqual(stretch(days, days.from, days.to), { from: '', to: '' });
  assert.deepEqual(stretchOf(days, { from: '2025-05-16', to: '' }), [extent('2025-05-16')[0], days.to]);
});

test('few dated statements among many leave the story to the text, and the days on offer', () => {
  const data = page();
  for (let at = 0; at < 20; at += 1) data.things.push({ ...data.things[9], id: `more${at}`, said: { ...data.things[9].said, day: '' } });
  data.documents.forEach((document) => { document.day = ''; });
  ['2025-05-18', '2025-05-19', '2025-05-20'].forEach((day, at) => { data.things[6 + at].said.day = day; });
  const model = new Model(data);
  assert.equal(axisOf(model).axis, 'text');
  assert.equal(axisOf(model, 'day').axis, 'day');
  assert.ok(hasDays(model));
});

test('every shape has an outline of its own, and an unknown one is a dot', () => {
  assert.equal(new Set(NAMES.map(outline)).size, NAMES.length);
  assert.equal(outline('no such shape'), outline('dot'));
});
