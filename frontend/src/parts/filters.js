// What narrows the page: the form beside the statements, the legend under the graph, and a chip for each narrowing.
import { amount, byId, el, glyph, word } from '../dom.js';
import { readable } from '../core/dates.js';
import { FILTERS } from '../core/state.js';
import { isSet } from '../core/select.js';

/** Choices by the key in the state: name, what a statement has of it, and how that is called. */
function choices(model) {
  const name = (n) => model.label(n);
  return [
    ['speaker', 'Speaker', (n) => model.out(n, 'speaker'), name],
    ['country', 'Country', (n) => model.countriesOf(n), name],
    ['outlet', 'Outlet', (n) => model.outletsOf(n), String],
    ['act', 'Speech act', (n) => [model.things[n].said.act], String],
    ['form', 'Form', (n) => [model.things[n].said.form], String],
    ['document', 'Article', (n) => [model.documentOf(n)], (doc) => model.documents[doc]?.title ?? ''],
  ];
}

export function filters(app) {
  const { model } = app;
  const holder = byId('filters');
  const rows = choices(model);
  const fields = new Map();

  function select([key, title, of, called]) {
    const counts = new Map();
    for (const n of model.statements) for (const value of new Set(of(n))) if (value !== '' && value !== undefined && value !== -1) counts.set(value, (counts.get(value) ?? 0) + 1);
    if (counts.size < 2) return '';
    const numeric = typeof app.start[key] === 'number';
    const sorted = [...counts].sort((a, b) => b[1] - a[1] || (String(called(a[0])) < String(called(b[0])) ? -1 : 1));
    const field = el('select', { id: `filter-${key}`, change: () => app.set({ [key]: numeric ? Number(field.value) : field.value }) },
      el('option', { value: app.start[key] }, 'Any'), sorted.map(([value, count]) => el('option', { value }, `${called(value)} (${count})`)));
    fields.set(key, field);
    return labelled(title, field);
  }

  const labelled = (title, field, ...more) => el('div', { class: 'field' }, el('label', { for: field.id }, title), field, more);

  function confidence() {
    if (!model.statements.some((n) => model.things[n].said.confidence)) return '';
    const told = el('output', { for: 'filter-confidence' });
    const field = el('input', { id: 'filter-confidence', type: 'range', min: 0, max: 100, step: 5, value: 0, input: () => app.set({ confidence: Number(field.value) / 100 }) });
    fields.set('confidence', { set value(share) { field.value = Math.round(share * 100); told.textContent = share ? `${Math.round(share * 100)} % or more` : 'any'; } });
    return labelled('Confidence', field, told);
  }

  function day(key, title) {
    const field = el('input', { id: `filter-${key}`, type: 'date', change: () => app.set({ [key]: field.value, span: null }) });
    fields.set(key, field);
    return labelled(title, field);
  }

  function dates() {
    return model.statements.some((n) => model.dayOf(n)) ? [day('from', 'From'), day('to', 'Until')] : '';
  }

  const form = el('div', { class: 'filter-form' }, rows.map(select), confidence(), dates());
  holder.append(form);
  byId('filter-box').hidden = !form.children.length;
  byId('filters-clear').addEventListener('click', () => app.clear());

  /** What a narrowing is called on its chip. */
  function told(key, state) {
    const value = state[key];
    const row = rows.find(([name]) => name === key);
    if (row) return `${row[1]}: ${row[3](value)}`;
    if (key === 'query') return `“${value}”`;
    if (key === 'confidence') return `Confidence ${Math.round(value * 100)} % or more`;
    if (key === 'from' || key === 'to') return `${key === 'from' ? 'From' : 'Until'} ${readable(value)}`;
    if (key === 'span') return `${Math.round(value[0] * 100)}–${Math.round(value[1] * 100)} % of the text`;
    const [who, whom] = value;
    return `${model.label(who)} ${state.columns === 'about' ? 'about' : 'to'} ${whom < 0 ? 'nobody named' : model.label(whom)}`;
  }

  function chip(text, clear) {
    return el('button', { type: 'button', class: 'scope', 'aria-label': `${text}: take away`, click: clear }, word(text), el('span', { 'aria-hidden': 'true' }, '×'));
  }

  /** One chip for everything that keeps something from being seen. */
  function drawScope({ drawn, way }, state) {
    const chips = FILTERS.filter((key) => isSet(state, key)).map((key) => chip(told(key, state), () => app.set({ [key]: app.start[key] })));
    if (state.around) {
      const [n, steps] = state.around;
      const button = (count) => el('button', { type: 'button', class: 'step', 'aria-pressed': String(count === steps), click: () => app.set({ around: [n, count] }) }, String(count));
      chips.unshift(el('span', { class: 'scope-group', role: 'group', 'aria-label': `Steps around ${model.label(n)}` }, [1, 2, 3].map(button),
        chip(`${steps === 1 ? 'step' : 'steps'} around ${model.label(n)}`, () => app.set({ around: null }))));
    }
    if (state.path) chips.unshift(chip(`Path: ${state.path.map((n) => model.label(n)).join(' → ')}${way ? '' : ' (none)'}`, () => app.set({ path: null })));
    if (state.hidden.length) chips.push(chip(`${state.hidden.length} hidden`, () => app.set({ hidden: [] })));
    const total = model.things.filter((thing) => model.kinds.get(thing.kind).drawn).length;
    const shown = [...drawn].filter((n) => model.kind(n).drawn).length;
    const part = state.view === 'graph' && !state.around && !chips.length && shown < total && !state.all && app.scene.nodes.some((node) => !node.drawn && !node.late);
    if (part) chips.push(el('span', { class: 'partial' }, `The ${amount(shown)} best linked of ${amount(total)} names `, el('button', { type: 'button', class: 'link', click: () => app.set({ all: true }, { fit: true }) }, 'Draw all')));
    if (state.all) chips.push(chip(`All ${amount(total)} names`, () => app.set({ all: false }, { fit: true })));
    byId('scope').replaceChildren(...chips);
    byId('scope').hidden = !chips.length;
  }

  return {
    render(derived, state) {
      for (const [key, field] of fields) field.value = state[key];
      const count = FILTERS.filter((key) => key !== 'query' && isSet(state, key)).length;
      byId('filter-count').textContent = count ? String(count) : '';
      drawScope(derived, state);
    },
  };
}

/** The legend: every kind with its look and number; a click takes it out of the graph or brings it in. */
export function legend(app) {
  const buttons = app.model.page.kinds.map((kind) => {
    const toggle = () => {
      const kinds = app.state.kinds.includes(kind.name) ? app.state.kinds.filter((name) => name !== kind.name) : [...app.state.kinds, kind.name];
      app.set({ kinds }, { fit: !kind.drawn });
    };
    return [kind.name, el('button', { type: 'button', class: 'kind-toggle', 'data-kind': kind.name, click: toggle }, glyph(kind), el('span', {}, kind.label), el('span', { class: 'count' }, amount(app.scene.counts.get(kind.name) ?? 0)))];
  });
  byId('legend').replaceChildren(...buttons.map(([, button]) => button));
  return { render(_, state) { for (const [name, button] of buttons) button.setAttribute('aria-pressed', String(state.kinds.includes(name))); } };
}
