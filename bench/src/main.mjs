import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { engineRows } from './engine.mjs';
import { pageRows } from './page.mjs';
import { pgliteRows } from './pglite.mjs';
import { postgresRows } from './postgres.mjs';
import { tableOf } from './table.mjs';

const parts = { engine: engineRows, postgres: postgresRows, pglite: pgliteRows, page: pageRows };

const { values, positionals } = parseArgs({ options: { json: { type: 'boolean', default: false } }, allowPositionals: true });
const wanted = positionals.length > 0 ? positionals : Object.keys(parts);
for (const name of wanted) if (!parts[name]) throw new Error(`There is no part ${name}. There are: ${Object.keys(parts).join(', ')}.`);

const rows = [];
for (const name of wanted) {
  process.stderr.write(`Measuring ${name} …\n`);
  rows.push(...(await parts[name]()));
}

const [processor] = cpus();
const results = { at: new Date().toISOString(), node: process.version, processor: processor?.model, cores: cpus().length, rows };
const file = new URL('../out/results.json', import.meta.url);
mkdirSync(new URL('.', file), { recursive: true });
writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
process.stdout.write(`${values.json ? JSON.stringify(results, null, 2) : tableOf(rows)}\n`);
// A PGlite or a browser that lingers must not keep a finished run waiting.
process.exit(0);
