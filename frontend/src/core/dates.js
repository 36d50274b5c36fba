// Days as the graph writes them: "2025-05-16", "2025-05", "2025". Partial ones stand for all their days.
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const ISO = /^(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?/;
const DAY = 86_400_000;

/** "16 May 2025" for "2025-05-16", "May 2025" for "2025-05"; anything else as it is. */
export function readable(iso) {
  const [, year, month, day] = ISO.exec(iso ?? '') ?? [];
  if (!month || !MONTHS[month - 1]) return iso ?? '';
  return `${day ? `${Number(day)} ` : ''}${MONTHS[month - 1]} ${year}`;
}

/** The first and the last moment of a day, month or year, as numbers of days since 1970, end excluded; null for other text. */
export function extent(iso) {
  const [, year, month, day] = ISO.exec(iso ?? '') ?? [];
  if (!year) return null;
  const start = Date.UTC(year, month ? month - 1 : 0, day ?? 1) / DAY;
  const end = day ? start + 1 : Date.UTC(month ? year : Number(year) + 1, month ? Number(month) : 0, 1) / DAY;
  return [start, end];
}

/** "2025-05-16" for a number of days since 1970. */
export const isoDay = (days) => new Date(Math.floor(days) * DAY).toISOString().slice(0, 10);

/** Places for marks on an axis of days, with what to write there; at most about `most`. */
export function ticks(from, to, most) {
  const span = Math.max(to - from, 1);
  const start = new Date(Math.floor(from) * DAY);
  const made = [];
  const add = (date, text) => {
    const at = date.getTime() / DAY;
    if (at >= from && at <= to) made.push([at, text]);
  };
  if (span <= most * 7) {
    const step = Math.max(1, Math.ceil(span / most));
    for (let day = Math.ceil(from); day <= to; day += step) add(new Date(day * DAY), dayAndMonth(new Date(day * DAY)));
  } else if (span <= most * 100) {
    const step = [1, 2, 3, 4, 6].find((months) => span / (months * 30) <= most) ?? 12;
    const first = Math.ceil(start.getUTCMonth() / step) * step;
    for (let month = first; ; month += step) {
      const date = new Date(Date.UTC(start.getUTCFullYear(), month, 1));
      if (date.getTime() / DAY > to) break;
      add(date, `${MONTHS[date.getUTCMonth()].slice(0, 3)} ${date.getUTCFullYear()}`);
    }
  } else {
    const step = Math.ceil(span / 365 / most);
    for (let year = start.getUTCFullYear(); ; year += step) {
      const date = new Date(Date.UTC(year, 0, 1));
      if (date.getTime() / DAY > to) break;
      add(date, String(year));
    }
  }
  return made;
}

const dayAndMonth = (date) => `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()].slice(0, 3)}`;
