import { openAsBlob } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { describe, inject, it } from 'vitest';
import type { Store, Wakes } from '../../src/desk/ports.ts';
import { createStore } from '../../src/store/index.ts';
import { freshFolder, type Place } from './bot.ts';
import { deep, onlyDeep } from './deep.ts';
import { databaseAt, withAdmin } from './prepare-databases.ts';

export type TestStore = Store & Wakes;

/** A fresh, empty database. */
export interface TestDatabase {
  store: TestStore;
  /** Another store on the same database, as another replica has it. */
  another(): Promise<TestStore>;
  /** Rows as they lie in the database. */
  rows<Row = Record<string, unknown>>(sql: string): Promise<Row[]>;
  /** Closes every store of it and throws it away. */
  remove(): Promise<void>;
}

export interface Kind {
  name: 'PGlite' | 'PostgreSQL' | 'PGlite through its socket';
  /** A fresh database with everything that a test of the store needs. */
  fresh(): Promise<TestDatabase>;
  /** A store on a fresh database, for tests of other rooms; its `close` throws the database away. */
  create(): Promise<TestStore>;
}

function kindOf(name: Kind['name'], fresh: Kind['fresh']): Kind {
  return {
    name,
    fresh,
    create: async () => {
      const { store, remove } = await fresh();
      return { ...store, close: remove };
    },
  };
}

/** Closes in the order in which things were given, and once only. */
function closing(...steps: (() => unknown)[]): () => Promise<void> {
  return async () => {
    for (const step of steps.splice(0)) await step();
  };
}

/**
 * Empties every table and starts every count again, also what is only added to: much quicker than another database. Most tables are empty, or have few
 * rows: TRUNCATE would write new files for all of them and their indexes.
 */
const rinsing = `SET session_replication_role = replica; DO $$ DECLARE which text; BEGIN
  FOR which IN SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' LOOP
    EXECUTE 'DELETE FROM ' || which;
  END LOOP;
  FOR which IN SELECT format('%I.%I', schemaname, sequencename) FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL LOOP
    EXECUTE 'ALTER SEQUENCE ' || which || ' RESTART';
  END LOOP;
END $$; SET session_replication_role = origin`;

/** Embedded databases of this test file that nobody uses any more. */
const spare: PGlite[] = [];

async function freshPglite(): Promise<PGlite> {
  const rinsed = spare.pop();
  return rinsed ?? PGlite.create({ loadDataDir: (await openAsBlob(inject('snapshot'))) as Blob });
}

const onPglite = kindOf('PGlite', async () => {
  const pglite = await freshPglite();
  const store = await createStore({ pglite });
  return {
    store,
    another: () => createStore({ pglite }),
    rows: async <Row>(sql: string) => (await pglite.query<Row>(sql)).rows,
    remove: closing(store.close, async () => {
      await pglite.exec(`${rinsing}; DEALLOCATE ALL`);
      spare.push(pglite);
    }),
  };
});

const onSocket = kindOf('PGlite through its socket', async () => {
  const { dataDir, remove } = freshFolder();
  const bot = await createStore({ dataDir });
  const store = await createStore({ dataDir, role: 'command' });
  const reader = new pg.Client({ host: dataDir, user: 'postgres', database: 'postgres' });
  await reader.connect();
  return {
    store,
    another: () => Promise.resolve(bot),
    rows: async (sql) => (await reader.query(sql)).rows,
    remove: closing(() => reader.end(), store.close, bot.close, remove),
  };
});

let count = 0;

type Server = NonNullable<ReturnType<typeof inject<'postgres'>>>;

/** A migrated, empty database on the server, and how to drop it. */
async function freshOn({ url: server, template, prefix }: Server): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `${prefix}_${process.pid}_${count++}`;
  await withAdmin(server, async (admin) => void (await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`)));
  const drop = () => withAdmin(server, async (admin) => void (await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)));
  return { url: databaseAt(server, name), drop };
}

const onPostgres = (server: Server) =>
  kindOf('PostgreSQL', async () => {
    const { url, drop } = await freshOn(server);
    const opened = [await createStore({ databaseUrl: url })];
    const reader = new pg.Client({ connectionString: url });
    await reader.connect();
    return {
      store: opened[0] as TestStore,
      another: async () => {
        const store = await createStore({ databaseUrl: url });
        opened.push(store);
        return store;
      },
      rows: async (sql) => (await reader.query(sql)).rows,
      remove: closing(
        () => reader.end(),
        () => Promise.all(opened.map((store) => store.close())),
        drop,
      ),
    };
  });

const notRun = 'NOT RUN: set TEST_DATABASE_URL to a PostgreSQL that may be filled with test databases';

/** The databases that tests run on: PGlite always, PostgreSQL when TEST_DATABASE_URL names one. */
export function databases(): Kind[] {
  const server = inject('postgres');
  return server ? [onPglite, onPostgres(server)] : [onPglite];
}

/** A describe block for each database. A PostgreSQL that is missing is said, not passed over. */
export function onEachDatabase(title: string, body: (kind: Kind) => void): void {
  for (const kind of databases()) describe(`${title} (${kind.name})`, () => body(kind));
  if (!inject('postgres')) describe(`${title} (PostgreSQL)`, () => it.skip(notRun));
}

/** The desk's tests: on the embedded database every day, and on PostgreSQL too when there is time. What differs between the two is the store's to test. */
export function onEmbedded(title: string, body: (kind: Kind) => void): void {
  if (deep) return onEachDatabase(title, body);
  describe(`${title} (${onPglite.name})`, () => body(onPglite));
  describe(`${title} (PostgreSQL)`, () => it.skip(onlyDeep));
}

/** As `onEachDatabase`, and once more through the socket beside the embedded database. */
export function onEveryWayIn(title: string, body: (kind: Kind) => void): void {
  onEachDatabase(title, body);
  describe(`${title} (${onSocket.name})`, () => body(onSocket));
}

/** A fresh place for a bot that is a process of its own. */
export interface BotPlace {
  place: Place;
  remove(): Promise<void> | void;
}

/** A describe block for each kind of place that a bot can keep things in. */
export function inEachPlace(title: string, body: (fresh: () => Promise<BotPlace>, kind: Kind['name']) => void): void {
  describe(`${title} (PGlite)`, () =>
    body(async () => {
      const { dataDir, remove } = freshFolder();
      return { place: { dataDir }, remove };
    }, 'PGlite'));
  inPostgres(title, body);
}

/** A describe block for what only PostgreSQL can hold, such as two bots at once. */
export function inPostgres(title: string, body: (fresh: () => Promise<BotPlace>, kind: Kind['name']) => void): void {
  const server = inject('postgres');
  describe(`${title} (PostgreSQL)`, () => {
    if (!server) return void it.skip(notRun);
    body(async () => {
      const { url, drop } = await freshOn(server);
      return { place: { databaseUrl: url }, remove: drop };
    }, 'PostgreSQL');
  });
}
