// Large graphs, drawn by sigma.js on the graphics card. A bundle of its own, so that small pages do without it.
import Graph from 'graphology';
import Sigma from 'sigma';
import { EdgeArrowProgram, EdgeLineProgram } from 'sigma/rendering';
import { ink, still } from './dom.js';
import { Labels } from './draw/labels.js';
import { ShapeProgram } from './draw/shape-program.js';

const PLAIN_EDGES = 250; // with more lines than this they are thin, and arrows are only drawn at the open thing

const SLOW_MS = 90; // a frame that takes as long is not smooth
const SLOW_FRAMES = 4; // one after the other
const NAMED_EDGES = 14; // lines at the open thing whose names are written unasked

const span = (values) => values.reduce(([least, most], value) => [Math.min(least, value), Math.max(most, value)], [Infinity, -Infinity]);

const numbers = (colour) => colour.match(/[\d.]+/g).slice(0, 3).map(Number);

class WebglCanvas {
  /** As VisCanvas. */
  constructor(holder, model, scene, on) {
    Object.assign(this, { holder, model, scene, on, drawn: new Set(), lit: null, open: -1, pointed: -1, hovered: -1, extra: [] });
    this.order = scene.nodes.map(({ id }) => id).sort((a, b) => scene.nodes[b].size - scene.nodes[a].size || a - b);
    this.graph = new Graph({ type: 'directed', multi: true });
    this.#colours();
    this.sigma = new Sigma(this.graph, holder, {
      nodeProgramClasses: { shape: ShapeProgram }, edgeProgramClasses: { line: EdgeLineProgram, arrow: EdgeArrowProgram }, defaultEdgeType: 'line',
      nodeReducer: (key, data) => this.#node(Number(key), data), edgeReducer: (key, data) => this.#edge(key, data),
      renderLabels: false, // ours do not overlap
      edgeLabelFont: 'system-ui, sans-serif', edgeLabelSize: 11, edgeLabelColor: { color: this.colours.ink }, zIndex: true,
      minCameraRatio: 0.005, maxCameraRatio: 4, defaultDrawNodeHover: () => {},
      zoomDuration: still.matches ? 0 : 150, inertiaDuration: still.matches ? 0 : 200, autoRescale: true, stagePadding: 40,
    });
    this.sigma.setCustomBBox({ x: span(scene.nodes.map((node) => node.x)), y: span(scene.nodes.map((node) => -node.y)) });
    this.sigma.on('clickNode', ({ node }) => on.choose(Number(node)));
    this.sigma.on('clickStage', () => on.beside());
    this.sigma.on('enterNode', ({ node }) => { holder.style.cursor = 'pointer'; this.hovered = Number(node); this.labels.draw(); });
    this.sigma.on('leaveNode', () => { holder.style.cursor = ''; this.hovered = -1; this.labels.draw(); });
    this.sigma.getCamera().on('updated', () => on.moved());
    this.labels = new Labels(this);
    this.sigma.on('afterRender', () => { this.labels.draw(); this.#pace(); });
    for (const canvas of holder.querySelectorAll('canvas')) canvas.setAttribute('aria-hidden', 'true');
  }

  /** Where frames come slowly (no graphics card), lines go while somebody moves the graph: they cost most of a frame. */
  #pace() {
    if (this.pacing || this.sigma.getSetting('hideEdgesOnMove')) return;
    this.pacing = true;
    requestAnimationFrame((begun) => requestAnimationFrame((ended) => {
      this.pacing = false;
      this.slow = ended - begun > SLOW_MS ? (this.slow ?? 0) + 1 : 0;
      if (this.slow >= SLOW_FRAMES) this.sigma.setSetting('hideEdgesOnMove', true);
    }));
  }

  #colours() {
    this.colours = Object.fromEntries(['ink', 'faint', 'paper', 'outline', 'accent', 'line', 'strong', 'dimmed', 'sheet', 'rule'].map((name) => [name, ink(name)]));
  }

