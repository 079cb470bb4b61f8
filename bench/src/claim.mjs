import { nudges, onOutbox, plan } from './outbox.mjs';
import { median, spread } from './rounds.mjs';

const ROUNDS = 15;
const IN_A_ROUND = 10;
const BATCH = 50;
const FEW = 1_000;
const MANY = 1_000_000;

const claimOf = ({ store }) => {
  const now = new Date();
  return store.outbox.claim({ channel: 'slack', now, lease: new Date(now.getTime() + 60_000), most: BATCH, pace: null, person: null });
};

async function millisecondsOf(work) {
  const start = performance.now();
  const value = await work();
  return [value, performance.now() - start];
}

/** Claims of fifty that are due, and looks that find none, beside so much that is planned. */
async function round(place) {
  const claims = [];
  const empty = [];
  for (let n = 0; n < IN_A_ROUND; n++) {
    await place.store.outbox.add(nudges(BATCH, () => new Date(Date.now() - 1000)));
    const [claimed, claim] = await millisecondsOf(() => claimOf(place));
    if (claimed.length !== BATCH) throw new Error(`${claimed.length} of ${BATCH} were claimed.`);
    for (const message of claimed) await place.store.outbox.settle(message, { state: 'sent', externalId: null }, new Date(), null);
    const [none, look] = await millisecondsOf(() => claimOf(place));
    if (none.length > 0) throw new Error('Something was claimed twice.');
    claims.push(claim);
    empty.push(look);
  }
  return { claim: median(claims), empty: median(empty) };
}

/** As a database is that has run for a while: sent rows in the way that nobody has vacuumed, and statistics. */
async function used({ pool }, planned) {
  await pool.query('ALTER TABLE message SET (autovacuum_enabled = off)');
  await plan(pool, planned);
  await pool.query(`INSERT INTO message (person_id, channel, address, direction, kind, content, at, state, due_at)
    SELECT id, 'slack', 'T1/U', 'out', 'reminder', '{"text": ""}', now(), 'queued', now() - interval '1 hour' FROM person, generate_series(1, 25)`);
  await pool.query(`UPDATE message SET state = 'sent', sent_at = now(), due_at = NULL WHERE due_at < now()`);
  await pool.query('ANALYZE message');
}

/** Row 8. */
export function claimRows() {
  return onOutbox((few) =>
    onOutbox(async (many) => {
      await used(few, FEW);
      await used(many, MANY);
      const rounds = { few: [], many: [] };
      await round(few);
      await round(many);
      for (let n = 0; n < ROUNDS; n++)
        for (const name of n % 2 ? ['many', 'few'] : ['few', 'many']) rounds[name].push(await round(name === 'few' ? few : many));
      const rowOf = (what, row, atMost) => ({
        ...{ row, peer: 'the same with 1,000 planned', unit: 'ms', target: { atMost } },
        figures: { ours: median(rounds.many.map((one) => one[what])), peer: median(rounds.few.map((one) => one[what])) },
        ratio: spread(rounds.many.map((one, n) => one[what] / rounds.few[n][what])),
      });
      return [rowOf('claim', 'Claim of 50, a million planned', 1.3), rowOf('empty', 'Look that finds none, a million planned', 1.5)];
    }),
  );
}
