// A bar chart of a result: the first column of words against the first column of numbers.
const NUMERIC = /#(integer|decimal|double|float|int|long|nonNegativeInteger)$/;
const MOST = 40; // bars
const ROW = 24; // pixels
const SVG = 'http://www.w3.org/2000/svg';

/** Return what can be drawn of a result in the W3C's JSON: [{ label, value }], or nothing where no column holds numbers alone. */
export function bars(json) {
  const rows = json?.results?.bindings ?? [];
  const names = json?.head?.vars ?? [];
  const numbers = names.find((name) => rows.length > 0 && rows.every((row) => row[name] && NUMERIC.test(row[name].datatype ?? '')));
  if (!numbers) return [];
  const words = names.find((name) => name.endsWith('Label')) ?? names.find((name) => name !== numbers);
  return rows.slice(0, MOST).map((row) => ({ label: words ? row[words]?.value ?? '' : '', value: Number(row[numbers].value) }));
}

const element = (name, attributes, text = '') => {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.textContent = text;
  return made;
};

/** Return the chart as an SVG element. */
export function drawn(found) {
  const most = Math.max(...found.map((each) => Math.abs(each.value)), 1);
  const svg = element('svg', { viewBox: `0 0 800 ${found.length * ROW}`, role: 'img', class: 'chart' });
  svg.append(element('title', {}, `Bar chart of ${found.length} rows`));
  found.forEach(({ label, value }, at) => {
    const width = Math.max(1, (Math.abs(value) / most) * 440);
    svg.append(
      element('text', { x: 290, y: at * ROW + 16, 'text-anchor': 'end' }, label.length > 44 ? `${label.slice(0, 43)}…` : label),
      element('rect', { x: 300, y: at * ROW + 4, width, height: ROW - 8 }),
      element('text', { x: 306 + width, y: at * ROW + 16 }, String(value)),
    );
  });
  return svg;
}

/** The plugin for YASR. */
export class Chart {
  priority = 5;
  label = 'Chart';

  constructor(yasr) { this.yasr = yasr; }

  canHandleResults() { return bars(this.yasr.results?.getAsJson?.()).length > 0; }

  draw() { this.yasr.resultsEl.replaceChildren(drawn(bars(this.yasr.results.getAsJson()))); }

  getIcon() {
    const icon = element('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' });
    icon.append(element('path', { fill: 'currentColor', d: 'M4 20h3v-9H4zm6 0h3V4h-3zm6 0h3v-6h-3z' }));
    return icon;
  }
}
