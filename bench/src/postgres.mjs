// The product's own driver, from the root's node_modules: the same on both sides.
import pg from 'pg';
import { createStore } from '../../dist/store/index.js';
import { onFreshDatabase } from './fresh-database.mjs';
import { house, register } from './house.mjs';
import { nextConversation, seedsOf, statements, writesOf } from './plain-turn.mjs';
import { beside, inRounds } from './rounds.mjs';
import { replay, tapeOf } from './tape.mjs';

const LANES = 8;

/** The plain transaction, its statements prepared. */
async function plainTurn(pool) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query({ name: 'plain_read', text: statements.read, values: [nextConversation()] });
    const { answer, write } = writesOf(rows[0]);
    await client.query({ name: 'plain_answer', text: statements.answer, values: answer });
    await client.query({ name: 'plain_write', text: statements.write, values: write });
    await client.query('COMMIT');
  } finally {
    client.release();
  }
  return 1;
}

/** Row 2: a turn through the desk on PostgreSQL. */
export function postgresRows() {
  return onFreshDatabase(async (databaseUrl) => {
    const store = await createStore({ databaseUrl });
    const pool = new pg.Pool({ connectionString: databaseUrl, max: LANES, idleTimeoutMillis: 0 });
    // Its connections may still be closing when the database is dropped.
    pool.on('error', () => undefined);
    try {
      const tape = await tapeOf(store);
      for (const [text, values] of seedsOf(tape.session)) await pool.query(text, values);
      const desk = await house.openDesk(store);
      const query = async (name, text, values) => (await pool.query({ name, text, values })).rows;
      const slices = await inRounds(
        { ours: { go: () => register(desk) }, same: { go: () => replay(tape, query) }, plain: { go: () => plainTurn(pool) } },
        { lanes: LANES, warmUpMs: 6000 },
      );
      await desk.close();
      const target = { atLeast: 0.9 };
      return [
        { row: 'Turn on PostgreSQL', peer: 'pg, a transaction of fewer rows', target, ...beside(slices.ours, slices.plain) },
        { row: 'Turn on PostgreSQL', peer: 'pg, the same statements', target, ...beside(slices.ours, slices.same) },
      ];
    } finally {
      await pool.end();
      await store.close();
    }
  });
}
