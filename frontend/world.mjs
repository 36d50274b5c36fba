// The outlines of countries for the map: Natural Earth at 1:110 million (public domain), named by ISO 3166-1 alpha-2.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** TopoJSON with one geometry a country; those without a code of their own keep their outline and their name. */
export async function outlines() {
  const atlas = require('world-atlas/countries-110m.json');
  const codes = require('i18n-iso-countries/codes.json');
  const alpha2 = new Map(codes.map(([two, , number]) => [number, two]));
  const { countries } = atlas.objects;
  const geometries = countries.geometries.map(({ type, arcs, id, properties }) => ({ type, arcs, id: alpha2.get(id), properties: { name: properties.name } }));
  return JSON.stringify({ ...atlas, objects: { countries: { ...countries, geometries } } });
}
