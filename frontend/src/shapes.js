// The outlines of the kinds, each in a box of 16 by 16: one set for legend, lists, both canvases and exports.

export const OUTLINES = {
  dot: 'M8 1.2a6.8 6.8 0 1 1 0 13.6a6.8 6.8 0 1 1 0-13.6z',
  ring: 'M8 1.2a6.8 6.8 0 1 1 0 13.6a6.8 6.8 0 1 1 0-13.6zM8 4.6a3.4 3.4 0 1 0 0 6.8a3.4 3.4 0 1 0 0-6.8z',
  pill: 'M5 3.4h6a4.6 4.6 0 0 1 0 9.2h-6a4.6 4.6 0 0 1 0-9.2z',
  square: 'M2 2h12v12h-12z',
  diamond: 'M8 .6l7.4 7.4-7.4 7.4-7.4-7.4z',
  kite: 'M8 .6l5.4 5.6-5.4 9.2-5.4-9.2z',
  hexagon: 'M4.3 1.6h7.4l3.7 6.4-3.7 6.4h-7.4l-3.7-6.4z',
  octagon: 'M5.2 1.2h5.6l4 4v5.6l-4 4h-5.6l-4-4v-5.6z',
  pentagon: 'M8 .8l7.2 5.3-2.8 8.5h-8.8l-2.8-8.5z',
  triangle: 'M8 1.2l7.4 13h-14.8z',
  triangleDown: 'M8 14.8l7.4-13h-14.8z',
  star: 'M8 .6l2.2 5 5.4.5-4.1 3.6 1.2 5.3-4.7-2.8-4.7 2.8 1.2-5.3-4.1-3.6 5.4-.5z',
  burst: 'M8 .4l1.6 3.8 3.8-1.6-1.6 3.8 3.8 1.6-3.8 1.6 1.6 3.8-3.8-1.6-1.6 3.8-1.6-3.8-3.8 1.6 1.6-3.8-3.8-1.6 3.8-1.6-1.6-3.8 3.8 1.6z',
  plus: 'M5.6 1h4.8v4.6h4.6v4.8h-4.6v4.6h-4.8v-4.6h-4.6v-4.8h4.6z',
  cross: 'M3.8 .8l4.2 4.2 4.2-4.2 3 3-4.2 4.2 4.2 4.2-3 3-4.2-4.2-4.2 4.2-3-3 4.2-4.2-4.2-4.2z',
  shield: 'M2 1.6h12v6.4c0 3.6-2.6 5.8-6 7.2-3.4-1.4-6-3.6-6-7.2z',
  bubble: 'M1 2h14v9h-7l-4 4v-4h-3z',
  page: 'M2.6 .8h7.2l3.6 3.6v10.8h-10.8z',
};

export const NAMES = Object.keys(OUTLINES);

/** The outline of a shape; a dot for one that is not known. */
export const outline = (shape) => OUTLINES[shape] ?? OUTLINES.dot;
