import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { tableOf } from './table.mjs';

/** Loaded when they are measured: each has peers of its own. */
const parts = {
  engine: async () => (await import('./engine.mjs')).engineRows(),
  postgres: async () => (await import('./postgres.mjs')).postgresRows(),
  pglite: async () => (await import('./pglite.mjs')).pgliteRows(),
  sending: async () => (await import('./sending.mjs')).sendingRows(),
  planning: async () => (await import('./planning.mjs')).planningRows(),
  pathways: async () => (await import('./pathways.mjs')).pathwayRows(),
  scale: async () => (await import('./scale.mjs')).scaleRows(),
  claim: async () => (await import('./claim.mjs')).claimRows(),
  lag: async () => (await import('./lag.mjs')).lagRows(),
  slack: async () => (await import('./slack.mjs')).slackRows(),
  teams: async () => (await import('./teams.mjs')).teamsRows(),
  invitations: async () => (await import('./invitations.mjs')).invitationRows(),
  page: async () => (await import('./page.mjs')).pageRows(),
};

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
