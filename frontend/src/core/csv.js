// Tables as CSV (RFC 4180) that a spreadsheet cannot take for formulas.

const FORMULA = /^[=+\-@\t\r]/;
const QUOTED = /[",\r\n]/;

/** One cell. A text that a spreadsheet would run stands behind an apostrophe; numbers are left as they are. */
export function cell(value) {
  if (typeof value === 'number') return String(value);
  const text = String(value ?? '');
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return QUOTED.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows of cells, the first the heading, as one text. */
export const csv = (rows) => rows.map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
