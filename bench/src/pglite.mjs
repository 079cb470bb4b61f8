import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// The product's own, from the root's node_modules: the same on both sides.
import { PGlite, protocol } from '@electric-sql/pglite';
import { createStore } from '../../dist/store/index.js';
import { house, register } from './house.mjs';
import { nextConversation, seedsOf, statements, writesOf } from './plain-turn.mjs';
import { beside, inRounds } from './rounds.mjs';
import { replay, tapeOf } from './tape.mjs';

const LANES = 8;
const JSONB = 3802;
const { bind, describe, execute, parse, sync } = protocol.serialize;

/** PGlite's fastest way: a statement is parsed once, and then bound and executed in one message. `query` parses it every time. */
function preparedQuery(pglite) {
  const kept = new Map();
  const send = async (...messages) => (await pglite.execProtocol(Buffer.concat([...messages, sync()]))).messages;

  async function fieldsOf(name, text) {
    const answered = await send(parse({ name, text }), describe({ type: 'S', name }));
    return answered.find((message) => message.name === 'rowDescription').fields;
  }

  /** @type {import('./tape.mjs').Query} */
  return (name, text, values) =>
    pglite.runExclusive(async () => {
      let fields = kept.get(name);
      if (!fields) kept.set(name, (fields = await fieldsOf(name, text)));
      const answered = await send(bind({ statement: name, values }), execute({}));
      return answered.filter((message) => message.name === 'dataRow').map((row) => rowOf(fields, row.fields));
    });
}

/** Reads what the turn looks at: JSON, numbers and truth. */
function rowOf(fields, texts) {
  const row = {};
  fields.forEach(({ name, dataTypeID }, index) => {
    const text = texts[index];
    row[name] = text !== null && dataTypeID === JSONB ? JSON.parse(text) : text;
  });
  return { ...row, seen: row.seen === 't', turns: Number(row.turns) };
}

/** The plain transaction, as PGlite's documentation has it. */
async function plainTurn(pglite) {
  await pglite.transaction(async (transaction) => {
    const { rows } = await transaction.query(statements.read, [nextConversation()]);
    const { answer, write } = writesOf(rows[0]);
    await transaction.query(statements.answer, answer);
    await transaction.query(statements.write, write);
  });
  return 1;
}

/** Row 3: the same turn on the embedded database, on disk. */
export async function pgliteRows() {
  const folder = await mkdtemp(join(tmpdir(), 'onward-bench-'));
  const pglite = await PGlite.create(join(folder, 'pglite'));
  const store = await createStore({ pglite });
  try {
    const tape = await tapeOf(store);
    for (const [text, values] of seedsOf(tape.session)) await pglite.query(text, values);
    const desk = await house.openDesk(store);
    const query = preparedQuery(pglite);
    const slices = await inRounds(
      { ours: { go: () => register(desk) }, same: { go: () => replay(tape, query) }, plain: { go: () => plainTurn(pglite) } },
      { lanes: LANES, warmUpMs: 6000 },
    );
    await desk.close();
    const target = { atLeast: 0.85 };
    return [
      { row: 'Turn on PGlite', peer: 'PGlite, a transaction of fewer rows', target, ...beside(slices.ours, slices.plain) },
      { row: 'Turn on PGlite', peer: 'PGlite, the same statements', target, ...beside(slices.ours, slices.same) },
    ];
  } finally {
    await store.close();
    await pglite.close();
    await rm(folder, { recursive: true, force: true });
  }
}
