// A small page for the tests: two countries, two people, talks, a demand and four statements in two articles.
import { Model } from '../src/core/model.js';
import { Scene } from '../src/draw/scene.js';

const kinds = [
  ['Country', '#D55E00', 'hexagon', true], ['Person', '#0072B2', 'dot', true], ['Event', '#CC79A7', 'star', true], ['Demand', '#AA4499', 'triangleDown', true],
  ['Statement', '#DDCC77', 'bubble', false],
].map(([name, colour, shape, drawn]) => ({ name, label: name.toLowerCase(), colour, shape, drawn, ink: '#111111' }));

const said = (doc, start, content, more = {}) => ({
  content, cue: 'said', form: 'direct', act: 'assert', day: '', confidence: '0.9', negated: false,
  spans: { source: [[doc, start, start + 1, start, start + 9]], cue: [[doc, start + 2, start + 3, start, start + 9]], content: [[doc, start + 4, start + 9, start, start + 9]] }, ...more,
});

/** Numbers: 0 Arland, 1 Borland, 2 Ann (of Arland), 3 Bob (of Borland), 4 talks, 5 demand, 6 to 9 statements. */
export const page = () => ({
  base: '', main: 4, focus: -1, summary: [],
  review: {
    documents: ['d0', 'd1'], all: 3, folder: "'my talks'",
    pairs: ['p0', 'p1', 'p2'].map((id, at) => ({
      id, joined: at === 0, score: 0.8, asked: 0.75, reasons: [[0.8, 'spelt alike']],
      sides: [2, 3].map((n) => ({ name: n === 2 ? 'Ann' : 'Bob', kind: 'Person', family: 'Person', type: 'person', thing: n, places: [[n - 2, 2, 5, 0, 9]] })),
    })),
  },
  kinds, relations: { speaker: 'speaker', participant: 'participant', about: 'about' },
  documents: [{ title: 'First', outlet: 'Daily', day: '2025-05-16', url: '', text: 'x'.repeat(100) }, { title: 'Second', outlet: 'Post', day: '2025-05-20', url: '', text: 'y'.repeat(100) }],
  things: [
    { id: 'arland', label: 'Arland', kind: 'Country', type: 'country', country: 0, iso: 'AR', at: [1, 2], evidence: [[0, 0, 5, 0, 9]] },
    { id: 'borland', label: 'Borland', kind: 'Country', type: 'country', country: 1, evidence: [[0, 10, 15, 10, 19]] },
    { id: 'ann', label: 'Ann Ávila', kind: 'Person', type: 'person', country: 0, facts: [['role', 'minister']], evidence: [[0, 20, 25, 20, 29]] },
    { id: 'bob', label: 'Bob', kind: 'Person', type: 'person', country: 1, names: ['Robert'], evidence: [[1, 20, 25, 20, 29]] },
    { id: 'talks', label: 'talks', kind: 'Event', type: 'negotiation', days: ['2025-05-16'], evidence: [[0, 30, 35, 30, 39]] },
    { id: 'demand', label: 'a ceasefire', kind: 'Demand', type: 'demand', evidence: [[1, 40, 45, 40, 49]] },
    { id: 's1', label: 's1', kind: 'Statement', type: 'statement', said: said(0, 50, 'we want a ceasefire', { act: 'demand' }) },
    { id: 's2', label: 's2', kind: 'Statement', type: 'statement', said: said(0, 60, 'they are late', { confidence: '0.4' }) },
    { id: 's3', label: 's3', kind: 'Statement', type: 'statement', said: said(1, 50, '=1+1', { form: 'indirect' }) },
    { id: 's4', label: 's4', kind: 'Statement', type: 'statement', said: said(1, 5, 'nothing new', { day: '2025-05-18' }) },
  ],
  links: [
    [2, 0, 'represents'], [3, 1, 'represents'], [4, 2, 'participant'], [4, 3, 'participant'], [5, 0, 'by'], [5, 6, 'statedIn'],
    [6, 2, 'speaker'], [6, 3, 'addressee'], [6, 1, 'about'], [7, 3, 'speaker'], [7, 0, 'about'], [8, 3, 'speaker'], [9, 2, 'speaker'], [9, 4, 'event'],
  ],
});

const nodes = (things) => things.map((thing, id) => ({ id, label: thing.label, kind: thing.kind, x: id, y: 0, portrait: [0, id], size: 13, drawn: thing.kind !== 'Statement' }));
const PAIRS = [[0, 2], [1, 3], [2, 4], [3, 4], [0, 5], [2, 3], [2, 6], [3, 7], [3, 8], [2, 9], [4, 9], [5, 6], [3, 6]];

/** The model and the scene of the small page. */
export function small() {
  const data = page();
  const model = new Model(data);
  const edges = PAIRS.map(([from, to]) => ({ id: `${from}-${to}`, from, to, arrows: 'to', relation: 'r', width: 1 }));
  return { model, scene: new Scene(model, { nodes: nodes(data.things), edges, options: {} }, false) };
}
