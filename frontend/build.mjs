// Builds what runs in the browser into kg/web, or into the folder named as argument: `node build.mjs [DIR]`.
// The same sources and lock file give the same bytes, so the built files are kept in git and users need no Node.
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { outlines } from './world.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const OUT = path.resolve(process.argv[2] ?? path.join(HERE, '..', 'kg', 'web'));

/** One built file a row: its name, and the module or style sheet it is bundled from. */
const BUNDLES = [
  { name: 'page.js', from: 'src/page.js' },
  { name: 'webgl.js', from: 'src/webgl.js' },
  { name: 'page.css', from: 'src/page.css' },
  { name: 'serve.js', from: 'src/serve/search.js' },
  { name: 'editor.js', from: 'src/serve/editor.js' },
  { name: 'serve.css', from: 'src/serve/serve.css' },
];

/** Files that a package ships ready for the browser. */
const COPIES = [
  { name: 'yasgui.js', from: '@zazuko/yasgui/build/yasgui.min.js' },
  { name: 'yasgui.css', from: '@zazuko/yasgui/build/yasgui.min.css' },
];

const SOURCE_MAP = /\n?(\/\/|\/\*)# sourceMappingURL=[^\n]*\n?$/; // a browser's tools would ask for it

async function bundle({ name, from }) {
  const made = await build({
    entryPoints: [path.join(HERE, from)], bundle: true, minify: true, write: false, format: 'iife', target: ['es2022', 'chrome123', 'firefox120', 'safari17.5'],
    legalComments: 'none', charset: 'utf8', absWorkingDir: HERE, logLevel: 'warning',
  });
  await writeFile(path.join(OUT, name), made.outputFiles[0].text);
}

async function copy({ name, from }) {
  const text = await readFile(path.join(HERE, 'node_modules', from), 'utf8');
  await writeFile(path.join(OUT, name), text.replace(SOURCE_MAP, '\n'));
}

/** The licences of all packages that are in the built files, in one text. */
async function licences() {
  const lock = JSON.parse(await readFile(path.join(HERE, 'package-lock.json'), 'utf8'));
  const shipped = Object.entries(lock.packages).filter(([where, entry]) => where && !entry.optional && (!entry.dev || where.endsWith('world-atlas')));
  const texts = [];
  for (const [where, entry] of shipped.sort(([a], [b]) => (a < b ? -1 : 1))) {
    const folder = path.join(HERE, where);
    const file = existsSync(folder) && (await readdir(folder)).find((name) => /^licen[cs]e/i.test(name));
    const text = file ? (await readFile(path.join(folder, file), 'utf8')).replace(/\r/g, '').trim() : entry.license;
    texts.push(`${where.replace(/^.*node_modules\//, '')} ${entry.version} (${entry.license})\n\n${text}\n`);
  }
  await writeFile(path.join(OUT, 'LICENSES.txt'), texts.join(`\n${'-'.repeat(80)}\n\n`));
}

await mkdir(OUT, { recursive: true });
await Promise.all([...BUNDLES.map(bundle), ...COPIES.map(copy), licences(), writeFile(path.join(OUT, 'world.json'), await outlines())]);
