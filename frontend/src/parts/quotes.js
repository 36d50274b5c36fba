// Sentences with the words marked that the graph rests on, and the whole article around them.
import { byId, el, word } from '../dom.js';
import { PARTS } from '../core/model.js';
import { readable } from '../core/dates.js';

const TINTS = { source: 'who', cue: 'says', content: 'what' };
const made = new WeakMap();

/** Every marked place of every document: where, as what, and of which thing. */
function marksOf(model) {
  if (made.has(model)) return made.get(model);
  const marks = model.documents.map(() => []);
  model.things.forEach((thing, n) => {
    if (thing.said) for (const part of PARTS) for (const [doc, start, end] of thing.said.spans[part]) marks[doc].push({ start, end, part, n });
    else for (const [doc, start, end] of thing.evidence ?? []) marks[doc].push({ start, end, part: 'name', n });
  });
  for (const each of marks) each.sort((a, b) => a.start - b.start || b.end - a.end);
  made.set(model, marks);
  return marks;
}

/** Text of a document from start to end as nodes, the marked words in `mark` elements; marks may overlap. */
function marked(model, doc, start, end, marks, open) {
  const { text } = model.documents[doc];
  const here = marks.filter((mark) => mark.start < end && mark.end > start);
  const cuts = new Set([start, end]);
  for (const mark of here) {
    cuts.add(Math.max(mark.start, start));
    cuts.add(Math.min(mark.end, end));
  }
  const places = [...cuts].sort((a, b) => a - b);
  let last = null;
  return places.slice(0, -1).map((from, at) => {
    const over = here.filter((mark) => mark.start <= from && mark.end >= places[at + 1]);
    const words = text.slice(from, places[at + 1]);
    if (!over.length) return words;
    const shortest = over.reduce((a, b) => (b.end - b.start < a.end - a.start ? b : a));
    const attributes = { class: [...new Set(over.map((mark) => mark.part))].join(' '), 'data-thing': shortest.n };
    const again = last === shortest || !words.trim(); // one stop for the keyboard is enough for a mark that others cut
    if (!again) last = shortest;
    return el('mark', open && !again ? { ...attributes, tabindex: 0, role: 'link' } : attributes, words);
  });
}

/** The sentences that places lie in, each once, those that touch joined. */
export function sentences(model, places) {
  const ranges = places.map(([doc, , , start, end]) => ({ doc, start, end })).sort((a, b) => a.doc - b.doc || a.start - b.start);
  const joined = [];
  for (const range of ranges) {
    const last = joined.at(-1);
    const gap = last?.doc === range.doc ? model.documents[range.doc].text.slice(last.end, range.start) : 'apart';
    if (/^[ \t]*$/.test(gap)) last.end = Math.max(last.end, range.end);
    else joined.push({ ...range });
  }
  return joined;
}

function ownMarks(model, n, doc) {
  return marksOf(model)[doc].filter((mark) => mark.n === n).map((mark) => (model.isStatement(n) ? mark : { ...mark, part: 'name own' }));
}

/** One sentence as a quotation, with its article and a button that opens it there; `places` are marked in it, else all of a thing. */
export function quotation(app, range, n, places = null) {
  const { model } = app;
  const { title, outlet, day } = model.documents[range.doc];
  const marks = places ? places.filter(([doc]) => doc === range.doc).map(([, start, end]) => ({ start, end, part: 'name own', n })) : model.isStatement(n) ? ownMarks(model, n, range.doc) : [...marksOf(model)[range.doc].filter((mark) => mark.part !== 'name'), ...ownMarks(model, n, range.doc)];
  return el('figure', { class: 'quotation' },
    el('blockquote', { dir: 'auto' }, marked(model, range.doc, range.start, range.end, marks)),
    el('figcaption', {}, word([outlet, readable(day)].filter(Boolean).join(', ') || title), ' ',
      el('button', { type: 'button', class: 'link', click: () => openArticle(app, range.doc, range, n) }, 'Show in article')));
}

/** What the three tints mean. */
export const tints = () => el('p', { class: 'tints' }, PARTS.map((part) => el('mark', { class: part }, TINTS[part])));

/** The whole article with everything marked that the graph rests on; `range` is pointed out, `n` is what it is about. */
export function openArticle(app, doc, range = { start: -1, end: -1 }, n = -1) {
  const { model } = app;
  const { title, outlet, day, url } = model.documents[doc];
  const dialog = byId('article');
  const close = el('button', { type: 'button', class: 'close', 'aria-label': 'Close article', click: () => dialog.close() }, '×');
  const link = url && el('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, 'original');
  const about = [outlet && word(outlet), day && word(readable(day)), link].filter(Boolean).flatMap((part, at) => (at ? [' · ', part] : [part]));
  const body = el('div', { class: 'body' }, paragraphs(model, doc, range, n));
  const follow = (event) => {
    const mark = event.target.closest('mark');
    if (!mark || (event.type === 'keydown' && event.key !== 'Enter')) return;
    event.preventDefault();
    dialog.close();
    app.choose(Number(mark.dataset.thing));
  };
  body.addEventListener('click', follow);
  body.addEventListener('keydown', follow);
  const key = el('p', { class: 'tints' }, PARTS.map((part) => el('mark', { class: part }, TINTS[part])), el('mark', { class: 'name' }, 'a name'));
  dialog.replaceChildren(close, el('h2', { id: 'article-title', dir: 'auto' }, title), el('p', { class: 'reading' }, about), key, body);
  dialog.showModal();
  const here = body.querySelector('.here');
  if (here) here.scrollIntoView({ block: 'center' });
  else dialog.scrollTop = 0;
}

function paragraphs(model, doc, range, n) {
  const all = marksOf(model)[doc];
  const own = n < 0 ? all : [...all.filter((mark) => mark.n !== n), ...ownMarks(model, n, doc)];
  return [...model.documents[doc].text.matchAll(/[^\n]+/g)].map((found) => {
    const [from, to] = [found.index, found.index + found[0].length];
    if (range.start >= to || range.end <= from) return el('p', { dir: 'auto' }, marked(model, doc, from, to, all, true));
    const [a, b] = [Math.max(from, range.start), Math.min(to, range.end)];
    const part = (start, end) => (start < end ? marked(model, doc, start, end, own, true) : []);
    return el('p', { dir: 'auto' }, part(from, a), el('span', { class: 'here' }, part(a, b)), part(b, to));
  });
}
