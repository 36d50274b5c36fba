// The whole article, with everything marked that the graph rests on.
function openArticle(doc, start, end, n) {
  const { title, outlet, date, url, text } = page.documents[doc];
  const dialog = byId('article');
  const close = el('button', { type: 'button', class: 'close', 'aria-label': 'Close article', click: () => dialog.close() }, '×');
  const link = url && el('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, 'original');
  const about = [outlet && el('bdi', {}, outlet), date && el('bdi', {}, date), link].filter(Boolean).flatMap((part, at) => (at ? [' · ', part] : [part]));
  const body = el('div', { class: 'body' }, paragraphs(doc, text, start, end, n));
  body.addEventListener('click', (event) => {
    const mark = event.target.closest('mark');
    if (!mark) return;
    dialog.close();
    choose(Number(mark.dataset.thing));
  });
  dialog.replaceChildren(close, el('h2', { id: 'article-title', dir: 'auto' }, title), el('p', { class: 'reading' }, about), tints(), body);
  dialog.showModal();
  body.querySelector('.here')?.scrollIntoView({ block: 'center' });
}

function paragraphs(doc, text, start, end, n) {
  const made = [];
  for (const found of text.matchAll(/[^\n]+/g)) {
    const from = found.index;
    const to = from + found[0].length;
    const here = start < to && end > from;
    const paragraph = el('p', { dir: 'auto' }, here ? pointed(doc, from, to, start, end, n) : marked(doc, from, to, marksOf[doc]));
    made.push(paragraph);
  }
  return made;
}

/** A paragraph with one stretch pointed out. */
function pointed(doc, from, to, start, end, n) {
  const a = Math.max(from, start);
  const b = Math.min(to, end);
  const marks = [...marksOf[doc].filter((mark) => mark.n !== n), ...ownMarks(n, doc)];
  return [...marked(doc, from, a, marks), el('span', { class: 'here' }, marked(doc, a, b, marks)), ...marked(doc, b, to, marks)];
}
