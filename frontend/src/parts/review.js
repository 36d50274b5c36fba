// The view that asks whether two names are the same: both with their sentences, what was made of them, and three answers.
import { announce, byId, copy, el, glyph, more, save, word } from '../dom.js';
import { answered, answerOf, following, judgements, pairsOf, taking, VERDICTS } from '../core/review.js';
import { quotation, sentences } from './quotes.js';

const PASSAGES = 2;
const TOLD = { same: 'the same', different: 'different', unsure: 'unsure' };

export function review(app) {
  const { model } = app;
  const holder = byId('review');
  const pairs = pairsOf(model);
  byId('view-review').hidden = !pairs.length;
  if (!pairs.length) return { key: () => false, render() {} };
  const { all } = model.page.review;
  let last = '';

  const called = ({ sides }) => sides.map(({ name }) => `“${name}”`).join(' and ');

  /** Keep an answer and go on to the next pair that has none. */
  function answer(verdict) {
    const { doubt, answers } = app.state;
    const now = answered(answers, doubt, verdict, Date.now());
    const taken = now.length < answers.length;
    app.set({ answers: now, doubt: taken ? doubt : following(pairs.length, now, doubt) });
    announce(taken ? `${called(pairs[doubt])}: answer taken back` : `${called(pairs[doubt])}: ${TOLD[verdict]}. ${now.length} of ${pairs.length} answered`);
  }

  function go(pair) {
    if (pair < 0 || pair >= pairs.length) return;
    app.set({ doubt: pair }, { quiet: true });
    announce(`Pair ${pair + 1}: ${called(pairs[pair])}`);
  }

  /** Take the latest answer back and show its pair again. */
  function takeBack() {
    const latest = [...app.state.answers].sort((a, b) => b[2] - a[2])[0];
    if (!latest) { announce('There is no answer to take back'); return; }
    app.set({ answers: app.state.answers.filter((each) => each !== latest), doubt: latest[0] });
    announce(`${called(pairs[latest[0]])}: answer taken back`);
  }

  function key(letter) {
    const verdict = VERDICTS.find(([, own]) => own === letter);
    if (verdict) answer(verdict[0]);
    else if (letter === 'z') takeBack();
    else if (letter === 'n' || letter === 'b') go(app.state.doubt + (letter === 'n' ? 1 : -1));
    else return false;
    return true;
  }

  function side({ name, type, family, thing, places }) {
    const ranges = sentences(model, places);
    const mark = (range) => quotation(app, range, thing, places);
    const list = el('div', {}, ranges.slice(0, PASSAGES).map(mark));
    const kind = model.kinds.get(family);
    return el('section', { class: 'asked' },
      el('p', { class: 'kind' }, kind && glyph(kind), el('span', {}, type)),
      el('h3', { dir: 'auto' }, thing < 0 ? word(name) : el('button', { type: 'button', class: 'link', 'data-opens': thing, title: 'Show all that is known of it', click: () => app.choose(thing) }, word(name))),
      list, more(ranges.length - PASSAGES, () => list.append(...ranges.slice(PASSAGES).map(mark))));
  }

  function reasons({ joined, score, asked, reasons: found }) {
    const rows = found.map(([counts, words]) => el('tr', {}, el('td', { class: 'counts' }, `${counts < 0 ? '−' : '+'}${Math.abs(counts).toFixed(2)}`), el('td', {}, word(words))));
    return el('section', { class: 'reasons' },
      el('h3', {}, joined ? 'Taken for the same, because' : 'Kept apart, because'),
      el('table', {}, el('tbody', {}, rows), el('tfoot', {}, el('tr', {}, el('td', { class: 'counts' }, score.toFixed(2)), el('td', {}, `in all, where ${asked.toFixed(2)} is asked for`)))));
  }

  function answers(pair) {
    const given = answerOf(app.state.answers, pair)?.[1];
    const button = ([verdict, letter]) => el('button', { type: 'button', class: 'plain verdict', 'data-verdict': verdict, 'aria-pressed': String(given === verdict), 'aria-keyshortcuts': letter, click: () => answer(verdict) },
      verdict[0].toUpperCase() + verdict.slice(1), ' ', el('kbd', { 'aria-hidden': 'true' }, letter.toUpperCase()));
    const step = (text, name, to) => el('button', { type: 'button', class: 'plain', 'aria-label': name, disabled: to < 0 || to >= pairs.length, click: () => go(to) }, text);
    return el('div', { class: 'answers' },
      el('span', { class: 'verdicts', role: 'group', 'aria-label': 'Are these the same?' }, VERDICTS.map(button)),
      el('span', { class: 'verdicts' }, step('←', 'Pair before', pair - 1), step('→', 'Next pair', pair + 1),
        el('button', { type: 'button', class: 'plain', disabled: !app.state.answers.length, 'aria-keyshortcuts': 'z', click: takeBack }, 'Take back ', el('kbd', { 'aria-hidden': 'true' }, 'Z'))));
  }

  /** The answers as a file, signed, and how they get into the graph. */
  function keeping() {
    const count = app.state.answers.length;
    const { file, command } = taking(model);
    const name = el('input', { id: 'review-who', type: 'text', autocomplete: 'name', maxlength: 80, value: app.state.who, input: () => app.set({ who: name.value }, { quiet: true }) });
    const store = () => {
      const who = app.state.who.trim();
      if (!who) { name.focus(); hint.textContent = 'Say who answers; judgements are signed.'; announce(hint.textContent); return; }
      save(file, new Blob([judgements(model, app.state.answers, who)], { type: 'application/jsonl' }));
      hint.textContent = `Saved as ${file}.`;
      announce(hint.textContent);
    };
    const hint = el('span', { class: 'count' });
    return el('section', { class: 'keeping' },
      el('h3', {}, count ? `${count} of ${pairs.length} answered` : 'Nothing answered yet'),
      el('p', {}, 'Answers stay in this page, and in a link to it, until you save them. Then take them over where the graph is:'),
      el('p', { class: 'command' }, el('code', {}, command), ' ', el('button', { type: 'button', class: 'plain small', click: async () => { await copy(command); announce('Command copied'); } }, 'Copy')),
      el('p', { class: 'signing' }, el('label', { for: 'review-who' }, 'Your name'), name,
        el('button', { type: 'button', class: 'plain', 'data-save': '', disabled: !count, click: store }, count === 1 ? 'Save 1 answer' : `Save ${count} answers`), hint));
  }

  /** A way to the foot of the view, where answers are saved. */
  function toSaving() {
    const count = app.state.answers.length;
    const go = () => { byId('review-who').scrollIntoView({ block: 'center' }); byId('review-who').focus({ preventScroll: true }); };
    return count ? el('button', { type: 'button', class: 'link', click: go }, `save ${count} ${count === 1 ? 'answer' : 'answers'}`) : '';
  }

  function overview() {
    const row = (pair, number) => {
      const given = answerOf(app.state.answers, number)?.[1];
      return el('li', {}, el('button', { type: 'button', class: 'brief-opener', 'aria-current': String(number === app.state.doubt), click: () => go(number) }, word(called(pair)), given && el('b', {}, ` ${TOLD[given]}`)));
    };
    const open = holder.querySelector('.all-pairs')?.open ?? false;
    return el('details', { class: 'all-pairs', open }, el('summary', {}, all > pairs.length ? `The ${pairs.length} most telling of ${all} doubtful pairs` : `All ${pairs.length} pairs`), el('ol', { class: 'brief' }, pairs.map(row)));
  }

  function draw() {
    const { doubt } = app.state;
    const focused = holder.contains(document.activeElement) ? ['verdict', 'save', 'opens'].map((name) => document.activeElement.dataset[name] !== undefined && `[data-${name}="${document.activeElement.dataset[name]}"]`).find(Boolean) ?? (document.activeElement.id && `#${document.activeElement.id}`) : '';
    const top = last.startsWith(`${doubt} `) ? holder.firstChild?.scrollTop ?? 0 : 0;
    const body = el('div', { class: 'scroller', tabindex: 0, role: 'region', 'aria-label': 'Doubtful pairs of names' },
      el('div', { class: 'heading' }, el('h2', {}, 'Are these the same?'), el('span', { class: 'count' }, `pair ${doubt + 1} of ${pairs.length}`), toSaving()),
      answers(doubt), el('div', { class: 'asked-pair' }, pairs[doubt].sides.map(side)), reasons(pairs[doubt]), keeping(), overview());
    holder.replaceChildren(body);
    body.scrollTop = top;
    if (focused) holder.querySelector(focused)?.focus({ preventScroll: true });
  }

  return {
    key,
    render(_, state) {
      byId('review-count').textContent = String(pairs.length - state.answers.length);
      if (state.view !== 'review') { last = ''; return; }
      const now = `${state.doubt} ${JSON.stringify(state.answers)}`;
      if (now !== last) draw();
      last = now;
    },
  };
}
