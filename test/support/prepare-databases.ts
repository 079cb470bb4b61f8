import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { createStore } from '../../src/store/index.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A migrated, empty PGlite data folder as a tar file. */
    snapshot: string;
    /** The same, unpacked. */
    folder: string;
    /** The PostgreSQL to test on with its migrated, empty template; null when TEST_DATABASE_URL is not set. */
    postgres: { url: string; template: string; prefix: string } | null;
  }
}

/** Makes an empty, migrated database of each kind, once for each state of the migrations: a test file gets a copy in a blink. */
export default async function prepare(project: TestProject) {
  const state = stateOfMigrations();
  const { snapshot, folder } = await snapshotOf(state);
  project.provide('snapshot', snapshot);
  project.provide('folder', folder);
  const url = process.env.TEST_DATABASE_URL;
  if (!url) {
    project.provide('postgres', null);
    return;
  }
  const prefix = `onward_test_${randomUUID().slice(0, 8)}`;
  project.provide('postgres', { url, template: await templateOf(url, state), prefix });
  return () => dropLeftOver(url, prefix);
}

function stateOfMigrations(): string {
  const folder = new URL('../../prisma/migrations/', import.meta.url);
  const hash = createHash('sha256').update(readFileSync(new URL('../../node_modules/@electric-sql/pglite/package.json', import.meta.url)));
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) hash.update(readFileSync(new URL(`${entry.name}/migration.sql`, folder)));
  return hash.digest('hex').slice(0, 12);
}

async function snapshotOf(state: string): Promise<{ snapshot: string; folder: string }> {
  const cache = fileURLToPath(new URL('../../node_modules/.cache/onward/', import.meta.url));
  const snapshot = `${cache}pglite-${state}.tar`;
  const folder = `${cache}pglite-${state}`;
  if (existsSync(snapshot) && existsSync(folder)) return { snapshot, folder };
  const aside = `${folder}.${process.pid}`;
  mkdirSync(cache, { recursive: true });
  const pglite = await PGlite.create(aside);
  await (await createStore({ pglite })).close();
  const dump = await pglite.dumpDataDir('none');
  await pglite.close();
  rmSync(folder, { recursive: true, force: true });
  renameSync(aside, folder);
  writeFileSync(`${aside}.tar`, Buffer.from(await dump.arrayBuffer()));
  renameSync(`${aside}.tar`, snapshot);
  return { snapshot, folder };
}

async function templateOf(url: string, state: string): Promise<string> {
  const template = `onward_template_${state}`;
  await withAdmin(url, async (admin) => {
    await admin.query('SELECT pg_advisory_lock(669274)');
    if ((await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [template])).rowCount) return;
    const aside = `${template}_new`;
    await admin.query(`DROP DATABASE IF EXISTS ${aside} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${aside}`);
    await (await createStore({ databaseUrl: databaseAt(url, aside) })).close();
    await admin.query(`ALTER DATABASE ${aside} RENAME TO ${template}`);
  });
  return template;
}

async function dropLeftOver(url: string, prefix: string): Promise<void> {
  await withAdmin(url, async (admin) => {
    const { rows } = await admin.query<{ datname: string }>('SELECT datname FROM pg_database WHERE starts_with(datname, $1)', [prefix]);
    for (const { datname } of rows) await admin.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
  });
}

export function databaseAt(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}

export async function withAdmin(url: string, work: (admin: pg.Client) => Promise<void>): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
