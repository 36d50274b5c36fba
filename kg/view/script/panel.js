// The panel: all that is known of the thing that is open, and the words it rests on.
const QUOTATIONS_FIRST = 4;
const STATEMENTS_FIRST = 5;

function showPanel(n) {
  const panel = byId('panel');
  panel.hidden = n < 0;
  document.body.classList.toggle('reading-panel', n >= 0);
  if (n < 0) return;
  const thing = things[n];
  const close = el('button', { type: 'button', class: 'close', 'aria-label': 'Close details', click: closePanel }, '×');
  const kind = el('p', { class: 'kind' }, glyph(thing.kind), el('span', {}, thing.type));
  panel.replaceChildren(close, kind, ...(thing.said ? statementCard(n) : thingCard(n)));
  panel.scrollTop = 0;
  announce(`${thing.type}: ${thing.said ? `${speakers(n)}: ${thing.said.content}` : thing.label}`);
}

function closePanel() {
  const chosen = state.chosen;
  choose(-1);
  const back = document.querySelector(`[data-opens="${chosen}"]`);
  (back && back.offsetParent ? back : byId('canvas')).focus({ preventScroll: true });
}

/** A card of anything but a statement. */
function thingCard(n) {
  const thing = things[n];
  const wikidata = thing.wikidata && el('a', { href: `https://www.wikidata.org/wiki/${thing.wikidata}`, target: '_blank', rel: 'noopener noreferrer' }, `Wikidata ${thing.wikidata}`);
  const rows = [
    ...(thing.facts ?? []).map(([words, value]) => [words, el('bdi', {}, value)]),
    ...related(n).filter(([words]) => words !== forwards('statedIn') && words !== forwards('sameAs')).map(([words, others]) => [words, openers(others)]),
    ...(thing.names?.length ? [['found as', thing.names.map((name) => el('bdi', { class: 'found-as' }, name))]] : []),
    ...(wikidata ? [['elsewhere', wikidata]] : []),
  ];
  return [
    el('h2', { dir: 'auto' }, thing.label),
    table(rows),
    ...statementsWith(n).map(([heading, found]) => statementSection(heading, found)),
    evidenceSection(n),
  ];
}

/** A card of one statement: the sentence first. */
function statementCard(n) {
  const { said } = things[n];
  const places = PARTS.flatMap((part) => said.spans[part]);
  const quotations = sentences(places.length ? places : things[n].evidence ?? []).map((range) => quotation(range, ownMarks(n, range.doc), n));
  const who = out(n, 'speaker');
  const rows = [
    ['on behalf of', openers(out(n, 'onBehalfOf'))], ['to', openers(out(n, 'addressee'))], ['through', openers(out(n, 'medium'))],
    ['at', openers(out(n, 'event'))], ['about', openers(out(n, 'about'))], ['act', said.act && el('bdi', {}, said.act)],
    ['form', said.form && el('bdi', {}, said.form)], ['negated', said.negated && 'yes'], ['date', said.date && el('bdi', {}, said.date)],
    ['within', out(n, 'nestedIn').map((m) => opener(m, `what ${speakers(m)} says`))],
    ['holds', into(n, 'nestedIn').flatMap((m, at) => [at ? ', ' : '', opener(m, `what ${speakers(m)} says`)])],
    ['basis of', openers(into(n, 'statedIn'))], ['confidence', said.confidence && confidence(said.confidence)],
  ];
  return [
    el('h2', { dir: 'auto' }, who.length ? openers(who) : 'Somebody', said.cue && [' ', el('span', { class: 'cue-word' }, said.cue)]),
    ...quotations, tints(), table(rows), neighbours(n),
  ];
}

function confidence(value) {
  const share = Math.min(1, Math.max(0, Number(value) || 0));
  return [el('meter', { min: 0, max: 1, low: 0.5, value: share, 'aria-label': 'Confidence' }), ` ${Math.round(share * 100)} %`];
}

function table(rows) {
  const filled = rows.filter(([, value]) => (Array.isArray(value) ? value.length : value));
  return el('dl', { class: 'facts' }, filled.map(([words, value]) => [el('dt', {}, words), el('dd', {}, value)].flat()).flat());
}

/** Buttons to the statements before and after, in the order of the list as it is filtered. */
function neighbours(n) {
  const order = visibleStatements();
  const at = order.indexOf(n);
  const step = (other, text, name) => el('button', { type: 'button', class: 'plain', 'aria-label': name, disabled: other === undefined, click: () => choose(other) }, text);
  if (at < 0) return '';
  return el('div', { class: 'steps' },
    step(order[at - 1], '← Previous', 'Previous statement'), el('span', {}, `${at + 1} of ${order.length}`), step(order[at + 1], 'Next →', 'Next statement'));
}

function statementSection(heading, found) {
  const list = el('ul', { class: 'brief' });
  const add = (numbers) => list.append(...numbers.map((n) => el('li', {}, brief(n, heading))));
  add(found.slice(0, STATEMENTS_FIRST));
  const rest = found.slice(STATEMENTS_FIRST);
  return el('section', {}, el('h3', {}, `${heading} `, el('span', { class: 'count' }, String(found.length))), list, more(rest.length, () => add(rest)));
}

function brief(n, heading) {
  const words = things[n].said.content || label(n);
  const who = heading === 'Says' ? '' : el('b', {}, el('bdi', {}, speakers(n)), ': ');
  return el('button', { type: 'button', class: 'brief-opener', click: () => choose(n) }, who, el('bdi', {}, words));
}

function evidenceSection(n) {
  const ranges = sentences(things[n].evidence ?? []);
  const holder = el('div', {});
  const show = (some) => holder.append(...some.map((range) => {
    const marks = [...marksOf[range.doc].filter((mark) => mark.part !== 'name'), ...ownMarks(n, range.doc)];
    return quotation(range, marks, n);
  }));
  show(ranges.slice(0, QUOTATIONS_FIRST));
  const rest = ranges.slice(QUOTATIONS_FIRST);
  if (!ranges.length) return '';
  return el('section', { class: 'evidence' }, el('h3', {}, 'In the words of the articles ', el('span', { class: 'count' }, String(ranges.length))), tints(), holder, more(rest.length, () => show(rest)));
}

/** A button that shows the rest of a list and goes away. */
function more(count, show) {
  if (!count) return '';
  const button = el('button', { type: 'button', class: 'plain more' }, `Show ${count} more`);
  button.addEventListener('click', () => { show(); button.remove(); });
  return button;
}
