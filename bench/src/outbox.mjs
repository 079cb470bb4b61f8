import pg from 'pg';
import { createStore } from '../../dist/store/index.js';
import { onFreshDatabase } from './fresh-database.mjs';

const people = 4000;
export const person = (n) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/**
 * A migrated database with people to write to, the store on it, and a plain pool beside.
 * @param {(place: { databaseUrl: string, store: import('../../dist/store/index.js').Store, pool: pg.Pool }) => Promise<any>} work
 */
export function onOutbox(work) {
  return onFreshDatabase(async (databaseUrl) => {
    const store = await createStore({ databaseUrl });
    const pool = poolOn(databaseUrl, 4);
    try {
      await pool.query(
        `INSERT INTO person (id, created_at) SELECT ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, now() FROM generate_series(0, ${people - 1}) n`,
      );
      return await work({ databaseUrl, store, pool });
    } finally {
      await pool.end();
      await store.close();
    }
  });
}

/** Its connections may still be closing when the database is dropped: that is no error of anybody's. */
export function poolOn(databaseUrl, max) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max, idleTimeoutMillis: 0 });
  return pool.on('error', () => undefined);
}

/** A reminder for each of them in turn. @param dueAt of the nth */
export const nudges = (count, dueAt) =>
  Array.from({ length: count }, (_, n) => ({
    person: person(n % people),
    channel: 'slack',
    address: `T1/U${n % people}`,
    kind: 'reminder',
    said: { text: 'Your survey waits.' },
    at: dueAt(n),
    dueAt: dueAt(n),
  }));

/** Reminders that are planned, one a second from tomorrow on. */
export const plan = (pool, count) =>
  pool.query(`INSERT INTO message (person_id, channel, address, direction, kind, content, at, state, due_at)
    SELECT ('00000000-0000-7000-8000-' || lpad((n % ${people})::text, 12, '0'))::uuid, 'slack', 'T1/U' || n % ${people}, 'out', 'reminder',
      '{"text": "Your survey waits."}', now(), 'queued', now() + interval '1 day' + n * interval '1 second' FROM generate_series(1, ${count}) n`);

/** @returns {[value: any, ms: number, cpuMs: number]} */
export async function timed(work) {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const value = await work();
  const took = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return [value, took, (user + system) / 1000];
}
