// Names on the large canvas: the best linked first, and none on another.
const FACE = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif';
const SIZE = 13;
const MOST = 90;
const LONGEST = 40; // letters
const GAP = 3;

export class Labels {
  #widths = new Map();

  /** `of` is the canvas whose names are drawn: its order, frame, drawn, lit, open, hovered and colours. */
  constructor(of) {
    this.of = of;
    this.shown = new Set();
    this.canvas = document.createElement('canvas');
    Object.assign(this.canvas.style, { position: 'absolute', inset: '0', pointerEvents: 'none' });
    of.holder.append(this.canvas);
    this.context = this.canvas.getContext('2d');
  }

  draw() {
    const { holder } = this.of;
    const [width, height, fine] = [holder.clientWidth, holder.clientHeight, devicePixelRatio || 1];
    if (this.canvas.width !== Math.round(width * fine) || this.canvas.height !== Math.round(height * fine)) {
      this.canvas.width = Math.round(width * fine);
      this.canvas.height = Math.round(height * fine);
      this.canvas.style.width = `${width}px`;
      this.canvas.style.height = `${height}px`;
    }
    this.context.setTransform(fine, 0, 0, fine, 0, 0);
    this.context.clearRect(0, 0, width, height);
    Object.assign(this.context, { textAlign: 'center', textBaseline: 'top', lineJoin: 'round', strokeStyle: this.of.colours.paper, fillStyle: this.of.colours.ink });
    this.shown.clear();
    this.#place(width, height);
  }

  #place(width, height) {
    const { order, drawn, lit, open, hovered, pointed, scene } = this.of;
    const [scale, left, top] = this.of.frame();
    const taken = [];
    const put = (n, strong) => {
      const node = scene.nodes[n];
      const [at, y] = [node.x * scale + left, node.y * scale + top];
      if (at < -20 || y < -20 || at > width + 20 || y > height + 20) return;
      const radius = this.of.radius(n);
      const text = node.label.length > LONGEST && !strong ? `${node.label.slice(0, LONGEST - 2)}…` : node.label;
      const half = this.#width(text, strong) / 2 + GAP;
      const x = at < 0 || at > width || 2 * half > width ? at : Math.min(width - half, Math.max(half, at)); // whole, where its node is seen
      const box = [x - half, y + radius + 1, x + half, y + radius + SIZE + 5];
      if (!strong && taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) return;
      taken.push(box);
      this.shown.add(n);
      this.#write(text, x, y + radius + 3, strong);
    };
    const first = [open, hovered, pointed].filter((n) => n >= 0 && drawn.has(n));
    for (const n of new Set(first)) put(n, true);
    for (const n of order) {
      if (taken.length >= MOST) break;
      if (drawn.has(n) && !first.includes(n) && (!lit || lit.has(n))) put(n, false);
    }
  }

  #width(text, strong) {
    const key = `${strong ? 1 : 0}${text}`;
    if (!this.#widths.has(key)) {
      this.context.font = `${strong ? 600 : 400} ${SIZE}px ${FACE}`;
      this.#widths.set(key, this.context.measureText(text).width);
    }
    return this.#widths.get(key);
  }

  #write(text, x, y, strong) {
    this.context.font = `${strong ? 600 : 400} ${SIZE}px ${FACE}`;
    this.context.lineWidth = strong ? 6 : 4;
    this.context.strokeText(text, x, y);
    this.context.fillText(text, x, y);
  }
}
