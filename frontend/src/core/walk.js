// Ways through the graph: who is near, and how two are connected.

/** Neighbours of each of `count` things by pairs [a, b, ...]. */
export function adjacency(count, pairs) {
  const beside = Array.from({ length: count }, () => []);
  for (const [a, b] of pairs) {
    beside[a].push(b);
    beside[b].push(a);
  }
  return beside;
}

/** Everything within so many steps of a thing, itself included; `allowed` says what may be stepped on. */
export function within(beside, from, steps, allowed = () => true) {
  const found = new Set([from]);
  let edge = [from];
  for (let step = 0; step < steps && edge.length; step += 1) {
    edge = [...new Set(edge.flatMap((n) => beside[n]))].filter((n) => !found.has(n) && allowed(n));
    edge.forEach((n) => found.add(n));
  }
  return found;
}

/** A shortest way from one thing to another as a list of things, the same every time; null where there is none. */
export function path(beside, from, to, allowed = () => true) {
  const before = new Map([[from, -1]]);
  let edge = [from];
  while (edge.length && !before.has(to)) {
    const next = [];
    for (const n of edge) {
      for (const m of [...beside[n]].sort((a, b) => a - b)) {
        if (before.has(m) || (m !== to && !allowed(m))) continue;
        before.set(m, n);
        next.push(m);
      }
    }
    edge = next;
  }
  if (!before.has(to)) return null;
  const way = [];
  for (let n = to; n >= 0; n = before.get(n)) way.unshift(n);
  return way;
}
