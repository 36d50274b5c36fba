// Runs an SQL script in PostgreSQL with Apache AGE and prints what is there then, as JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [tools, script] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(createRequire(`${tools}/package.json`).resolve(name)));
const { PGlite } = await load("@electric-sql/pglite");
const { age } = await load("@electric-sql/pglite-age");
const database = await PGlite.create({ extensions: { age } });
await database.exec(readFileSync(script, "utf8"));
const ask = async (query, columns) =>
  (await database.query(`SELECT * FROM cypher('parley', $$${query}$$) AS (${columns})`)).rows;
const nodes = await ask("MATCH (n) RETURN n.iri, label(n), properties(n)", "iri agtype, label agtype, properties agtype");
const edges = await ask(
  "MATCH (a)-[e]->(b) RETURN a.iri, type(e), b.iri, properties(e)",
  "source agtype, type agtype, target agtype, properties agtype",
);
console.log(JSON.stringify({ nodes, edges }));
