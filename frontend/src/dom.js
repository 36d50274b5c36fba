// Small helpers for the page's elements. Strings always become text, never mark-up.
import { outline } from './shapes.js';

const SVG = 'http://www.w3.org/2000/svg';

export const byId = (id) => document.getElementById(id);
export const still = matchMedia('(prefers-reduced-motion: reduce)');
export const narrow = matchMedia('(max-width: 820px)');

function fill(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== false && value !== undefined && value !== null) made.setAttribute(name, value);
  }
  made.append(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== '' && child !== false));
  return made;
}

/** An element with attributes (functions are listeners) and children. */
export const el = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);

/** The same for SVG. */
export const svg = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

/** A word from outside, kept apart from the direction of the text around it. */
export const word = (text, attributes = {}) => el('bdi', attributes, String(text));

/** A number for people: 10,000. */
export const amount = (count) => count.toLocaleString('en');

/** Say something to people who listen instead of looking. */
export const announce = (text) => { byId('live').textContent = text; };

/** The small picture of a kind: its shape in its colour. */
export function glyph(kind) {
  return svg('svg', { viewBox: '0 0 16 16', class: 'glyph', 'aria-hidden': 'true' }, svg('path', { d: outline(kind.shape), fill: kind.colour, 'fill-rule': 'evenodd' }));
}

/** A colour of the page's style as canvases and files need it. */
export function ink(name) {
  const probe = byId('probe');
  probe.style.color = `var(--${name})`;
  return getComputedStyle(probe).color;
}

/** A button that shows the rest of a list and goes away. */
export function more(count, show) {
  if (count <= 0) return '';
  const button = el('button', { type: 'button', class: 'plain more', click: () => { const place = button.previousElementSibling; show(); button.remove(); place?.focus?.(); } }, `Show ${count} more`);
  return button;
}

/** Offer a file to whoever looks at the page. */
export function save(name, blob) {
  const link = el('a', { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Put text on the clipboard, also where a page has no right to ask for it. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = el('textarea', { class: 'hidden', 'aria-hidden': 'true' });
    area.value = text;
    const before = document.activeElement;
    (document.querySelector('dialog[open]') ?? document.body).append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
    before?.focus?.();
  }
}
