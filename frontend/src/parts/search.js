// Search as you type: narrows the lists, dims the graph, and offers what it found.
import { announce, byId, el, glyph, word } from '../dom.js';
import { fold } from '../core/model.js';

const HITS = 8;

export function search(app) {
  const { model } = app;
  const input = byId('query');
  const list = byId('hits');
  let hits = [];
  let at = -1;

  /** Things whose name begins with the search first, then those that hold it, statements last. */
  function ranked() {
    const query = fold(input.value.trim());
    const rank = (n) => (model.isStatement(n) ? 3 : fold(model.label(n)).startsWith(query) ? 0 : fold(model.label(n)).includes(query) ? 1 : 2);
    return [...app.derived.found ?? []].map((n) => [rank(n), n]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, HITS).map(([, n]) => n);
  }

  function draw() {
    list.hidden = !hits.length;
    input.setAttribute('aria-expanded', String(hits.length > 0));
    list.replaceChildren(...hits.map((n, row) => {
      const option = el('li', { role: 'option', id: `hit-${row}`, 'aria-selected': String(row === at) }, glyph(model.kind(n)), word(model.title(n)), el('small', {}, model.things[n].type));
      option.addEventListener('mousedown', (event) => { event.preventDefault(); take(row); });
      return option;
    }));
    if (at >= 0) input.setAttribute('aria-activedescendant', `hit-${at}`);
    else input.removeAttribute('aria-activedescendant');
  }

  function close() {
    hits = [];
    at = -1;
    draw();
  }

  function take(row) {
    const n = hits[row];
    close();
    if (n !== undefined) app.choose(n);
  }

  function type() {
    app.set({ query: input.value.trim() });
    hits = app.state.query ? ranked() : [];
    at = -1;
    draw();
    if (app.state.query) announce(`${hits.length || 'No'} suggestions, ${app.derived.statements.length} statements`);
  }

  function key(event) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (!hits.length) return;
      event.preventDefault();
      at = (at + (event.key === 'ArrowDown' ? 1 : -1) + hits.length) % hits.length;
      draw();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      take(Math.max(at, 0));
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      if (hits.length) close();
      else if (input.value) { input.value = ''; type(); } else input.blur();
    }
  }

  input.addEventListener('input', type);
  input.addEventListener('keydown', key);
  input.addEventListener('blur', close);
  return { render(derived, state) { if (input.value.trim() !== state.query) input.value = state.query; } };
}
