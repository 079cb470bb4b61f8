import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { describe, expect, inject, it } from 'vitest';
import { createStore } from '../../src/store/index.ts';
import { listOf, migrations, schemaEngine } from '../../src/store/migrate.ts';
import { databaseAt, withAdmin } from '../support/prepare-databases.ts';
import { begin, noon } from './turns.ts';

const applied = `SELECT migration_name, finished_at IS NOT NULL AS finished, rolled_back_at FROM _prisma_migrations`;
const tables = `SELECT count(*)::int AS tables FROM pg_tables WHERE schemaname = 'public'`;

describe('migrations on PGlite', () => {
  it('bring an empty database up to date, and have nothing to do afterwards', async () => {
    const pglite = await PGlite.create();
    await (await createStore({ pglite })).close();
    const first = await pglite.query(applied);
    const store = await createStore({ pglite });
    expect((await pglite.query(applied)).rows).toEqual(first.rows);
    expect(first.rows).toEqual(migrations().map(() => expect.objectContaining({ finished: true, rolled_back_at: null })));
    await begin(store);

    await pglite.query(`UPDATE _prisma_migrations SET checksum = 'another'`);
    await expect(createStore({ pglite })).rejects.toThrow(/was changed after it had been applied/);
    await pglite.query(`UPDATE _prisma_migrations SET migration_name = '99990101000000_future'`);
    await expect(createStore({ pglite })).rejects.toThrow(/99990101000000_future, which this version does not know/);
    await pglite.close();
  });

  it('that fail leave nothing behind', async () => {
    const pglite = await PGlite.create();
    await pglite.exec('CREATE TYPE tally AS (x int)');
    await expect(createStore({ pglite })).rejects.toThrow();
    expect((await pglite.query(tables)).rows).toEqual([{ tables: 0 }]);
    await pglite.exec('DROP TYPE tally');
    await begin(await createStore({ pglite }));
    await pglite.close();
  });

  it('say what to do for a user who may make no tables, as PostgreSQL has it from version 15 on', async () => {
    const pglite = await PGlite.create();
    await pglite.exec('CREATE ROLE weak; SET ROLE weak');
    await expect(createStore({ pglite })).rejects.toThrow(
      'The user weak may make no tables in the database postgres. As PostgreSQL\'s administrator say: ALTER DATABASE "postgres" OWNER TO "weak".',
    );
    await pglite.close();
  });
});

describe.skipIf(!inject('postgres'))('migrations on PostgreSQL (needs TEST_DATABASE_URL)', () => {
  const server = inject('postgres') ?? { url: '', prefix: '' };
  const fresh = async (...settings: string[]) => {
    const name = `${server.prefix}_m${randomUUID().slice(0, 8)}`;
    await withAdmin(server.url, async (admin) => {
      await admin.query(`CREATE DATABASE ${name}`);
      for (const setting of settings) await admin.query(`ALTER DATABASE ${name} SET ${setting}`);
    });
    return databaseAt(server.url, name);
  };
  const rows = async (url: string, sql: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  };

  it('are applied once when replicas start together on an empty database', async () => {
    const url = await fresh();
    const stores = await Promise.all([1, 2, 3].map(() => createStore({ databaseUrl: url })));
    expect(await rows(url, applied)).toEqual(migrations().map(() => expect.objectContaining({ finished: true })));
    await Promise.all(stores.map((store) => begin(store)));
    await Promise.all(stores.map((store) => store.close()));
  });

  it('that fail leave nothing behind', async () => {
    const url = await fresh();
    await rows(url, 'CREATE TYPE tally AS (x int)');
    await expect(createStore({ databaseUrl: url })).rejects.toThrow();
    expect(await rows(url, tables)).toEqual([{ tables: 0 }]);
    await rows(url, 'DROP TYPE tally');
    await (await createStore({ databaseUrl: url })).close();
  });

  it('and times do not depend on the server’s time zone, nor the messages on its language', async () => {
    const url = await fresh(`timezone = 'America/St_Johns'`, `datestyle = 'German, DMY'`);
    const store = await createStore({ databaseUrl: url });
    const { first } = await begin(store);
    expect((await store.people.list(1))[0]?.startedAt).toEqual(noon);
    expect((await store.history('web', first.address)).messages[0]?.at).toEqual(noon);
    expect(await store.commit({ ...first, conversation: null, person: { ...first.person, isNew: false } })).toBe('duplicate');
    await store.publishFlows([{ flow: 'flow', digest: 'a', definition: {} }], noon);
    expect(await rows(url, `SELECT extract(epoch FROM published_at)::float8 * 1000 AS at FROM flow_version`)).toEqual([
      { at: noon.getTime() },
    ]);
    await store.close();
  });

  it('name in one sentence that the database cannot be reached', async () => {
    const away = new URL(server.url);
    away.port = '1';
    await expect(createStore({ databaseUrl: away.href })).rejects.toThrow(/ECONNREFUSED/);
  });
});

describe('the migrations', () => {
  it('make what the schema says', async () => {
    const factory = Object.assign(new PrismaPGlite(new PGlite()), { connectToShadowDb });
    const engine = await schemaEngine(factory as unknown as Parameters<typeof schemaEngine>[0]);
    const content = readFileSync(new URL('../../prisma/schema.prisma', import.meta.url), 'utf8');
    const { stdout } = await engine.diff({
      from: { tag: 'migrations', ...listOf(migrations()) },
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    expect(stdout).not.toMatch(/^[A-Z]/m);
  });

  it('let no row about a person outlive them: a cascade, or one of three triggers', async () => {
    const pglite = await PGlite.create();
    await (await createStore({ pglite })).close();
    const about = `SELECT c.table_name || '.' || c.column_name AS place FROM information_schema.columns c
      WHERE c.table_schema = 'public' AND c.column_name IN ('person_id', 'conversation_id') AND NOT EXISTS (
        SELECT 1 FROM pg_constraint f JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = ANY (f.conkey)
        WHERE f.contype = 'f' AND f.confdeltype = 'c' AND f.conrelid = c.table_name::regclass AND a.attname = c.column_name) ORDER BY 1`;
    expect((await pglite.query(about)).rows).toEqual([
      { place: 'answer.conversation_id' },
      // Safeguarding needs that something was found: without the person it names nobody, and the words were never in it.
      { place: 'concern.person_id' },
      { place: 'message.person_id' },
      { place: 'nudge.person_id' },
    ]);
    const triggers = `SELECT tgrelid::regclass || ': ' || tgname AS trigger FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgrelid::regclass::text, tgname`;
    expect((await pglite.query(triggers)).rows).toEqual([
      { trigger: 'audit_event: chain_audit' },
      { trigger: 'audit_event: keep_all' },
      { trigger: 'audit_event: keep_audit' },
      { trigger: 'concern: keep_all' },
      { trigger: 'concern: keep_concerns' },
      { trigger: 'concern_event: keep_all' },
      { trigger: 'concern_event: keep_concern_events' },
      { trigger: 'conversation: erase_answers' },
      { trigger: 'person: erase_messages' },
      { trigger: 'person: erase_nudges' },
    ]);
    await pglite.close();
  });
});

async function connectToShadowDb() {
  const shadow = new PGlite();
  const adapter = await new PrismaPGlite(shadow).connect();
  return Object.assign(adapter, { executeScript: async (script: string) => void (await shadow.exec(script)) });
}
