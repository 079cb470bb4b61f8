/** WHERE IT IS KEPT: the only room that names Prisma, PGlite and pg. One schema and one SQL on the embedded database and on PostgreSQL. */
import { PGlite } from '@electric-sql/pglite';
import type { Store, Wakes } from '../desk/ports.ts';
import { auditOf } from './audit.ts';
import { bulletinsOf } from './bulletins.ts';
import { claimsOf } from './claims.ts';
import { keepLink, redeem } from './codes.ts';
import { codingsOf } from './coding.ts';
import { concernsOf } from './concerns.ts';
import { consentsOf } from './consents.ts';
import { contactsOf } from './contacts.ts';
import { latest, silent } from './conversations.ts';
import type { Database } from './database.ts';
import { digestsOf } from './digests.ts';
import { findingsOf } from './findings/index.ts';
import { flowVersion, publishFlows } from './flow-versions.ts';
import { openFolder } from './folder.ts';
import { forget } from './forget.ts';
import { gaugesOf } from './gauges.ts';
import { history } from './history.ts';
import { installsOf } from './installs.ts';
import { jobTableOf } from './jobs.ts';
import type { StoreLog } from './log.ts';
import { mergesOf } from './merges.ts';
import { nudgesOf } from './nudges/index.ts';
import { opportunitiesOf } from './opportunities/index.ts';
import { outboxOf } from './outbox/index.ts';
import { packsOf } from './packs.ts';
import { pairsOf } from './pairs/index.ts';
import { parkedOf } from './parked.ts';
import { pathwaysOf } from './pathways/index.ts';
import { peopleOf } from './people.ts';
import { openPglite } from './pglite.ts';
import { configOf, openPostgres, openSocket } from './postgres.ts';
import { retentionOf } from './retention/index.ts';
import { rolesOf } from './roles.ts';
import { sessionsOf } from './sessions/index.ts';
import type { Sql } from './sql.ts';
import { surveysOf } from './surveys/index.ts';
import { tabletsOf } from './tablets.ts';
import { tenuresOf } from './tenures.ts';
import { publishTerms } from './terms.ts';
import { ticketsOf } from './tickets.ts';
import { commit, open, openOf } from './turn.ts';
import { localWakes, sharedWakes } from './wakes.ts';

export type { StoreLog } from './log.ts';

/** Where things are kept: the first of these that is given. */
export interface StorePlace {
  /** PostgreSQL. */
  databaseUrl?: string | undefined;
  /** A database that is open already; the caller closes it, after the store. */
  pglite?: PGlite;
  /** An embedded database that is gone with this process. */
  memory?: boolean;
  /** The folder of the embedded database; made when it is missing. */
  dataDir?: string;
  /** `bot`, the default, owns the embedded folder. `command` also goes through the socket of a process that owns it. */
  role?: 'bot' | 'command';
  log?: StoreLog;
  /** Runs each statement, for whoever watches; not what is read and written by the row. */
  around?: <T>(statement: () => Promise<T>) => Promise<T>;
}

const silentLog: StoreLog = { warn: () => undefined };

/**
 * Opens the database, brings it up to date, and answers the store.
 * @throws an Error with one clear sentence when another bot has the folder, or the migrations do not fit the database
 */
export async function createStore({
  databaseUrl,
  pglite,
  memory,
  dataDir,
  role = 'bot',
  log = silentLog,
  around,
}: StorePlace): Promise<Store & Wakes> {
  const local = localWakes(log);
  if (databaseUrl) {
    const config = configOf(databaseUrl);
    const database = watched(await openPostgres(config), around);
    const wakes = await sharedWakes(local, database.sql, config, log);
    return storeOf(database, wakes, async () => {
      await wakes.close();
      await database.close();
    });
  }
  if (pglite) {
    const database = await openPglite(pglite);
    return storeOf(database, local, database.close);
  }
  if (memory) {
    const gone = await PGlite.create();
    const database = await openPglite(gone);
    return storeOf(database, local, () => database.close().finally(() => gone.close()));
  }
  if (!dataDir) throw new Error('A store needs a databaseUrl, a pglite, memory or a dataDir.');
  const folder = await openFolder(dataDir);
  if ('socket' in folder) {
    if (role === 'bot')
      throw new Error(
        `Another Onward is using ${dataDir}. Stop it first, or set ONWARD_DATA_DIR to another folder, or DATABASE_URL to a PostgreSQL.`,
      );
    const database = openSocket(folder.socket);
    return storeOf(database, local, database.close);
  }
  try {
    const database = watched(await openPglite(folder.pglite), around);
    return storeOf(database, local, () => database.close().finally(folder.close));
  } catch (error) {
    await folder.close();
    throw error;
  }
}

function watched(database: Database, around: StorePlace['around']): Database {
  const { sql } = database;
  if (!around) return database;
  const seen: Sql = {
    query: (text, params) => around(() => sql.query(text, params)),
    each: (text, params, take) => around(() => sql.each(text, params, take)),
  };
  return { ...database, sql: seen };
}

function storeOf(database: Database, wakes: Wakes, close: () => Promise<void>): Store & Wakes {
  const { prisma, sql } = database;
  const jobs = jobTableOf(sql);
  let closing: Promise<void> | null = null;
  return {
    open: (channel, address, externalId, place) => open(sql, channel, address, externalId, place),
    openOf: (person) => openOf(sql, person),
    commit: (turn) => commit(sql, turn),
    forget: (turn) => forget(sql, turn),
    latest: (person, flow) => latest(sql, person, flow),
    history: (channel, address, after) => history(sql, channel, address, after),
    redeem: (channel, address, hash, at, from) => redeem(sql, channel, address, hash, at, from),
    keepLink: (link) => keepLink(sql, link),
    silent: (now, limit) => silent(sql, now, limit),
    publishFlows: (flows, at) => publishFlows(prisma, flows, at),
    flowVersion: (flow, version) => flowVersion(prisma, flow, version),
    publishTerms: (terms, at) => publishTerms(prisma, terms, at),
    people: peopleOf(database),
    tickets: ticketsOf(sql),
    parked: parkedOf(sql),
    claims: claimsOf(sql),
    consents: consentsOf(database),
    concerns: concernsOf(database),
    roles: rolesOf(database),
    audit: auditOf(database),
    contacts: contactsOf(sql),
    merges: mergesOf(sql),
    outbox: outboxOf(sql),
    bulletins: bulletinsOf(database),
    sessions: sessionsOf(database),
    pathways: pathwaysOf(database),
    opportunities: opportunitiesOf(database),
    findings: findingsOf(database.sql),
    packs: packsOf(sql),
    pairs: pairsOf(sql),
    tenures: tenuresOf(sql),
    surveys: surveysOf(sql),
    tablets: tabletsOf(sql),
    nudges: nudgesOf(sql),
    codings: codingsOf(sql),
    retention: retentionOf(sql),
    installs: installsOf(database),
    time: async () => {
      const [row] = await sql.query<{ now: Date }>('SELECT clock_timestamp() AS now', []);
      if (!row) throw new Error('A database always has a time.');
      return row.now;
    },
    jobs,
    gauges: gaugesOf(sql, jobs),
    digests: digestsOf(sql),
    ready: async () => {
      await sql.query('SELECT 1 AS one', []);
    },
    close: () => (closing ??= close()),
    subscribe: wakes.subscribe,
    announce: wakes.announce,
  };
}
