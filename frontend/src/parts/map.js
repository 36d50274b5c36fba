// The map: outlines of countries from the file itself, tinted by how much is said for them, and the venues as marks.
import { geoEqualEarth, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';
import { byId, el, narrow, svg } from '../dom.js';

const TINTS = 4;
const CLOSEST = 40;

export function map(app) {
  const { model } = app;
  const holder = byId('map');
  const data = byId('world-data');
  const places = model.things.map((_, n) => n).filter((n) => model.things[n].at && !model.things[n].iso);
  const countries = new Map(model.things.map((thing, n) => [thing.iso, n]).filter(([iso]) => iso));
  let world = null;
  let size = [0, 0];
  let projection = null;
  let outlines = [];
  let camera = [1, 0, 0]; // enlargement, and the shift of the enlarged picture in pixels

  const spot = (n) => { const [a, b] = projection([model.things[n].at[1], model.things[n].at[0]]); return [a * camera[0] + camera[1], b * camera[0] + camera[2]]; };

  function prepare() {
    const [width, height] = [holder.clientWidth, holder.clientHeight];
    if (!width || (size[0] === width && size[1] === height)) return Boolean(width);
    world ??= feature(...((topology) => [topology, topology.objects.countries])(JSON.parse(data.textContent)));
    size = [width, height];
    projection = geoEqualEarth().rotate([-11, 0]).fitExtent([[8, 8], [width - 8, height - 8]], { type: 'Sphere' });
    const path = geoPath(projection).digits(1);
    outlines = world.features.map((shape) => ({ d: path(shape), name: shape.properties.name, n: countries.get(shape.id) ?? -1, centre: path.centroid(shape) }));
    camera = app.state.mapped ?? around([...places, ...(places.length ? [] : countries.values())]);
    return true;
  }

  /** The camera that shows things with some room around them. */
  function around(numbers) {
    const points = numbers.filter((n) => model.things[n].at).map((n) => projection([model.things[n].at[1], model.things[n].at[0]]));
    if (!points.length) return [1, 0, 0];
    const [xs, ys] = [points.map((point) => point[0]), points.map((point) => point[1])];
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const scale = Math.max(1, Math.min(narrow.matches ? 3.5 : 5, (0.6 * size[0]) / (right - left || 1), (0.6 * size[1]) / (bottom - top || 1)));
    return [scale, size[0] / 2 - ((left + right) / 2) * scale, size[1] / 2 - ((top + bottom) / 2) * scale];
  }

  /** How often somebody speaks for each country, in the statements that are shown. */
  function spoken(statements) {
    const counts = new Map();
    for (const n of statements) for (const country of model.countriesOf(n)) counts.set(country, (counts.get(country) ?? 0) + 1);
    return counts;
  }

  /** Places that belong to what is open: its venues, and the places around these. */
  function linked(open) {
    if (open < 0) return new Set();
    const near = model.linked(open);
    return new Set([open, ...near, ...[...near].flatMap((n) => model.out(n, 'venue'))]);
  }

  function press(n) {
    return (event) => {
      if (event.type === 'keydown' && event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      app.choose(n);
    };
  }

  function draw(derived, state) {
    if (!prepare()) return;
    const counts = spoken(derived.statements);
    const most = Math.max(1, ...counts.values());
    const near = linked(state.open);
    const [scale, dx, dy] = camera;
    const land = outlines.map(({ d, name, n }) => {
      const tint = counts.has(n) ? Math.ceil(Math.sqrt(counts.get(n) / most) * TINTS) : 0;
      const classes = `land tint-${tint}${n >= 0 ? ' known' : ''}${n >= 0 && n === state.open ? ' here' : ''}${near.has(n) ? ' near' : ''}`;
      const words = `${n >= 0 ? model.label(n) : name}${n >= 0 ? `, ${counts.get(n) ?? 0} statements` : ''}`;
      const attributes = n >= 0 ? { tabindex: 0, role: 'button', 'aria-label': words, click: press(n), keydown: press(n), 'data-place': n } : {};
      return svg('path', { d, class: classes, ...attributes }, svg('title', {}, words));
    });
    const taken = [];
    const shown = places.filter((n) => state.kinds.includes(model.things[n].kind) && !state.hidden.includes(n) && (!derived.narrowed || derived.drawn.has(n)));
    const weight = (n) => model.incoming[n].length + model.outgoing[n].length;
    const marks = shown.sort((a, b) => Number(b === state.open) - Number(a === state.open) || weight(b) - weight(a) || a - b).map((n) => mark(n, state, near, taken)).reverse();
    const names = [...countries.values()].filter((n) => outlines.some((shape) => shape.n === n)).map((n) => countryName(n, counts, taken));
    const picture = svg('svg', { width: size[0], height: size[1], viewBox: `0 0 ${size[0]} ${size[1]}`, class: 'world' },
      svg('rect', { class: 'sea', width: size[0], height: size[1] }), svg('g', { transform: `translate(${dx} ${dy}) scale(${scale})` }, land), names, marks);
    const focused = holder.contains(document.activeElement) ? document.activeElement.dataset.place : undefined;
    holder.replaceChildren(picture, tools(), key(most));
    if (focused !== undefined) holder.querySelector(`[data-place="${focused}"]`)?.focus({ preventScroll: true });
    wire(picture);
  }

  /** A label where none is yet; "" where there is no room. */
  function label(text, left, top, taken, name) {
    const box = [left - 2, top - 11, left + text.length * 6.6 + 4, top + 4];
    if (taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) return '';
    taken.push(box);
    return svg('text', { x: left, y: top, class: name }, text);
  }

  function mark(n, state, near, taken) {
    const [left, top] = spot(n);
    const weight = model.incoming[n].length + model.outgoing[n].length;
    const radius = Math.min(12, 4 + Math.sqrt(weight));
    taken.push([left - radius, top - radius, left + radius, top + radius]);
    const kind = model.kind(n);
    const events = model.into(n, 'venue').map((event) => model.label(event)).join(', ');
    const words = `${model.label(n)}${events ? `, venue of ${events}` : ''}`;
    return svg('g', { class: `venue${n === state.open ? ' here' : ''}${near.has(n) ? ' near' : ''}`, tabindex: 0, role: 'button', 'aria-label': words, click: press(n), keydown: press(n), 'data-place': n },
      svg('title', {}, words), svg('circle', { cx: left, cy: top, r: radius, fill: kind.colour }), label(model.label(n), left + radius + 4, top + 4, taken, 'name'));
  }

  function countryName(n, counts, taken) {
    const shape = outlines.find((each) => each.n === n);
    const [left, top] = [shape.centre[0] * camera[0] + camera[1], shape.centre[1] * camera[0] + camera[2]];
    const text = model.label(n);
    return counts.has(n) || camera[0] > 2 ? label(text, left - text.length * 3.2, top, taken, 'country') : '';
  }

  const button = (text, name, act) => el('button', { type: 'button', 'aria-label': name, title: name, click: act }, text);

  function tools() {
    return el('div', { class: 'zoom', role: 'group', 'aria-label': 'Zoom the map' }, button('+', 'Zoom in', () => zoom(1.5)), button('−', 'Zoom out', () => zoom(1 / 1.5)),
      button('⤢', 'Show all places', () => move(around(places.length ? places : [...countries.values()]))), button(svg('svg', { viewBox: '0 0 16 16', class: 'globe', 'aria-hidden': 'true' }, svg('path', { d: 'M8 1.5a6.5 6.5 0 1 0 .01 0zM1.5 8h13M8 1.5c-4 4-4 9 0 13c4-4 4-9 0-13' })), 'Show the world', () => move([1, 0, 0])));
  }

  function key(most) {
    if (!countries.size) return '';
    return el('p', { class: 'map-key' }, 'Statements made for a country: 1 ', [1, 2, 3, 4].map((tint) => el('span', { class: `swatch tint-${tint}` })), ` ${most} · borders as Natural Earth draws them`);
  }

  function move(to) {
    camera = to;
    app.set({ mapped: to.map((each) => Math.round(each * 100) / 100) }, { quiet: true });
  }

  function zoom(by, [left, top] = [size[0] / 2, size[1] / 2]) {
    const scale = Math.min(CLOSEST, Math.max(1, camera[0] * by));
    const ratio = scale / camera[0];
    move([scale, left - (left - camera[1]) * ratio, top - (top - camera[2]) * ratio]);
  }

  function wire(picture) {
    picture.addEventListener('wheel', (event) => {
      event.preventDefault();
      const box = holder.getBoundingClientRect();
      zoom(2 ** (-event.deltaY / 300), [event.clientX - box.left, event.clientY - box.top]);
    }, { passive: false });
    picture.addEventListener('pointerdown', (event) => {
      if (event.button || event.target.closest('.venue')) return;
      const from = [...camera];
      let moved = false;
      const drag = (to) => {
        const [x, y] = [to.clientX - event.clientX, to.clientY - event.clientY];
        if (!moved && Math.hypot(x, y) < 4) return;
        moved = true;
        camera = [from[0], from[1] + x, from[2] + y];
        holder.querySelector('.world').style.transform = `translate(${x}px, ${y}px)`;
      };
      const end = () => {
        document.removeEventListener('pointermove', drag);
        document.removeEventListener('pointerup', end);
        if (moved) move(camera);
      };
      document.addEventListener('pointermove', drag);
      document.addEventListener('pointerup', end);
    });
  }

  const none = !data || (!places.length && !countries.size);
  byId('view-map').hidden = none;
  if (!none) new ResizeObserver(() => { if (app.state.view === 'map') draw(app.derived, app.state); }).observe(holder);
  return { none, render(derived, state) { if (!none && state.view === 'map') { if (state.mapped && size[0]) camera = state.mapped; draw(derived, state); } } };
}
