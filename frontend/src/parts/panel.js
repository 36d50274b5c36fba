// The panel: all that is known of the thing that is open, and the words it rests on.
import { announce, byId, el, glyph, more, word } from '../dom.js';
import { readable } from '../core/dates.js';
import { PARTS } from '../core/model.js';
import { between, forwards, opener, openers, related, statementsWith } from './names.js';
import { quotation, sentences, tints } from './quotes.js';

const STATEMENTS_FIRST = 5;
const LETTERS = 150; // of names in a row that are shown at once
const NOT_A_ROW = new Set(['statedIn', 'sameAs']);

export function panel(app) {
  const { model } = app;
  const holder = byId('panel');

  function show(n) {
    holder.hidden = n < 0;
    document.body.classList.toggle('reading-panel', n >= 0);
    if (n < 0) { holder.replaceChildren(); return; }
    const thing = model.things[n];
    const close = el('button', { type: 'button', class: 'close', 'aria-label': 'Close details', click: () => app.close() }, '×');
    const kind = el('p', { class: 'kind' }, glyph(model.kind(n)), el('span', {}, thing.type));
    holder.replaceChildren(close, kind, ...(thing.said ? statementCard(n) : thingCard(n)).flat().filter(Boolean));
    holder.scrollTop = 0;
    announce(`${thing.type}: ${model.title(n)}`);
  }

  function thingCard(n) {
    const thing = model.things[n];
    const skipped = new Set([...NOT_A_ROW].map((name) => forwards(model, name)));
    const wikidata = thing.wikidata && el('a', { href: `https://www.wikidata.org/wiki/${thing.wikidata}`, target: '_blank', rel: 'noopener noreferrer' }, `Wikidata ${thing.wikidata}`);
    const rows = [
      ...(thing.facts ?? []).map(([words, value]) => [words, word(value)]),
      ...related(model, n).filter(([words]) => !skipped.has(words)).map(([words, others]) => [words, some(others)]),
      ...(thing.names?.length ? [['found as', thing.names.map((name) => word(name, { class: 'found-as' }))]] : []),
      ...(wikidata ? [['elsewhere', wikidata]] : []), ...(thing.codes ?? []).map(([words, value]) => [words, word(value)]),
    ];
    return [
      el('h2', { dir: 'auto' }, thing.label), actions(n), table(rows), evidence(n),
      ...statementsWith(model, n).map(([heading, found]) => statementSection(heading, found)),
    ];
  }

  /** Names as links, the first ones at once. */
  function some(numbers) {
    let letters = 0;
    const count = Math.max(1, numbers.filter((n) => { letters += model.label(n).length + 2; return letters <= LETTERS; }).length);
    const first = openers(app, numbers.slice(0, count));
    if (numbers.length <= count + 1) return openers(app, numbers);
    const rest = el('span', {});
    return [...first, rest, ' ', more(numbers.length - count, () => rest.append(', ', ...openers(app, numbers.slice(count))))];
  }

  function statementCard(n) {
    const { said, evidence: found = [] } = model.things[n];
    const places = PARTS.flatMap((part) => said.spans[part]);
    const { out, into } = { out: (name) => model.out(n, name), into: (name) => model.into(n, name) };
    const what = (m) => opener(app, m, `what ${model.speakers(m)} says`);
    const who = out('speaker');
    const listed = (numbers) => numbers.flatMap((m, at) => [at ? ', ' : '', what(m)]);
    const rows = [
      ['on behalf of', openers(app, out('onBehalfOf'))], ['to', openers(app, out('addressee'))], ['through', openers(app, out('medium').filter((m) => !out('addressee').includes(m)))],
      ['at', openers(app, out('event'))], ['about', openers(app, out('about'))], ['act', said.act && word(said.act)], ['form', said.form && word(said.form)],
      ['negated', said.negated && 'yes'], ['not said, but', said.modality && word(said.modality)], ['date', said.day && word(readable(said.day))], ['within', listed(out('nestedIn'))], ['holds', listed(into('nestedIn'))],
      ['basis of', openers(app, into('statedIn'))], ['confidence', said.confidence && confidence(said.confidence)],
    ];
    return [
      el('h2', { dir: 'auto' }, who.length ? openers(app, who) : 'Somebody', said.cue && [' ', el('span', { class: 'cue-word' }, word(said.cue))]),
      ...sentences(model, places.length ? places : found).map((range) => quotation(app, range, n)), tints(), table(rows), neighbours(n),
    ];
  }

  function confidence(value) {
    const share = Math.min(1, Math.max(0, Number(value) || 0));
    return [el('meter', { min: 0, max: 1, low: 0.5, value: share, 'aria-label': 'Confidence' }), ` ${Math.round(share * 100)} %`];
  }

  function table(rows) {
    const filled = rows.filter(([, value]) => (Array.isArray(value) ? value.flat().some(Boolean) : value));
    return filled.length ? el('dl', { class: 'facts' }, filled.map(([words, value]) => [el('dt', {}, words), el('dd', {}, value)])) : '';
  }

  /** What can be done with a thing in the graph. */
  function actions(n) {
    const button = (text, name, act) => el('button', { type: 'button', class: 'plain small', title: name, click: act }, text);
    return el('div', { class: 'actions', role: 'group', 'aria-label': 'In the graph' },
      button('Focus', 'Show only what is near (F)', () => app.focusOn(n)),
      button('Expand', 'Draw everything it is linked with (E)', () => app.expand(n)),
      button('Path to…', 'Show how it is linked with another (P)', () => app.pathFrom(n)),
      button('Hide', 'Take it out of the graph (H)', () => app.hide(n)));
  }

  /** Buttons to the statements before and after, in the order of the list as it is filtered. */
  function neighbours(n) {
    const order = app.derived.statements;
    const at = order.indexOf(n);
    if (at < 0) return '';
    const step = (other, text, name) => el('button', { type: 'button', class: 'plain', 'aria-label': name, disabled: other === undefined, click: () => app.choose(other) }, text);
    return el('div', { class: 'steps' }, step(order[at - 1], '← Previous', 'Previous statement'), el('span', {}, `${at + 1} of ${order.length}`), step(order[at + 1], 'Next →', 'Next statement'));
  }

  function statementSection(heading, found) {
    const list = el('ul', { class: 'brief' });
    const add = (numbers) => list.append(...numbers.map((n) => el('li', {}, brief(n, heading))));
    add(found.slice(0, STATEMENTS_FIRST));
    return el('section', {}, el('h3', {}, `${heading} `, el('span', { class: 'count' }, String(found.length))), list, more(found.length - STATEMENTS_FIRST, () => add(found.slice(STATEMENTS_FIRST))));
  }

  function brief(n, heading) {
    const words = model.things[n].said.content || model.label(n);
    const who = heading === 'Says' ? '' : el('b', {}, word(model.speakers(n)), ': ');
    return el('button', { type: 'button', class: 'brief-opener', click: () => app.choose(n) }, who, word(words));
  }

  /** The sentences a thing rests on, one at a time. */
  function evidence(n) {
    const ranges = sentences(model, model.things[n].evidence ?? []);
    if (!ranges.length) return '';
    const place = el('div', {});
    const count = el('span', { class: 'count', 'aria-live': 'polite' });
    const button = (text, name, by) => el('button', { type: 'button', class: 'plain small', 'aria-label': name, title: name, click: () => go(by) }, text);
    const back = button('←', 'Previous evidence', -1);
    const next = button('→', 'Next evidence', 1);
    const all = el('button', { type: 'button', class: 'link', click: showAll }, 'show all');
    let at = Math.min(app.state.evidence, ranges.length - 1);
    const draw = () => {
      place.replaceChildren(quotation(app, ranges[at], n));
      count.textContent = ranges.length > 1 ? `${at + 1} of ${ranges.length}` : '';
      back.disabled = at === 0;
      next.disabled = at === ranges.length - 1;
    };
    function go(by) {
      at = Math.min(ranges.length - 1, Math.max(0, at + by));
      draw();
      app.set({ evidence: at }, { quiet: true });
    }
    function showAll() {
      place.replaceChildren(...ranges.map((range) => quotation(app, range, n)));
      count.textContent = String(ranges.length);
      steps.remove();
    }
    const steps = el('span', { class: 'evidence-steps' }, back, next, ranges.length > 1 && all);
    app.stepEvidence = go;
    draw();
    return el('section', { class: 'evidence' }, el('div', { class: 'heading' }, el('h3', {}, 'In the words of the articles ', count), ranges.length > 1 && steps), tints(), place);
  }

  /** The way between two things, step by step. */
  function wayCard(way, ends) {
    const close = el('button', { type: 'button', class: 'close', 'aria-label': 'Close details', click: () => app.set({ path: null }) }, '×');
    const step = (n, at) => el('li', {}, at ? el('span', { class: 'relation' }, between(model, way[at - 1], n) || 'linked with') : '',
      el('span', { class: 'kind' }, glyph(model.kind(n)), opener(app, n, model.isStatement(n) ? `${model.speakers(n)}: ${model.things[n].said.content}` : model.label(n))));
    holder.hidden = false;
    document.body.classList.add('reading-panel');
    holder.replaceChildren(close, el('p', { class: 'kind' }, way ? `Path of ${way.length - 1} ${way.length === 2 ? 'step' : 'steps'}` : 'No path'),
      el('h2', { dir: 'auto' }, ends.map((n, at) => [at ? ' → ' : '', word(model.label(n))])),
      way ? el('ol', { class: 'way' }, way.map(step)) : el('p', {}, 'Nothing in these articles links the two.'));
    announce(way ? `Path of ${way.length - 1} steps: ${way.map((n) => model.title(n)).join(', ')}` : 'No path found');
  }

  return {
    render(derived, state, before) {
      const same = before && before.open === state.open && before.path === state.path;
      if (state.path && state.open < 0) { if (!same) wayCard(derived.way, state.path); return; }
      if (!same) show(state.open);
      else if (state.open >= 0 && model.isStatement(state.open)) holder.querySelector('.steps')?.replaceWith(neighbours(state.open));
    },
  };
}

