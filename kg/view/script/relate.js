// How things stand to each other, in words for people.

/** A relation read from its other end; one that reads the same as another relation shares that one's row. */
const BACKWARDS = {
  represents: 'represented by', affiliation: 'its people', head: 'heads', member: 'member of', participatesIn: 'participant',
  participant: 'participates in', chair: 'chairs', initiator: 'began', target: 'was the target of', venue: 'venue of', within: 'holds',
  outcome: 'event', event: 'outcome', party: 'party to', by: 'demands, offers and refusals', of: 'asked of it', statedIn: 'basis of',
  nestedIn: 'holds',
};
const OF_STATEMENTS = new Set(['speaker', 'addressee', 'medium', 'about', 'onBehalfOf', 'nestedIn']);

const forwards = (name) => page.relations[name] ?? name;
const backwards = (name) => BACKWARDS[name] ?? `${forwards(name)} of`;

/** What a thing is linked with, by relation, statements left out: [[words, [numbers]]]. */
function related(n) {
  const rows = new Map();
  const add = (words, other) => rows.set(words, (rows.get(words) ?? new Set()).add(other));
  for (const [name, to] of outgoing[n]) if (!isStatement(to)) add(forwards(name), to);
  for (const [name, by] of incoming[n]) if (!isStatement(by)) add(backwards(name), by);
  return [...rows].map(([words, others]) => [words, [...others]]);
}

/** Statements in which a thing plays a part, in the order of the text: [[heading, [numbers]]]. */
function statementsWith(n) {
  const order = new Map(statements.map((each, at) => [each, at]));
  const sorted = (found) => [...new Set(found)].sort((a, b) => order.get(a) - order.get(b));
  const by = sorted(into(n, 'speaker'));
  return [
    ['Says', by],
    ['Others speak for it', sorted(into(n, 'onBehalfOf')).filter((each) => !by.includes(each))],
    ['Is told', sorted(into(n, 'addressee'))],
    ['Carries', sorted(into(n, 'medium'))],
    ['Said there', sorted(into(n, 'event').filter(isStatement))],
    ['Rests on', sorted(out(n, 'statedIn'))],
    ['Is spoken about', sorted(into(n, 'about'))],
  ].filter(([, found]) => found.length);
}

const speakers = (n) => out(n, 'speaker').map(label).join(' and ') || 'Somebody';

/** Everything that a statement names, to light it up in the graph. */
function named(n) {
  return new Set(outgoing[n].map(([, to]) => to).concat(incoming[n].map(([, by]) => by)));
}
