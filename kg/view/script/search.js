// Search as you type: narrows the lists, dims the graph, and offers what it found.
const HITS = 8;
let hits = [];
let at = -1;

function searchFor(text) {
  state.query = text.trim();
  drawLists();
  paintGraph();
  hits = state.query ? rankedHits() : [];
  at = -1;
  drawHits();
  if (state.query) announce(`${hits.length ? hits.length : 'No'} suggestions, ${visibleStatements().length} statements`);
}

/** Things whose name begins with the search first, then those that hold it, statements last. */
function rankedHits() {
  const query = fold(state.query);
  const rank = (n) => (isStatement(n) ? 3 : fold(label(n)).startsWith(query) ? 0 : fold(label(n)).includes(query) ? 1 : 2);
  return things.map((thing, n) => n).filter(matches).map((n) => [rank(n), n]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, HITS).map(([, n]) => n);
}

function drawHits() {
  const list = byId('hits');
  const input = byId('query');
  list.hidden = !hits.length;
  input.setAttribute('aria-expanded', String(hits.length > 0));
  list.replaceChildren(...hits.map((n, row) => {
    const name = isStatement(n) ? `${speakers(n)}: ${things[n].said.content}` : label(n);
    const option = el('li', { role: 'option', id: `hit-${row}`, 'aria-selected': String(row === at) }, glyph(things[n].kind), el('bdi', {}, name), el('small', {}, things[n].type));
    option.addEventListener('mousedown', (event) => { event.preventDefault(); takeHit(row); });
    return option;
  }));
  if (at >= 0) input.setAttribute('aria-activedescendant', `hit-${at}`);
  else input.removeAttribute('aria-activedescendant');
}

function closeHits() {
  hits = [];
  at = -1;
  drawHits();
}

function takeHit(row) {
  const n = hits[row];
  closeHits();
  if (n !== undefined) choose(n);
}

function searchKey(event) {
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    if (!hits.length) return;
    event.preventDefault();
    at = (at + (event.key === 'ArrowDown' ? 1 : -1) + hits.length) % hits.length;
    drawHits();
  } else if (event.key === 'Enter') {
    event.preventDefault();
    takeHit(Math.max(at, 0));
  } else if (event.key === 'Escape') {
    event.stopPropagation();
    if (hits.length) closeHits();
    else if (event.target.value) { event.target.value = ''; searchFor(''); } else event.target.blur();
  }
}
