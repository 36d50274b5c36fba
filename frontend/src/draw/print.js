// On paper the graph and the map are drawings that fit the page, in light colours.
import { byId } from '../dom.js';
import { picture } from './picture.js';

const DRAWN = new Set(['graph', 'map']);

export function printing(app) {
  const root = document.documentElement;
  let theme;

  function before() {
    theme = root.dataset.theme;
    root.dataset.theme = 'light';
    const made = DRAWN.has(app.state.view) && app.canvas ? new DOMParser().parseFromString(picture(app, false), 'image/svg+xml').documentElement : '';
    byId('printed').replaceChildren(made && document.importNode(made, true));
  }

  function after() {
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
    byId('printed').replaceChildren();
  }

  addEventListener('beforeprint', before);
  addEventListener('afterprint', after);
}
