// The lists beside the graph: statements, everybody and everything by kind, and the articles.
import { amount, byId, el, glyph, more, word } from '../dom.js';
import { readable } from '../core/dates.js';
import { openArticle } from './quotes.js';

const ROWS_FIRST = 150;
const PLAIN = 'assert'; // what most statements do is not worth a word in each row
const FORMS = { direct: 'quoted', mixed: 'partly quoted' };
const TABS = ['said', 'named', 'articles'];

const OPENED = /^[“"«„‘']/;

/** The words of a statement, in quotation marks where they are a quotation as a whole. */
const spoken = ({ content, form }) => (form === 'direct' && !OPENED.test(content) ? `“${content}”` : content);

export function lists(app) {
  const { model } = app;

  function drawStatements({ statements }) {
    const list = byId('said-list');
    list.replaceChildren();
    let doc = -1;
    const add = (numbers) => list.append(...numbers.flatMap((n) => {
      const own = model.documentOf(n);
      const begins = own !== doc && model.documents.length > 1 && own >= 0;
      doc = own;
      return begins ? [articleRow(own), statementRow(n)] : [statementRow(n)];
    }));
    add(statements.slice(0, ROWS_FIRST));
    const rest = statements.slice(ROWS_FIRST);
    if (rest.length) {
      const item = el('li', {});
      item.append(more(rest.length, () => { item.remove(); add(rest); }));
      list.append(item);
    }
    byId('said-none').hidden = statements.length > 0 || !model.statements.length;
    byId('said-count').textContent = statements.length === model.statements.length ? amount(statements.length) : `${amount(statements.length)} of ${amount(model.statements.length)}`;
  }

  /** The article in which the statements below it stand. */
  function articleRow(doc) {
    const { title, outlet, day } = model.documents[doc];
    return el('li', { class: 'of-article' }, el('button', { type: 'button', class: 'link', dir: 'auto', click: () => openArticle(app, doc) }, word([title, outlet, readable(day)].filter(Boolean).join(' · '))));
  }

  /** One statement: who, to whom, what, and how. */
  function statementRow(n) {
    const { said } = model.things[n];
    const names = (relation) => model.out(n, relation).map((m) => model.label(m));
    const to = names('addressee').join(', ');
    const through = names('medium').filter((name) => name !== to).join(', ');
    const unsure = said.confidence && Number(said.confidence) < 0.5;
    const chips = [said.act !== PLAIN && said.act, FORMS[said.form], through && `via ${through}`, said.negated && 'negated', said.modality, unsure && 'uncertain'].filter(Boolean);
    const who = el('span', { class: 'who' }, word(model.speakers(n)), to && el('span', { class: 'to' }, ' to ', word(to)));
    const button = el('button', { type: 'button', class: 'statement', 'data-opens': n, click: () => app.choose(n) },
      who, el('span', { class: 'what', dir: 'auto' }, spoken(said)), chips.length > 0 && el('span', { class: 'chips' }, chips.map((chip) => el('span', { class: 'chip' }, word(chip)))));
    return el('li', { class: model.out(n, 'nestedIn').length ? 'nested' : '' }, button);
  }

  function drawNames({ found }) {
    let count = 0;
    const weight = (n) => model.incoming[n].length + model.outgoing[n].length;
    const groups = model.page.kinds.filter((kind) => kind.name !== 'Statement').map((kind) => {
      const members = model.things.map((_, n) => n).filter((n) => model.things[n].kind === kind.name && (!found || found.has(n)));
      count += members.length;
      members.sort((a, b) => weight(b) - weight(a) || a - b);
      return members.length ? nameGroup(kind, members) : '';
    });
    byId('named').replaceChildren(...groups.filter(Boolean));
    byId('named-count').textContent = amount(count);
  }

  function nameGroup(kind, members) {
    const list = el('ul', { class: 'names' });
    const row = (n) => el('li', {}, el('button', { type: 'button', class: 'entry', 'data-opens': n, click: () => app.choose(n) }, glyph(kind), word(model.label(n))));
    const add = (numbers) => list.append(...numbers.map(row));
    add(members.slice(0, ROWS_FIRST));
    return el('section', {}, el('h3', {}, kind.label, ' ', el('span', { class: 'count' }, amount(members.length))), list, more(members.length - ROWS_FIRST, () => add(members.slice(ROWS_FIRST))));
  }

  function drawArticles() {
    const said = new Map();
    for (const n of model.statements) said.set(model.documentOf(n), (said.get(model.documentOf(n)) ?? 0) + 1);
    const row = ({ title, outlet, day }, doc) => el('li', {}, el('button', { type: 'button', class: 'titled', 'data-article': doc, click: () => openArticle(app, doc) },
      el('span', { class: 'what whole', dir: 'auto' }, title),
      el('span', { class: 'chips' }, [outlet, readable(day), `${said.get(doc) ?? 0} statements`].filter(Boolean).map((chip) => el('span', { class: 'chip' }, word(chip))))));
    const list = el('ol', {});
    const rows = model.documents.map(row);
    list.append(...rows.slice(0, ROWS_FIRST));
    byId('articles').replaceChildren(list, more(rows.length - ROWS_FIRST, () => list.append(...rows.slice(ROWS_FIRST))) || '');
    byId('articles-count').textContent = amount(model.documents.length);
  }

  function mark(n) {
    for (const old of document.querySelectorAll('[data-opens][aria-current]')) old.removeAttribute('aria-current');
    for (const row of document.querySelectorAll(`[data-opens="${n}"]`)) {
      row.setAttribute('aria-current', 'true');
      row.scrollIntoView({ block: 'nearest' });
    }
  }

  function openTab(name) {
    for (const each of TABS) {
      const tab = byId(`tab-${each}`);
      tab.setAttribute('aria-selected', String(each === name));
      tab.tabIndex = each === name ? 0 : -1;
      byId(each).hidden = each !== name;
    }
  }

  /** Up and down move through the rows of a list. */
  function moveInList(event) {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const rows = [...event.currentTarget.querySelectorAll('[data-opens], [data-article]')];
    const at = rows.indexOf(document.activeElement);
    if (at < 0) return;
    event.preventDefault();
    rows[Math.min(rows.length - 1, Math.max(0, at + (event.key === 'ArrowDown' ? 1 : -1)))].focus();
  }

  for (const [at, id] of TABS.entries()) {
    byId(id).addEventListener('keydown', moveInList);
    byId(`tab-${id}`).addEventListener('click', () => app.set({ side: id }));
    byId(`tab-${id}`).addEventListener('keydown', (event) => {
      const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!by) return;
      const other = TABS[(at + by + TABS.length) % TABS.length];
      app.set({ side: other });
      byId(`tab-${other}`).focus();
    });
  }
  drawArticles();
  return {
    render(derived, state, before, old) {
      if (!before || before.side !== state.side) openTab(state.side);
      if (old?.statements.join() !== derived.statements.join() || !before) drawStatements(derived);
      if (!before || before.query !== state.query) drawNames(derived);
      mark(state.open);
    },
  };
}
