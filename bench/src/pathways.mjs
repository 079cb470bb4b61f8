import { replanPathways } from '../../dist/desk/nudges/pathway.js';
import { createStore } from '../../dist/store/index.js';
import { onFreshDatabase } from './fresh-database.mjs';
import { house } from './house.mjs';
import { poolOn, timed } from './outbox.mjs';
import { board, replan, table } from './pathways/by-hand.mjs';
import { now, putPeople } from './pathways/people.mjs';
import { inTurn, median, spread } from './rounds.mjs';

const PEOPLE = 20_000;
const ROUNDS = 5;
const DAY = 24 * 3_600_000;
const zone = 'Europe/London';

/** 20,000 people on pathways: the board, and what the night does. Each beside one statement by hand that gives the same answer, which is checked. */
export function pathwayRows() {
  return onFreshDatabase(async (databaseUrl) => {
    const store = await createStore({ databaseUrl });
    const pool = poolOn(databaseUrl, 2);
    try {
      const { pathway, flows, ageRules } = house.catalogue;
      const parts = { store, flows, pathway, ageRules, contactHours: { zone, from: '9:00' } };
      await store.pathways.publish('bench', pathway, now);
      await pool.query(table);
      await putPeople(pool, PEOPLE);
      return [...(await boardRow(parts, pool)), ...(await replanRows(parts, pool))];
    } finally {
      await pool.end();
      await store.close();
    }
  });
}

async function boardRow({ store, pathway }, pool) {
  const days = { today: '2026-06-15', soon: '2026-08-14', quiet: '2025-12-15', zone };
  const ours = async () => (await timed(() => store.pathways.board(pathway, days, now, 20)))[1];
  const byHand = () => pool.query({ name: 'board', text: board, values: [days.today, now, days.soon, days.quiet] });
  same(await store.pathways.board(pathway, days, now, 20), (await byHand()).rows[0], (one) => [
    one.stages.map(({ stage, people }) => `${stage} ${people}`).sort(),
    ...['expiring', 'stuck', 'proofs'].map((part) => [
      one[part].of,
      one[part].rows.map(({ person, since, until, id }) => [person, since, until, id]),
    ]),
    one.changes.of,
  ]);
  return row('Board of 20,000 on pathways', await inTurn(ROUNDS, { ours, peer: async () => (await timed(byHand))[1] }), 2_000);
}

async function replanRows(parts, pool) {
  const window = (at) => {
    const dawn = new Date(`${at.toISOString().slice(0, 10)}T00:00:00+01:00`);
    return [dawn, new Date(dawn.getTime() + 60 * DAY)];
  };
  const byHand = async (at) =>
    (await pool.query({ name: 'replan', text: replan, values: [at.toISOString().slice(0, 10), at, ...window(at)] })).rows[0];
  const counts = [await replanPathways(parts, now), await byHand(now)];
  same(...counts, (one) => one);
  const planned = (from, order) => pool.query(`SELECT ${from} ORDER BY ${order}`);
  const [mine, theirs] = [
    await planned(`person_id, policy, occurrence, due_at FROM nudge`, '1, 2, 3'),
    await planned('person_id, policy, occurrence, due_at FROM plain_pathway_nudge', '1, 2, 3'),
  ];
  same(mine.rows, theirs.rows, (rows) => rows);

  // From nothing: the first night of a charity that begins with it. Each fills an empty table.
  const emptied = (name, go) => async () => {
    await pool.query(`DELETE FROM ${name}`);
    await pool.query(`VACUUM ANALYZE ${name}`);
    return (await timed(go))[1];
  };
  const first = await inTurn(ROUNDS, {
    ours: emptied('nudge', () => replanPathways(parts, now)),
    peer: emptied('plain_pathway_nudge', () => byHand(now)),
  });
  // Night after night: a little is new, and a little goes.
  let [ourNight, theirNight] = [0, 0];
  const nights = await inTurn(ROUNDS, {
    ours: async () => (await timed(() => replanPathways(parts, new Date(now.getTime() + ++ourNight * DAY))))[1],
    peer: async () => (await timed(() => byHand(new Date(now.getTime() + ++theirNight * DAY))))[1],
  });
  return [...row('Replan of 20,000, the first night', first, 30_000), ...row('Replan of 20,000, the nights after', nights, 30_000)];
}

/** Two answers that have to be one, as far as `seen` looks. */
function same(ours, theirs, seen) {
  const [a, b] = [ours, theirs].map((one) => JSON.stringify(seen(one)));
  if (a !== b) throw new Error(`The statement by hand does not give the same answer:\n${a.slice(0, 2000)}\n${b.slice(0, 2000)}`);
}

function row(name, { ours, peer }, atMostMs) {
  const both = {
    peer: 'one statement by hand',
    figures: { ours: median(ours), peer: median(peer) },
    unit: 'ms',
    ratio: spread(ours.map((ms, round) => ms / peer[round])),
  };
  return [
    { row: name, ...both, target: { atMost: 2 } },
    { row: `${name}: the time`, ...both, target: { atMostMs } },
  ];
}
