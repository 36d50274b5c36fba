// Statements and names as tables that sort by a click and leave as CSV.
import { amount, announce, byId, copy, el, more, save, word } from '../dom.js';
import { csv } from '../core/csv.js';
import { cells, columnsOf, sorted } from '../core/tables.js';

const ROWS_FIRST = 200;

export function table(app) {
  const { model } = app;
  const holder = byId('table');

  function rowsOf(derived, state) {
    const all = state.table === 'said' ? derived.statements : model.things.map((_, n) => n).filter((n) => !model.isStatement(n) && named(derived, n));
    return sorted(model, state.table, all, state.sort, state.down);
  }

  const named = ({ found, narrowed, drawn }, n) => (!found || found.has(n)) && (!narrowed || drawn.has(n));

  const tab = (name, text) => el('button', { type: 'button', class: 'plain small', 'aria-pressed': String(app.state.table === name), click: () => app.set({ table: name, sort: '', down: false }) }, text);

  function tools(rows) {
    const text = () => csv(cells(model, app.state.table, rows));
    const take = async () => { await copy(text()); announce(`${rows.length} rows copied as CSV`); note.textContent = 'copied'; };
    const note = el('span', { class: 'count' });
    return el('div', { class: 'view-tools' },
      el('span', { class: 'switch', role: 'group', 'aria-label': 'Table of' }, tab('said', 'Statements'), tab('named', 'Names')),
      el('span', { class: 'count' }, `${amount(rows.length)} rows`),
      el('button', { type: 'button', class: 'plain small', click: take }, 'Copy as CSV'), el('button', { type: 'button', class: 'plain small', click: () => save(`${app.state.table === 'said' ? 'statements' : 'names'}.csv`, new Blob(['\ufeff', text()], { type: 'text/csv' })) }, 'Save CSV'), note);
  }

  function heading([key, title], state) {
    const on = key === (state.sort || columnsOf(model, state.table)[0][0]);
    return el('th', { scope: 'col', 'aria-sort': on ? (state.down ? 'descending' : 'ascending') : 'none' },
      el('button', { type: 'button', 'data-sort': key, click: () => app.set({ sort: key, down: on && !state.down }) }, title, el('span', { 'aria-hidden': 'true', class: 'arrow' }, on ? (state.down ? '▾' : '▴') : '')));
  }

  function row(n, columns) {
    const value = ([key, , of, opens]) => {
      const told = of(n) ?? '';
      const text = word(key === 'sure' && told !== '' ? `${Math.round(told * 100)} %` : told);
      return el('td', { class: `of-${key}` }, opens ? el('button', { type: 'button', class: 'link', 'data-opens': n, click: () => app.choose(n) }, told === '' ? 'Somebody' : text) : text);
    };
    return el('tr', {}, columns.map(value));
  }

  function draw(derived, state) {
    const columns = columnsOf(model, state.table);
    const rows = rowsOf(derived, state);
    const body = el('tbody', {}, rows.slice(0, ROWS_FIRST).map((n) => row(n, columns)));
    const focused = document.activeElement?.dataset?.sort;
    const name = state.table === 'said' ? 'Statements' : 'Names';
    holder.replaceChildren(tools(rows), el('div', { class: 'scroller', tabindex: 0, role: 'region', 'aria-label': name },
      el('table', { class: 'rows' }, el('caption', { class: 'hidden' }, name), el('thead', {}, el('tr', {}, columns.map((column) => heading(column, state)))), body),
      more(rows.length - ROWS_FIRST, () => body.append(...rows.slice(ROWS_FIRST).map((n) => row(n, columns))))));
    if (focused) holder.querySelector(`[data-sort="${CSS.escape(focused)}"]`)?.focus();
  }

  let last = '';
  return {
    render(derived, state) {
      if (state.view !== 'table') { last = ''; return; }
      const key = JSON.stringify([derived.statements, state.table, state.sort, state.down, state.query, derived.narrowed, state.table === 'named' && [...derived.drawn]]);
      if (key !== last) draw(derived, state);
      last = key;
    },
  };
}
