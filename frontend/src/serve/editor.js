// The SPARQL editor: YASGUI with the terms of this graph for completion, and nothing from elsewhere.
import { Chart } from './chart.js';

const about = JSON.parse(document.getElementById('about').textContent);
const { Yasqe, Yasr } = window.Yasgui;
const START = `SELECT ?speakerLabel (COUNT(?statement) AS ?statements) WHERE {
  ?statement a parley:Statement ; parley:speaker ?speaker .
  ?speaker rdfs:label ?speakerLabel .
}
GROUP BY ?speakerLabel
ORDER BY DESC(?statements)
LIMIT 20
`;

const beginning = (terms) => (_, token) => {
  const sought = (token?.autocompletionString ?? '').toLowerCase();
  return terms.filter((term) => term.toLowerCase().startsWith(sought));
};
Yasqe.forkAutocompleter('class', { name: 'our-classes', bulk: false, get: beginning(Object.keys(about.classes)), persistenceId: null }, false);
Yasqe.forkAutocompleter('property', { name: 'our-properties', bulk: false, get: beginning(Object.keys(about.properties)), persistenceId: null }, false);
const prefixes = Object.entries(about.prefixes).map(([name, iri]) => `${name}: <${iri}>`).sort();
Yasqe.forkAutocompleter('prefixes', { name: 'our-prefixes', bulk: true, get: () => prefixes, persistenceId: null }, false);
Yasqe.defaults.autocompleters = ['our-prefixes', 'our-classes', 'our-properties', 'variables'];
// Numbers and texts without their datatypes, until somebody wants to see these.
class Table extends Yasr.plugins.table {
  constructor(yasr) {
    super(yasr);
    this.persistentConfig = { compact: true };
  }
}
Yasr.registerPlugin('table', Table);
Yasr.registerPlugin('chart', Chart);
Yasr.defaults.pluginOrder = ['table', 'chart', 'response'];
Yasr.defaults.prefixes = about.prefixes;

const declared = (query) => {
  const used = Object.keys(about.prefixes).filter((name) => new RegExp(`(^|[^\\w-])${name}:`).test(query) && !new RegExp(`PREFIX\\s+${name}:`, 'i').test(query));
  return used.map((name) => `PREFIX ${name}: <${about.prefixes[name]}>\n`).join('') + query;
};

const wanted = new URLSearchParams(window.location.hash.slice(1)).get('query');
const yasgui = new window.Yasgui(document.getElementById('editor'), {
  requestConfig: { endpoint: `${window.location.origin}/sparql`, method: 'POST' },
  copyEndpointOnNewTab: false,
  populateFromUrl: false,
  endpointCatalogueOptions: { getData: () => [] },
  yasqe: { value: declared(START), createShareableLink: null },
  yasr: { prefixes: about.prefixes },
});
if (wanted) yasgui.getTab().getYasqe().setValue(declared(wanted));
window.yasgui = yasgui;
