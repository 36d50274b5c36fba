// Small graphs, drawn by vis-network with the nodes, edges and options that pyvis made.
/* global vis */
import { ink, narrow, still } from '../dom.js';
import { outline } from '../shapes.js';
import { inWords } from './scene.js';

const DIM = 0.16;
const LEGIBLE = 0.42; // below this scale names cannot be read
const MARGIN = 12; // pixels around all that is drawn
const FOOT = 44; // on a phone the buttons for zooming take so many pixels of the foot
const LARGEST = 1.15;
const LINE = 1.25; // height of a line of text by its font
const FACE = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif';
const paths = new Map();

const pathOf = (shape) => paths.get(shape) ?? paths.set(shape, new Path2D(outline(shape))).get(shape);

export class VisCanvas {
  #look = new Map();

  /** `on` has choose(n), beside(), moved() and hover(n or -1). */
  constructor(holder, model, scene, on) {
    Object.assign(this, { holder, model, scene, on, known: new Set(), size: [holder.clientWidth, holder.clientHeight] });
    this.nodes = new vis.DataSet([]);
    this.edges = new vis.DataSet([]);
    this.network = new vis.Network(holder, { nodes: this.nodes, edges: this.edges }, scene.options);
    this.network.on('click', ({ nodes: hit }) => (hit.length ? on.choose(hit[0]) : on.beside()));
    this.network.on('hoverNode', ({ node }) => { holder.style.cursor = 'pointer'; on.hover(node); });
    this.network.on('blurNode', () => { holder.style.cursor = ''; on.hover(-1); });
    this.network.on('dragEnd', ({ nodes: hit }) => { for (const n of hit) Object.assign(scene.nodes[n], this.network.getPositions([n])[n]); on.moved(); });
    this.network.on('zoom', () => on.moved());
    this.network.on('animationFinished', () => on.moved());
    holder.querySelector('canvas').setAttribute('aria-hidden', 'true');
  }

  /** Draw what a state shows. */
  render({ drawn, lit, way }, state) {
    this.colours = Object.fromEntries(['ink', 'faint', 'paper', 'outline', 'accent', 'line', 'strong', 'dimmed'].map((name) => [name, ink(name)]));
    this.#keepNodes(drawn);
    for (const n of drawn) this.#look.set(n, { dim: Boolean(lit) && !lit.has(n), open: n === state.open });
    this.#keepEdges(drawn, lit, way, state);
    this.resize();
  }

  #keepNodes(drawn) {
    const gone = [...this.known].filter((n) => !drawn.has(n));
    const come = [...drawn].filter((n) => !this.known.has(n));
    if (gone.length) this.nodes.remove(gone);
    if (come.length) this.nodes.add(come.map((n) => this.#node(this.scene.nodes[n])));
    this.known = new Set(drawn);
  }

  #node({ id, label, x, y, size, font }) {
    return { id, label, x, y, size, shape: 'custom', font: { ...font, face: FACE }, ctxRenderer: (given) => this.#draw(given, this.scene.nodes[id]) };
  }

  #keepEdges(drawn, lit, way, state) {
    const { colours } = this;
    const steps = new Set(way ? way.slice(1).map((n, at) => [way[at], n].sort((a, b) => a - b).join('-')) : []);
    const shown = this.scene.edges.filter((edge) => drawn.has(edge.from) && drawn.has(edge.to));
    const told = new Set(shown.map((edge) => [edge.from, edge.to].sort((a, b) => a - b).join('-')));
    const bare = [...steps].filter((key) => !told.has(key)).map((key) => ({ id: `way ${key}`, from: Number(key.split('-')[0]), to: Number(key.split('-')[1]), width: 1.2, relation: '', arrows: '' }));
    const made = [...shown, ...bare].map((edge) => {
      const onWay = steps.has([edge.from, edge.to].sort((a, b) => a - b).join('-'));
      const touches = onWay || (!way && (edge.from === state.open || edge.to === state.open));
      const within = lit && !way && state.open < 0 && lit.has(edge.from) && lit.has(edge.to);
      const colour = onWay ? colours.accent : touches ? colours.strong : lit && !within ? colours.dimmed : colours.line;
      return {
        id: edge.id, from: edge.from, to: edge.to, arrows: edge.arrows, title: inWords(this.model, edge), width: touches ? edge.width + 1 : edge.width,
        color: { color: colour, highlight: colour, hover: colours.strong }, label: touches || state.words ? edge.relation : '',
        font: { size: 11, face: FACE, color: lit && !touches ? colours.faint : colours.ink, strokeWidth: 4, strokeColor: colours.paper },
      };
    });
    const kept = new Set(made.map((edge) => edge.id));
    this.edges.remove(this.edges.getIds().filter((id) => !kept.has(id)));
    this.edges.update(made);
  }

