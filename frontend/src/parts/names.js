// Links that open things, and relations in words for people.
import { el, word } from '../dom.js';

/** A relation read from its other end; one that reads the same as another relation shares that one's row. */
const BACKWARDS = {
  represents: 'represented by', affiliation: 'its people', head: 'heads', member: 'member of', participatesIn: 'participant', participant: 'participates in',
  chair: 'chairs', initiator: 'began', target: 'was the target of', venue: 'venue of', within: 'holds', basedIn: 'seat of', near: 'presumably near it', outcome: 'event', event: 'outcome', party: 'party to',
  by: 'demands, offers and refusals', of: 'asked of it', statedIn: 'basis of', nestedIn: 'holds', country: 'in it', speaker: 'says', addressee: 'is told',
  medium: 'carries', about: 'is spoken about', onBehalfOf: 'others speak for it',
};

export const forwards = (model, name) => model.page.relations[name] ?? name;
export const backwards = (model, name) => BACKWARDS[name] ?? `${forwards(model, name)} of`;

/** A link that opens a thing, named by it. */
export function opener(app, n, text = app.model.label(n)) {
  const open = (event) => { event.preventDefault(); app.choose(n); };
  return el('a', { href: `#open=${encodeURIComponent(app.model.things[n].id)}`, class: 'link', click: open }, word(text));
}

/** Names as a list of openers with commas between. */
export const openers = (app, numbers) => numbers.flatMap((n, at) => (at ? [', ', opener(app, n)] : [opener(app, n)]));

/** What a thing is linked with, by relation, statements left out: [[words, [numbers]]]. */
export function related(model, n) {
  const rows = new Map();
  const add = (words, other) => rows.set(words, (rows.get(words) ?? new Set()).add(other));
  // Of which country somebody is follows from another relation, where there is one.
  const told = (links) => links.filter(([name, m]) => !model.isStatement(m) && (name !== 'country' || !links.some(([other, k]) => k === m && other !== 'country')));
  for (const [name, to] of told(model.outgoing[n])) add(forwards(model, name), to);
  for (const [name, by] of told(model.incoming[n])) add(backwards(model, name), by);
  return [...rows].map(([words, others]) => [words, [...others]]);
}

/** Statements in which a thing plays a part, in the order of the text: [[heading, [numbers]]]. */
export function statementsWith(model, n) {
  const sorted = (found) => [...new Set(found)].sort((a, b) => model.rank.get(a) - model.rank.get(b));
  const by = sorted(model.into(n, 'speaker'));
  return [
    ['Says', by],
    ['Others speak for it', sorted(model.into(n, 'onBehalfOf')).filter((each) => !by.includes(each))],
    ['Is told', sorted(model.into(n, 'addressee'))],
    ['Carries', sorted(model.into(n, 'medium'))],
    ['Said there', sorted(model.into(n, 'event').filter((each) => model.isStatement(each)))],
    ['Rests on', sorted(model.out(n, 'statedIn'))],
    ['Is spoken about', sorted(model.into(n, 'about'))],
  ].filter(([, found]) => found.length);
}

/** How one thing is linked with the next, in words: "participates in". */
export function between(model, a, b) {
  const there = model.outgoing[a].filter((link) => link[1] === b).map(([name]) => forwards(model, name));
  const back = model.incoming[a].filter((link) => link[1] === b).map(([name]) => backwards(model, name));
  return [...new Set([...there, ...back])].join(', ');
}
