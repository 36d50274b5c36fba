// Statements and names as tables: columns with a title and a value, sorted by any of them.

const names = (model, n, relation) => model.out(n, relation).map((m) => model.label(m)).join('; ');
const count = (model, n, relation) => model.into(n, relation).filter((m) => model.isStatement(m)).length;

/** The columns of a table: [key, title, value of a thing, whether it opens the thing]. */
export function columnsOf(model, table) {
  if (table === 'said') {
    return [
      ['order', 'No.', (n) => model.rank.get(n) + 1], ['who', 'Who', (n) => names(model, n, 'speaker'), true], ['for', 'On behalf of', (n) => names(model, n, 'onBehalfOf')],
      ['to', 'To whom', (n) => names(model, n, 'addressee')], ['cue', 'Cue', (n) => model.things[n].said.cue], ['what', 'What', (n) => model.things[n].said.content],
      ['act', 'Act', (n) => model.things[n].said.act], ['form', 'Form', (n) => model.things[n].said.form], ['day', 'Date', (n) => model.dayOf(n)],
      ['outlet', 'Outlet', (n) => model.outletsOf(n).join('; ')], ['sure', 'Confidence', (n) => (model.things[n].said.confidence ? Number(model.things[n].said.confidence) : '')],
      ['article', 'Article', (n) => model.documents[model.documentOf(n)]?.title ?? ''],
    ];
  }
  return [
    ['name', 'Name', (n) => model.label(n), true], ['type', 'Type', (n) => model.things[n].type],
    ['country', 'Country', (n) => (model.things[n].country >= 0 ? model.label(model.things[n].country) : '')],
    ['role', 'Role', (n) => model.things[n].facts?.find(([name]) => name === 'role')?.[1] ?? ''], ['says', 'Says', (n) => count(model, n, 'speaker')],
    ['told', 'Is told', (n) => count(model, n, 'addressee')], ['about', 'Spoken about', (n) => count(model, n, 'about')],
    ['found', 'Mentions', (n) => model.things[n].evidence?.length ?? 0], ['names', 'Found as', (n) => (model.things[n].names ?? []).join('; ')], ['wikidata', 'Wikidata', (n) => model.things[n].wikidata ?? ''],
  ];
}

/** The things of a table in order of one of its columns; what has no value stands last either way. */
export function sorted(model, table, rows, key, down) {
  const columns = columnsOf(model, table);
  const column = columns.find(([name]) => name === key) ?? columns[0];
  const valued = rows.map((n, at) => [n, column[2](n), at]);
  const compare = (a, b) => (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en', { numeric: true, sensitivity: 'base' }));
  valued.sort(([, a, i], [, b, j]) => Number(a === '' || a === undefined) - Number(b === '' || b === undefined) || (down ? -1 : 1) * compare(a, b) || i - j);
  return valued.map(([n]) => n);
}

/** A table as rows of cells for CSV, titles first. */
export function cells(model, table, rows) {
  const columns = columnsOf(model, table);
  return [columns.map(([, title]) => title), ...rows.map((n) => columns.map(([, , value]) => value(n) ?? ''))];
}