  /** The colour of lines in a crowd: the more there are, the fainter each. */
  #thin() {
    const share = Math.max(0.18, Math.min(0.7, 12 / Math.sqrt(this.shown)));
    const [line, paper] = [numbers(this.colours.line), numbers(this.colours.paper)];
    return `rgb(${line.map((value, at) => Math.round(value * share + paper[at] * (1 - share))).join(',')})`;
  }

  #node(n, data) {
    const on = !this.lit || this.lit.has(n);
    const marked = n === this.open || n === this.pointed;
    return {
      ...data, color: on ? data.color : this.colours.dimmed, size: marked ? data.size * 1.5 : data.size, zIndex: marked ? 2 : on ? 1 : 0,
    };
  }

  #edge(key, data) {
    const [a, b] = this.graph.extremities(key).map(Number);
    const onWay = this.steps?.has(`${Math.min(a, b)}-${Math.max(a, b)}`);
    const touches = a === this.open || b === this.open;
    const { colours } = this;
    if (onWay) return { ...data, color: colours.accent, size: 3, type: data.arrows ? 'arrow' : 'line', zIndex: 2, forceLabel: true };
    if (touches && !this.steps) return { ...data, color: colours.strong, size: 1.6, type: data.arrows ? 'arrow' : 'line', zIndex: 1, forceLabel: true };
    const on = !this.lit || (this.open < 0 && !this.steps && this.lit.has(a) && this.lit.has(b));
    const crowd = this.shown > PLAIN_EDGES;
    return { ...data, color: on ? (crowd ? this.thin : colours.line) : colours.dimmed, size: crowd ? 0.7 : 1, type: crowd || !on || !data.arrows ? 'line' : 'arrow', label: this.words && on ? data.label : '', forceLabel: this.words && on && !crowd };
  }

  render({ drawn, lit, way }, state) {
    this.#colours();
    const fresh = this.drawn.size !== drawn.size || [...drawn].some((n) => !this.drawn.has(n)) ? this.#graphOf(drawn) : this.graph;
    Object.assign(this, { drawn, lit, open: state.open, words: state.words });
    this.steps = way && new Set(way.slice(1).map((n, at) => `${Math.min(way[at], n)}-${Math.max(way[at], n)}`));
    this.shown = fresh.size;
    this.thin = this.#thin();
    if (fresh !== this.graph) {
      [this.graph, this.extra] = [fresh, []];
      this.sigma.setGraph(fresh);
    }
    this.#keepWay(way);
    const few = state.open >= 0 && this.scene.beside[state.open].filter((n) => drawn.has(n)).length <= NAMED_EDGES;
    this.sigma.setSetting('renderEdgeLabels', state.words || few || Boolean(way));
    this.sigma.setSetting('edgeLabelColor', { color: this.colours.ink });
    this.sigma.refresh();
  }

  /** What is drawn and nothing else: a node that is only hidden costs as much in every frame as one that is seen. */
  #graphOf(drawn) {
    const graph = new Graph({ type: 'directed', multi: true });
    for (const n of drawn) {
      const { id, x, y, size, color, glyph, label } = this.scene.nodes[n];
      graph.addNode(String(id), { x, y: -y, size, color, glyph, label, type: 'shape' });
    }
    for (const { id, from, to, arrows, relation } of this.scene.edges) {
      if (!drawn.has(from) || !drawn.has(to)) continue;
      const [a, b] = arrows === 'from' ? [to, from] : [from, to];
      graph.addEdgeWithKey(String(id), String(a), String(b), { label: relation, size: 1, arrows });
    }
    return graph;
  }

  /** Lines of a way that the drawing does not have otherwise. */
  #keepWay(way) {
    for (const key of this.extra) this.graph.dropEdge(key);
    this.extra = [];
    for (let at = 1; way && at < way.length; at += 1) {
      const [a, b] = [String(way[at - 1]), String(way[at])];
      if (!this.graph.areNeighbors(a, b)) this.extra.push(this.graph.addEdgeWithKey(`way ${at}`, a, b, { label: '', size: 1, arrows: '' }));
    }
  }

  fit(drawn, animated = true) {
    const all = [...drawn].map((n) => this.scene.nodes[n]);
    if (!all.length) return;
    const [left, right] = span(all.map((node) => node.x));
    const [top, bottom] = span(all.map((node) => node.y));
    const { width, height } = this.sigma.getDimensions();
    const scale = Math.min((width - 90) / Math.max(right - left, 1), (height - 90) / Math.max(bottom - top, 1));
    this.look([(left + right) / 2, (top + bottom) / 2, Math.min(scale, this.#unit() * 40)], animated);
  }

  /** The straight way from the drawing to the screen: [scale, shift across, shift down]. */
  frame() {
    const zero = this.sigma.graphToViewport({ x: 0, y: 0 });
    const far = this.sigma.graphToViewport({ x: 1000, y: 0 });
    return [(far.x - zero.x) / 1000, zero.x, zero.y];
  }

  /** Pixels of the screen for one unit of the drawing when the camera shows all. */
  #unit() {
    const a = this.sigma.graphToViewport({ x: 0, y: 0 });
    const b = this.sigma.graphToViewport({ x: 1000, y: 0 });
    return (Math.hypot(b.x - a.x, b.y - a.y) / 1000) * this.sigma.getCamera().ratio;
  }

  zoom(by) {
    const camera = this.sigma.getCamera();
    camera.animate({ ratio: camera.getBoundedRatio(camera.ratio / by) }, { duration: still.matches ? 1 : 150 });
  }

  view() {
    const { width, height } = this.sigma.getDimensions();
    const { x, y } = this.sigma.viewportToGraph({ x: width / 2, y: height / 2 });
    return [x, -y, this.#unit() / this.sigma.getCamera().ratio];
  }

  look([x, y, scale], animated = false) {
    const at = this.sigma.viewportToFramedGraph(this.sigma.graphToViewport({ x, y: -y }));
    const camera = this.sigma.getCamera();
    const to = { x: at.x, y: at.y, ratio: camera.getBoundedRatio(this.#unit() / scale) };
    if (animated && !still.matches) camera.animate(to, { duration: 300 });
    else camera.setState(to);
  }

  place(n) {
    const { x, y } = this.scene.nodes[n];
    return this.sigma.graphToViewport({ x, y: -y });
  }

  radius(n) { return this.sigma.scaleSize(this.scene.nodes[n].size); }

  fontSize() { return 13; }

  point(n) {
    this.pointed = n;
    this.sigma.refresh({ skipIndexation: true });
  }

  /** As VisCanvas. */
  resize() {
    const [[x, y, scale], { width, height }] = [this.view(), this.sigma.getDimensions()];
    this.sigma.resize();
    const now = this.sigma.getDimensions();
    if (width && (width !== now.width || height !== now.height)) this.look([x + (now.width - width) / 2 / scale, y + (now.height - height) / 2 / scale, scale]);
    this.sigma.refresh();
  }
}

globalThis.parleyWebgl = { WebglCanvas };
