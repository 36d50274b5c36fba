// The drawing as Python laid it out: where things stand, how large they are, and which lines run between them.
import { adjacency } from '../core/walk.js';

const NOT_WALKED = new Set(['nestedIn', 'sameAs']);
const STATEMENTS_FIRST = 300;
const SQUEEZED = 0.5; // large drawings are wide; a phone is not
const ARROWS = ['', 'to', 'from', 'to,from'];

export class Scene {
  /**
   * @param graph what Python wrote: for small graphs the nodes, edges and options of pyvis, for large ones bare columns.
   * @param tall whether the screen is higher than wide.
   */
  constructor(model, graph, tall) {
    this.large = Boolean(graph.large);
    this.options = graph.options;
    this.nodes = this.large ? columns(model, graph, tall) : graph.nodes.map((node) => ({ ...node, ...(tall ? { x: node.portrait[0], y: node.portrait[1] } : {}) }));
    this.edges = this.large ? graph.edges.map(([from, to, arrows, relation], id) => ({ id, from, to, arrows: ARROWS[arrows], relation: graph.relations[relation], width: 1 })) : graph.edges;
    this.beside = adjacency(model.things.length, this.edges.map(({ from, to }) => [from, to]));
    this.links = model.page.links.filter((link) => !NOT_WALKED.has(link[2]));
    this.connected = adjacency(model.things.length, this.links);
    this.#count(model);
  }

  /** Whether a thing is in the first drawing of its kind. */
  first(n) {
    const node = this.nodes[n];
    return node.drawn || (node.late && node.rank < STATEMENTS_FIRST);
  }

  #count(model) {
    const counts = new Map();
    for (const node of this.nodes) {
      const kind = model.kind(node.id);
      node.late = !kind.drawn;
      node.rank = counts.get(kind.name) ?? 0;
      counts.set(kind.name, node.rank + 1);
    }
    this.counts = counts;
  }
}

function columns(model, { x, y, sizes, drawn }, tall) {
  const first = new Set(drawn);
  return model.things.map((thing, id) => {
    const kind = model.kind(id);
    return { id, label: thing.label, kind: thing.kind, glyph: kind.shape, color: kind.colour, x: tall ? x[id] * SQUEEZED : x[id], y: y[id], size: sizes[id], drawn: first.has(id) };
  });
}

/** An edge in words: "Russia – participant – talks". */
export function inWords(model, edge) {
  const [left, right] = edge.arrows === 'from' ? [edge.to, edge.from] : [edge.from, edge.to];
  return `${model.label(left)} – ${edge.relation} – ${model.label(right)}`;
}