  #draw({ ctx, x, y, state }, node) {
    const look = this.#look.get(node.id) ?? {};
    const { colours } = this;
    const alpha = look.dim && !state.hover ? DIM : 1;
    const drawNode = () => {
      ctx.save();
      ctx.translate(x - node.size, y - node.size);
      ctx.scale(node.size / 8, node.size / 8);
      ctx.globalAlpha = 1;
      ctx.lineJoin = 'round';
      ctx.fillStyle = colours.paper; // what lies behind a dim thing does not shine through
      ctx.fill(pathOf(node.glyph), 'evenodd');
      ctx.globalAlpha = alpha;
      ctx.fillStyle = node.color;
      ctx.fill(pathOf(node.glyph), 'evenodd');
      ctx.lineWidth = ((look.open ? 4 : state.hover || state.selected ? 2.6 : 1.2) * 8) / node.size;
      ctx.strokeStyle = look.open || state.hover || state.selected ? colours.accent : colours.outline;
      ctx.stroke(pathOf(node.glyph));
      ctx.restore();
    };
    const drawExternalLabel = () => {
      const { size } = node.font;
      ctx.save();
      ctx.font = `${look.open || node.big ? 600 : 400} ${size}px ${FACE}`;
      ctx.textAlign = 'center';
      ctx.textBaseline = 'top';
      ctx.lineJoin = 'round';
      ctx.lineWidth = 4;
      ctx.strokeStyle = colours.paper;
      ctx.fillStyle = alpha < 1 ? colours.faint : colours.ink;
      node.label.split('\n').forEach((line, at) => {
        const top = y + node.size + 4 + at * size * LINE;
        ctx.strokeText(line, x, top);
        ctx.fillText(line, x, top);
      });
      ctx.restore();
    };
    return { drawNode, drawExternalLabel, nodeDimensions: { width: 2 * node.size, height: 2 * node.size } };
  }

  /** The view that shows all that is drawn with its names, or the middle of it where all would be too small to read. */
  fit(drawn, animated = true, legible = false) {
    if (!drawn.size) return;
    const boxes = [...drawn].map((n) => this.#box(this.scene.nodes[n]));
    const [left, top, right, bottom] = [0, 1, 2, 3].map((side) => Math[side < 2 ? 'min' : 'max'](...boxes.map((box) => box[side])));
    const { clientWidth: width, clientHeight: height } = this.holder;
    const foot = narrow.matches ? FOOT : 0;
    const scale = Math.min(LARGEST, (width - 2 * MARGIN) / (right - left || 1), (height - 2 * MARGIN - foot) / (bottom - top || 1));
    const main = this.scene.nodes[this.model.main];
    if (legible && scale < LEGIBLE && drawn.has(this.model.main)) this.look([main.x, main.y, LEGIBLE]);
    else this.look([(left + right) / 2, (top + bottom) / 2 + foot / 2 / scale, Math.max(scale, 0.05)], animated);
    if (!animated) this.on.moved();
  }

  /** What a thing with its name covers: left, top, right, bottom. */
  #box({ x, y, size, label, font, big }) {
    this.context ??= document.createElement('canvas').getContext('2d');
    this.context.font = `${big ? 600 : 400} ${font.size}px ${FACE}`;
    const lines = label.split('\n');
    const half = Math.max(size, ...lines.map((line) => this.context.measureText(line).width / 2));
    return [x - half, y - size, x + half, y + size + 4 + lines.length * font.size * LINE];
  }

  zoom(by) {
    const scale = Math.min(4, Math.max(0.05, this.network.getScale() * by));
    this.network.moveTo({ scale, animation: !still.matches && { duration: 150, easingFunction: 'easeOutQuad' } });
    this.on.moved();
  }

  view() {
    const { x, y } = this.network.getViewPosition();
    return [x, y, this.network.getScale()];
  }

  look([x, y, scale], animated = false) {
    this.network.moveTo({ position: { x, y }, scale, animation: animated && !still.matches && { duration: 300, easingFunction: 'easeInOutQuad' } });
  }

  /** Where a thing stands on the screen, from the upper left of the canvas. */
  place(n) { return this.network.canvasToDOM(this.scene.nodes[n]); }

  /** Half the height of a thing on the screen, and the height of its letters. */
  radius(n) { return this.scene.nodes[n].size * this.network.getScale(); }

  fontSize(n) { return this.scene.nodes[n].font.size * this.network.getScale(); }

  point(n) { if (this.known.has(n)) this.network.selectNodes([n], false); }

  /** Fill the holder; what stands in its upper left stays there, so nothing moves away under the hand that opened the panel. */
  resize() {
    const { clientWidth: width, clientHeight: height } = this.holder;
    const view = this.view(); // the middle of the new size, as things stand
    const grown = width && (width !== this.size[0] || height !== this.size[1]);
    if (width) this.size = [width, height];
    this.network.redraw(); // takes the new size, and would enlarge or shrink what is drawn
    if (grown) this.look(view);
  }
}
