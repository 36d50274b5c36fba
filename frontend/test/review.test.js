import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Model } from '../src/core/model.js';
import { answered, following, judgements, pairsOf, stamp, taking } from '../src/core/review.js';
import { page } from './page.js';

const model = new Model(page());

test('an answer is kept, replaced by another, and taken back when it is given again', () => {
  let answers = answered([], 1, 'same', 5);
  answers = answered(answers, 0, 'unsure', 6);
  assert.deepEqual(answered(answers, 1, 'different', 7), [[0, 'unsure', 6], [1, 'different', 7]]);
  assert.deepEqual(answered(answers, 1, 'same', 7), [[0, 'unsure', 6]]);
});

test('after an answer comes the next pair without one, from the beginning again', () => {
  assert.equal(following(3, [[0, 'same', 1]], 0), 1);
  assert.equal(following(3, [[2, 'same', 1], [1, 'same', 2]], 2), 0);
  assert.equal(following(2, [[0, 'same', 1], [1, 'same', 2]], 1), 1);
});

test('answers become lines that kg judgements takes, in the order in which they were given', () => {
  const lines = judgements(model, [[1, 'different', 2000], [0, 'same', 1500]], 'ana').trim().split('\n').map((line) => JSON.parse(line));
  assert.deepEqual(lines.map(({ verdict, who, when }) => [verdict, who, when]), [['same', 'ana', '1970-01-01T00:00:01Z'], ['different', 'ana', '1970-01-01T00:00:02Z']]);
  assert.deepEqual(lines[0].things[1], { name: 'Bob', kind: 'Person', anchors: [{ document: 'd1', span: { start: 2, end: 5 }, words: 'yyy' }] });
});

test('places are counted as Python counts them, one for each code point', () => {
  const given = page();
  given.documents[0].text = '\u{1f600}é\u{1f600}Ann';
  given.review.pairs[0].sides[0].places = [[0, 5, 8, 0, 8]];
  const [line] = judgements(new Model(given), [[0, 'same', 0]], 'ana').split('\n');
  assert.deepEqual(JSON.parse(line).things[0].anchors, [{ document: 'd0', span: { start: 3, end: 6 }, words: 'Ann' }]);
});

test('the command names the directory as a shell takes it, and a file without blanks', () => {
  assert.deepEqual(taking(model), { file: 'judgements-of-mytalks.jsonl', command: "kg judgements 'my talks' --import judgements-of-mytalks.jsonl" });
});

test('a page without a graph directory asks about nothing', () => assert.deepEqual(pairsOf(new Model({ ...page(), review: {} })), []));

test('times are in UTC to the second', () => assert.equal(stamp(1_780_000_000_999), '2026-05-28T20:26:40Z'));
