// Sentences with the words marked that the graph rests on.
const PARTS = ['source', 'cue', 'content'];

/** Every marked place of every document: where, as what, and of which thing. */
const marksOf = page.documents.map(() => []);
things.forEach((thing, n) => {
  if (thing.said) {
    for (const part of PARTS) for (const [doc, start, end] of thing.said.spans[part]) marksOf[doc].push({ start, end, part, n });
  } else {
    for (const [doc, start, end] of thing.evidence ?? []) marksOf[doc].push({ start, end, part: 'name', n });
  }
});

/** Text of a document from start to end as nodes, the marked words in `mark` elements; marks may overlap. */
function marked(doc, start, end, marks) {
  const text = page.documents[doc].text;
  const here = marks.filter((mark) => mark.start < end && mark.end > start);
  const cuts = new Set([start, end]);
  for (const mark of here) {
    cuts.add(Math.max(mark.start, start));
    cuts.add(Math.min(mark.end, end));
  }
  const places = [...cuts].sort((a, b) => a - b);
  return places.slice(0, -1).map((from, at) => {
    const to = places[at + 1];
    const over = here.filter((mark) => mark.start <= from && mark.end >= to);
    const words = text.slice(from, to);
    if (!over.length) return words;
    const shortest = over.reduce((a, b) => (b.end - b.start < a.end - a.start ? b : a));
    const classes = [...new Set(over.map((mark) => mark.part))].join(' ');
    return el('mark', { class: classes, 'data-thing': shortest.n }, words);
  });
}

/** The sentences that places lie in, each once, those that touch joined. */
function sentences(places) {
  const ranges = places.map(([doc, , , start, end]) => ({ doc, start, end }));
  ranges.sort((a, b) => a.doc - b.doc || a.start - b.start);
  const joined = [];
  for (const range of ranges) {
    const last = joined.at(-1);
    const between = last && last.doc === range.doc ? page.documents[range.doc].text.slice(last.end, range.start) : '';
    if (last && last.doc === range.doc && (range.start <= last.end || /^[ \t]*$/.test(between))) last.end = Math.max(last.end, range.end);
    else joined.push({ ...range });
  }
  return joined;
}

/** Marks in one document of one thing alone. */
function ownMarks(n, doc) {
  return marksOf[doc].filter((mark) => mark.n === n).map((mark) => (isStatement(n) ? mark : { ...mark, part: 'name own' }));
}

/** One sentence as a quotation, with its article and a button that opens it there. */
function quotation(range, marks, n) {
  const { title, outlet, date } = page.documents[range.doc];
  const from = [outlet, date].filter(Boolean).join(', ') || title;
  return el('figure', { class: 'quotation' },
    el('blockquote', { dir: 'auto' }, marked(range.doc, range.start, range.end, marks)),
    el('figcaption', {}, el('bdi', {}, from), ' ',
      el('button', { type: 'button', class: 'link', click: () => openArticle(range.doc, range.start, range.end, n) }, 'Show in article')));
}

/** What the three tints mean. */
function tints() {
  const words = { source: 'who', cue: 'says', content: 'what' };
  return el('p', { class: 'tints' }, PARTS.map((part) => el('mark', { class: part }, words[part])));
}
