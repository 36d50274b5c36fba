// The matrix of who speaks to whom, or about whom; a cell narrows the page to its statements.
import { byId, el, word } from '../dom.js';
import { cross } from '../core/matrix.js';
import { passing } from '../core/select.js';

const TINTS = 5;

export function matrix(app) {
  const { model } = app;
  const holder = byId('matrix');

  function choice(key, value, text) {
    return el('button', { type: 'button', class: 'plain small', 'aria-pressed': String(app.state[key] === value), click: () => app.set({ [key]: value, pair: null }) }, text);
  }

  function tools() {
    return el('div', { class: 'view-tools' },
      el('span', { class: 'switch', role: 'group', 'aria-label': 'Columns' }, choice('columns', 'addressee', 'to whom'), choice('columns', 'about', 'about whom or what')),
      el('span', { class: 'switch', role: 'group', 'aria-label': 'Grouped' }, choice('groups', 'name', 'by name'), choice('groups', 'country', 'by country')));
  }

  const called = (n) => (n < 0 ? (app.state.columns === 'about' ? 'nobody known' : 'nobody named') : model.label(n));

  function cell(table, who, whom, state) {
    const count = table.count(who, whom);
    if (!count) return el('td', {});
    const on = state.pair?.[0] === who && state.pair?.[1] === whom;
    const tint = whom < 0 ? 0 : Math.ceil(Math.sqrt(count / table.most) * TINTS);
    const words = `${model.label(who)} ${state.columns === 'about' ? 'about' : 'to'} ${called(whom)}: ${count}`;
    return el('td', {}, el('button', { type: 'button', class: `cell tint-${tint}`, 'aria-pressed': String(on), 'aria-label': words, title: words, click: () => app.set({ pair: on ? null : [who, whom], side: 'said' }) }, String(count)));
  }

  function head(n) {
    const name = el('span', {}, word(called(n)));
    return el('th', { scope: 'col' }, n < 0 ? el('span', { class: 'turned quiet' }, name) : el('button', { type: 'button', class: 'turned link', click: () => app.choose(n) }, name));
  }

  function draw(state) {
    const table = cross(model, passing(model, { ...state, pair: null }), state);
    const others = table.left.some(Boolean) ? el('p', { class: 'none' }, `The ${table.rows.length} who speak most; ${table.left[0]} others are in the table of statements.`) : '';
    if (!table.rows.length) { holder.replaceChildren(tools(), el('p', { class: 'none' }, 'No statement matches.')); return; }
    const title = state.columns === 'about' ? 'Who speaks about whom or what' : 'Who speaks to whom';
    const row = ([who, total]) => el('tr', {}, el('th', { scope: 'row' }, el('button', { type: 'button', class: 'link', click: () => app.choose(who) }, word(model.label(who))), ' ', el('span', { class: 'count' }, String(total))),
      table.columns.map(([whom]) => cell(table, who, whom, state)));
    const made = el('table', { class: 'matrix' }, el('caption', {}, `${title}: number of statements`),
      el('thead', {}, el('tr', {}, el('td', {}), table.columns.map(([n]) => head(n)))), el('tbody', {}, table.rows.map(row)));
    holder.replaceChildren(tools(), el('div', { class: 'scroller', tabindex: 0, role: 'region', 'aria-label': title }, made, others));
  }

  byId('view-matrix').hidden = !model.statements.length;
  return { render(_, state) { if (state.view === 'matrix') draw(state); } };
}
