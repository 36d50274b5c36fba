// Puts the page together once it is loaded.
function drawSummary() {
  const sentence = (parts) => el('p', {}, parts.map((part) => (typeof part === 'number' ? opener(part) : el('bdi', {}, part))));
  byId('summary').replaceChildren(...page.summary.map(sentence));
}

const dark = matchMedia('(prefers-color-scheme: dark)');

function isDark() {
  const { theme } = document.documentElement.dataset;
  return theme ? theme === 'dark' : dark.matches;
}

function nameTheme() {
  byId('theme').textContent = isDark() ? 'Light' : 'Dark';
  paintGraph();
}

function switchTheme() {
  document.documentElement.dataset.theme = isDark() ? 'light' : 'dark';
  nameTheme();
}

/** On a narrow screen graph and lists take turns. */
function openView(name) {
  document.body.dataset.view = name;
  for (const button of document.querySelectorAll('[data-view][type=button]')) button.setAttribute('aria-pressed', String(button.dataset.view === name));
  if (name === 'drawing' && network) { network.redraw(); openingView(); }
}

/** Keep what is open in the address, where the page has one of its own. */
function rememberPlace(n) {
  if (location.protocol === 'about:') return;
  history.replaceState(null, '', n < 0 ? location.pathname + location.search : address(n));
}

function openPlace() {
  let wanted = '';
  try { wanted = decodeURIComponent(location.hash.slice(1)); } catch { return; }
  const n = wanted ? things.findIndex((thing) => thing.id === wanted) : -1;
  if (n >= 0) choose(n);
}

function pageKey(event) {
  const typing = event.target.closest?.('input, select, textarea, dialog');
  if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    byId('query').focus();
  } else if (event.key === 'Escape' && !typing && state.chosen >= 0) closePanel();
}

function wire() {
  byId('query').addEventListener('input', (event) => searchFor(event.target.value));
  byId('query').addEventListener('keydown', searchKey);
  byId('query').addEventListener('blur', closeHits);
  byId('theme').addEventListener('click', switchTheme);
  dark.addEventListener('change', nameTheme);
  byId('help-open').addEventListener('click', () => byId('help').showModal());
  byId('filters-clear').addEventListener('click', clearFilters);
  byId('canvas').addEventListener('keydown', graphKey);
  byId('zoom-in').addEventListener('click', () => zoom(1.25));
  byId('zoom-out').addEventListener('click', () => zoom(0.8));
  byId('zoom-all').addEventListener('click', () => showAll());
  for (const id of ['said', 'named']) {
    byId(id).addEventListener('keydown', moveInList);
    byId(`tab-${id}`).addEventListener('click', () => openList(id));
    byId(`tab-${id}`).addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
      const other = id === 'said' ? 'named' : 'said';
      openList(other);
      byId(`tab-${other}`).focus();
    });
  }
  for (const button of document.querySelectorAll('.views button')) button.addEventListener('click', () => openView(button.dataset.view));
  for (const dialog of document.querySelectorAll('dialog')) dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
  document.addEventListener('keydown', pageKey);
}

byId('canvas').setAttribute('aria-label', `Graph of ${graph.nodes.filter((node) => node.drawn).length} names`);
openView('drawing');
drawSummary();
drawFilters();
drawLists();
drawLegend();
if (!statements.length) openList('named');
startGraph();
wire();
nameTheme();
openPlace();
