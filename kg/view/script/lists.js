// The lists beside the graph: statements with their filters, and everybody and everything by kind.
const ROWS_FIRST = 150;
const FILTERS = [
  ['speaker', 'Speaker', (n) => out(n, 'speaker').map(label)],
  ['act', 'Act', (n) => [things[n].said.act]],
  ['form', 'Form', (n) => [things[n].said.form]],
  ['outlet', 'Outlet', (n) => [...out(n, 'medium').map(label), ...outletsOf(n)]],
];

function outletsOf(n) {
  return (things[n].evidence ?? []).map(([doc]) => page.documents[doc].outlet);
}

function visibleStatements() {
  return statements.filter((n) => matches(n) && FILTERS.every(([key, , of]) => !state.filters[key] || of(n).includes(state.filters[key])));
}

function drawFilters() {
  const holder = byId('filters');
  for (const [key, name, of] of FILTERS) {
    const counts = new Map();
    for (const n of statements) for (const value of new Set(of(n))) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
    if (counts.size < 2) continue;
    const options = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([value, count]) => el('option', { value }, `${value} (${count})`));
    const select = el('select', { id: `filter-${key}`, 'aria-label': name }, el('option', { value: '' }, name), options);
    select.addEventListener('change', () => {
      state.filters[key] = select.value;
      drawLists();
    });
    holder.append(select);
  }
}

function clearFilters() {
  state.query = '';
  state.filters = {};
  byId('query').value = '';
  for (const select of document.querySelectorAll('#filters select')) select.value = '';
  drawLists();
  paintGraph();
}

function drawLists() {
  const found = visibleStatements();
  const list = byId('said-list');
  list.replaceChildren();
  const add = (numbers) => list.append(...numbers.map(statementRow));
  add(found.slice(0, ROWS_FIRST));
  const rest = found.slice(ROWS_FIRST);
  if (rest.length) list.append(el('li', {}, more(rest.length, () => { add(rest); list.querySelector('li:has(.more)')?.remove(); })));
  byId('said-none').hidden = found.length > 0 || !statements.length;
  byId('said-count').textContent = found.length === statements.length ? `${found.length}` : `${found.length} of ${statements.length}`;
  drawNames();
  markChosen(state.chosen);
}

/** One statement: who, to whom, what, and how. */
function statementRow(n) {
  const { said } = things[n];
  const to = out(n, 'addressee').map(label).join(', ');
  const through = out(n, 'medium').map(label).filter((name) => name !== to).join(', ');
  const unsure = said.confidence && Number(said.confidence) < 0.5;
  const chips = [said.act, said.form, through && `via ${through}`, said.negated && 'negated', unsure && 'uncertain'].filter(Boolean);
  const who = el('span', { class: 'who' }, el('bdi', {}, speakers(n)), to && el('span', { class: 'to' }, ' to ', el('bdi', {}, to)));
  const button = el('button', { type: 'button', class: 'statement', 'data-opens': n, click: () => choose(n) },
    who, el('span', { class: 'what', dir: 'auto' }, said.content), el('span', { class: 'chips' }, chips.map((chip) => el('span', { class: 'chip' }, el('bdi', {}, chip)))));
  return el('li', { class: out(n, 'nestedIn').length ? 'nested' : '' }, button);
}

function drawNames() {
  const holder = byId('named');
  let count = 0;
  const groups = page.kinds.filter((kind) => kind.name !== 'Statement').map((kind) => {
    const found = things.map((thing, n) => n).filter((n) => things[n].kind === kind.name && matches(n));
    count += found.length;
    found.sort((a, b) => incoming[b].length + outgoing[b].length - incoming[a].length - outgoing[a].length);
    return found.length ? nameGroup(kind, found) : '';
  });
  holder.replaceChildren(...groups.filter(Boolean));
  byId('named-count').textContent = String(count);
}

function nameGroup(kind, found) {
  const list = el('ul', { class: 'names' });
  const add = (numbers) => list.append(...numbers.map((n) => el('li', {}, el('button', { type: 'button', class: 'entry', 'data-opens': n, click: () => choose(n) }, glyph(kind.name), el('bdi', {}, label(n))))));
  add(found.slice(0, ROWS_FIRST));
  return el('section', {}, el('h3', {}, kind.label, ' ', el('span', { class: 'count' }, String(found.length))), list, more(found.length - ROWS_FIRST > 0 ? found.length - ROWS_FIRST : 0, () => add(found.slice(ROWS_FIRST))));
}

function markChosen(n) {
  for (const old of document.querySelectorAll('[data-opens][aria-current]')) old.removeAttribute('aria-current');
  for (const row of document.querySelectorAll(`[data-opens="${n}"]`)) {
    row.setAttribute('aria-current', 'true');
    row.scrollIntoView({ block: 'nearest' });
  }
}

/** Tabs of the lists. */
function openList(name) {
  for (const each of ['said', 'named']) {
    const tab = byId(`tab-${each}`);
    tab.setAttribute('aria-selected', String(each === name));
    tab.tabIndex = each === name ? 0 : -1;
    byId(each).hidden = each !== name;
  }
}

/** Up and down move through the rows of a list. */
function moveInList(event) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const rows = [...event.currentTarget.querySelectorAll('[data-opens]')];
  const at = rows.indexOf(document.activeElement);
  if (at < 0) return;
  event.preventDefault();
  rows[Math.min(rows.length - 1, Math.max(0, at + (event.key === 'ArrowDown' ? 1 : -1)))].focus();
}
