// What the page holds, indexed once. Nothing here knows the browser, so the tests run it in Node.

/** Letters without case and accents, for searching. */
export const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** The parts of a statement in the order in which they are told. */
export const PARTS = ['source', 'cue', 'content'];

/** Relations by which a thing plays a part in a statement, read from the statement. */
export const ROLES = ['speaker', 'onBehalfOf', 'addressee', 'medium', 'event', 'about'];

export class Model {
  /** @param page what Python wrote: documents, kinds, things, links, relations, summary, main, base. */
  constructor(page) {
    Object.assign(this, { page, documents: page.documents, things: page.things, main: page.main });
    this.kinds = new Map(page.kinds.map((kind) => [kind.name, kind]));
    this.outgoing = page.things.map(() => []);
    this.incoming = page.things.map(() => []);
    for (const [by, to, name] of page.links) {
      this.outgoing[by].push([name, to]);
      this.incoming[to].push([name, by]);
    }
    this.numbers = new Map(page.things.map((thing, n) => [thing.id, n]));
    this.statements = this.#inReadingOrder();
    this.rank = new Map(this.statements.map((n, at) => [n, at]));
    this.offsets = this.#offsets();
  }

  out(n, name) { return this.outgoing[n].filter((link) => link[0] === name).map((link) => link[1]); }

  into(n, name) { return this.incoming[n].filter((link) => link[0] === name).map((link) => link[1]); }

  label(n) { return this.things[n].label; }

  kind(n) { return this.kinds.get(this.things[n].kind); }

  isStatement(n) { return Boolean(this.things[n].said); }

  /** The names of who speaks, for people. */
  speakers(n) { return this.out(n, 'speaker').map((who) => this.label(who)).join(' and ') || 'Somebody'; }

  /** What a thing is called where a statement needs its words too. */
  title(n) { return this.isStatement(n) ? `${this.speakers(n)}: ${this.things[n].said.content}` : this.label(n); }

  /** Everything that a thing is linked with. */
  linked(n) { return new Set([...this.outgoing[n], ...this.incoming[n]].map((link) => link[1])); }

  /** The document in which a statement stands; -1 where it names none. */
  documentOf(n) { return this.firstPlace(n)[0]; }

  /** The day of a statement, its own or its article's, as far as it is known: "2025-05-16", "2025", "". */
  dayOf(n) { return this.things[n].said.day || this.documents[this.documentOf(n)]?.day || ''; }

  /** The outlets that carry a statement: whom it names, else its article's. */
  outletsOf(n) {
    const named = this.out(n, 'medium').map((medium) => this.label(medium));
    const own = this.documents[this.documentOf(n)]?.outlet;
    return [...new Set(own ? [...named, own] : named)];
  }

  /** The countries for which a statement is spoken, as numbers. */
  countriesOf(n) {
    return [...new Set([...this.out(n, 'speaker'), ...this.out(n, 'onBehalfOf')].map((who) => this.things[who].country ?? -1))].filter((found) => found >= 0);
  }

  /** Document, start and end of a statement; a place beyond all others where it has none. */
  firstPlace(n) {
    const { source, cue, content } = this.things[n].said.spans;
    const places = [...source, ...cue, ...content].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    if (!places.length) return [-1, 0, 0];
    const [doc, start] = places[0];
    return [doc, start, Math.max(...places.filter((place) => place[0] === doc).map((place) => place[2]))];
  }

  /** Where in the reading of all documents, one after the other, a place stands, 0 to 1. */
  position(doc, start) { return doc < 0 ? 1 : (this.offsets[doc] + start) / this.offsets.at(-1); }

  /** A thing's names, or a statement's words and speakers, as the search sees them. */
  searched(n) {
    this.folded ??= [];
    return (this.folded[n] ??= fold(this.#words(n).join('\n')));
  }

  /** Whether a thing holds every word of a search. */
  matches(n, words) { return words.every((word) => this.searched(n).includes(word)); }

  #words(n) {
    const { said, label, names = [] } = this.things[n];
    return said ? [said.content, said.cue, ...this.out(n, 'speaker').map((who) => this.label(who))] : [label, ...names];
  }

  /** Statements are listed as they are read, what holds another before it. */
  #inReadingOrder() {
    const placed = this.things.map((_, n) => n).filter((n) => this.isStatement(n)).map((n) => [n, this.firstPlace(n)]);
    const last = (doc) => (doc < 0 ? Infinity : doc);
    return placed.sort(([, a], [, b]) => last(a[0]) - last(b[0]) || a[1] - b[1] || b[2] - a[2]).map(([n]) => n);
  }

  #offsets() {
    const offsets = [0];
    for (const { text } of this.documents) offsets.push(offsets.at(-1) + text.length);
    if (offsets.at(-1) === 0) offsets[offsets.length - 1] = 1;
    return offsets;
  }
}
