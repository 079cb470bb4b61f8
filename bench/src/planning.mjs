import { onOutbox, person, timed } from './outbox.mjs';
import { beside, inTurn } from './rounds.mjs';

const ROUNDS = 5;
const NUDGES = 50_000;
const AT_ONCE = 5_000;

/** Row 7: nudges planned through the desk's own port, beside the plainest bulk insert that there is, into a table with a key and the same partial index. */
export function planningRows() {
  return onOutbox(async ({ store, pool }) => {
    await pool.query(`CREATE TABLE plain_nudge (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, person_id uuid NOT NULL, policy text NOT NULL,
      occurrence text NOT NULL, due_at timestamptz NOT NULL, until_at timestamptz NOT NULL, state text NOT NULL DEFAULT 'planned')`);
    await pool.query(`CREATE INDEX ON plain_nudge (due_at) WHERE state = 'planned'`);
    const ids = Array.from({ length: 4000 }, (_, n) => person(n));
    let round = 0;

    async function ours() {
      const now = await store.time();
      const name = `round-${round++}`;
      const from = new Date(now.getTime() + 86_400_000);
      const nudges = Array.from({ length: NUDGES }, (_, index) => ({
        person: ids[index % ids.length],
        flow: 'register-interest',
        policy: 'still_here',
        occurrence: `${name}:${index}`,
        kind: 'nudge',
        invitation: null,
        from,
        until: new Date(from.getTime() + 86_400_000),
      }));
      const [planned, ms, cpuMs] = await timed(() => store.nudges.plan(nudges, now));
      if (planned !== NUDGES) throw new Error(`${planned} of ${NUDGES} were planned.`);
      return { rate: (NUDGES / ms) * 1000, cpu: (cpuMs * 1000) / NUDGES };
    }
    async function peer() {
      const name = `round-${round++}`;
      const due = new Date(Date.now() + 86_400_000);
      const [, ms, cpuMs] = await timed(async () => {
        for (let at = 0; at < NUDGES; at += AT_ONCE) {
          const numbers = Array.from({ length: AT_ONCE }, (_, index) => at + index);
          await pool.query(
            `INSERT INTO plain_nudge (person_id, policy, occurrence, due_at, until_at)
            SELECT person, 'still_here', occurrence, $3, $3 FROM unnest($1::uuid[], $2::text[]) AS l (person, occurrence)`,
            [numbers.map((index) => ids[index % ids.length]), numbers.map((index) => `${name}:${index}`), due],
          );
        }
      });
      return { rate: (NUDGES / ms) * 1000, cpu: (cpuMs * 1000) / NUDGES };
    }
    await ours();
    await peer();
    // Each fills an empty table: an index that has grown would fall on whoever comes later.
    const emptied = (go) => async () => {
      await pool.query('TRUNCATE plain_nudge');
      await pool.query('DELETE FROM nudge');
      await pool.query('VACUUM nudge');
      return go();
    };
    const slices = await inTurn(ROUNDS, { ours: emptied(ours), peer: emptied(peer) });
    return [
      {
        row: 'Nudges planned, 50,000 at once',
        peer: 'pg, INSERT … SELECT FROM unnest',
        target: { atLeast: 0.5 },
        ...beside(slices.ours, slices.peer),
        unit: 'nudges/s',
      },
    ];
  });
}
