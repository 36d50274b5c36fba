// Who speaks to whom, or about whom, counted.

/**
 * Rows are speakers, columns whom they address (or speak about), each the most frequent `most`; column -1 is "nobody named".
 * With `groups` "country" both stand for their countries where these are known.
 */
export function cross(model, statements, { columns, groups }, most = 24) {
  const group = (n) => (groups === 'country' ? model.things[n].country ?? n : n);
  const cells = new Map();
  const rows = new Map();
  const heads = new Map();
  const add = (counts, key) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const n of statements) {
    const by = new Set(model.out(n, 'speaker').map(group));
    const to = new Set(model.out(n, columns).map(group));
    if (!to.size) to.add(-1);
    for (const who of by) add(rows, who);
    if (by.size) for (const whom of to) add(heads, whom);
    for (const who of by) for (const whom of to) add(cells, `${who} ${whom}`);
  }
  const top = (counts) => [...counts].filter(([n]) => n >= 0).sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, most);
  const last = heads.has(-1) ? [[-1, heads.get(-1)]] : [];
  return {
    rows: top(rows), columns: [...top(heads), ...last], left: [Math.max(0, rows.size - most), Math.max(0, heads.size - last.length - most)],
    count: (who, whom) => cells.get(`${who} ${whom}`) ?? 0, most: Math.max(1, ...[...cells].filter(([key]) => !key.endsWith(' -1')).map(([, count]) => count)),
  };
}
