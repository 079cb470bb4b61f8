/** WHERE IT IS KEPT: the only room that names Prisma, PGlite and pg. One schema and one SQL on the embedded database and on PostgreSQL. */
import type { PGlite } from '@electric-sql/pglite';
import type { Store, Wakes } from '../desk/ports.ts';
import { redeem } from './codes.ts';
import { type Database, openPglite, openPostgres } from './database.ts';
import { openFolder, runningBot } from './embedded.ts';
import { forget } from './forget.ts';
import { history, silent } from './history.ts';
import { peopleOf } from './people.ts';
import { flowVersion, publishFlow, publishTerms } from './publish.ts';
import { commit, open } from './turn.ts';
import { latest } from './latest.ts';
import { localWakes, sharedWakes } from './wakes.ts';

/** Where to keep things. `pglite`: a database that is open already. */
export type Place = { databaseUrl: string } | { dataDir: string } | { pglite: PGlite };

/**
 * Opens the database, brings it up to date, and answers the store.
 * @param role `bot` owns an embedded folder; `command` goes through a running bot's socket when there is one
 * @throws an Error with one clear sentence when the place cannot be opened
 */
export async function createStore(place: Place, role: 'bot' | 'command' = 'bot'): Promise<{ store: Store; wakes: Wakes }> {
  const local = localWakes();
  if ('pglite' in place) return { store: storeOf(await openPglite(place.pglite)), wakes: local };
  if ('databaseUrl' in place) {
    const config = { connectionString: place.databaseUrl };
    const database = await openPostgres(config, { named: true, migrates: true });
    const wakes = sharedWakes(local, database, config);
    return { store: storeOf(database, wakes.close), wakes };
  }
  const host = role === 'command' ? await runningBot(place.dataDir) : null;
  // One backend serves all clients of the socket, so statements there must not have names.
  if (host) {
    const config = { host, user: 'postgres', database: 'postgres', max: 1 };
    return { store: storeOf(await openPostgres(config, { named: false, migrates: false })), wakes: local };
  }
  const folder = await openFolder(place.dataDir);
  return { store: storeOf(await openPglite(folder.pglite), folder.close), wakes: local };
}

function storeOf(database: Database, closeFirst?: () => Promise<void>): Store {
  return {
    open: (channel, address, externalId) => open(database, channel, address, externalId),
    commit: (turn) => commit(database, turn),
    forget: (turn) => forget(database, turn),
    latest: (person, flow) => latest(database, person, flow),
    history: (channel, address, after) => history(database, channel, address, after),
    redeem: (channel, address, hash, at) => redeem(database, channel, address, hash, at),
    silent: (now, limit) => silent(database, now, limit),
    publishFlow: (flow, digest, definition, at) => publishFlow(database, flow, digest, definition, at),
    flowVersion: (flow, version) => flowVersion(database, flow, version),
    publishTerms: (terms, at) => publishTerms(database, terms, at),
    people: peopleOf(database),
    ready: async () => {
      await database.query('SELECT 1 AS one', []);
    },
    close: async () => {
      await closeFirst?.();
      await database.close();
    },
  };
}
