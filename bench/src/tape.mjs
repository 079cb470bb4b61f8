import { createHash } from 'node:crypto';
import { ids } from '../../dist/ids.js';
import { commit, open } from '../../dist/store/turn.js';
import { house, register } from './house.mjs';

/**
 * What a registration asks of the database, so that a bare driver can do it again: the statements that the store sends, with every
 * value filled in but those that differ from one person to the next.
 *
 * @typedef {{ text: string, values: ((person: object) => string | null)[] }} Taped
 * @typedef {(name: string, text: string, values: (string | null)[]) => Promise<object[]>} Query the bare driver, with a kept statement
 */

/** Runs one registration on the store and answers each turn's record. */
async function recordsOf(store) {
  const records = [];
  const desk = await house.openDesk({
    ...store,
    commit: (record) => {
      records.push(structuredClone(record));
      return store.commit(record);
    },
  });
  await register(desk);
  await desk.close();
  return records;
}

/** Values that differ for each person, put in the record's places to see which parameters they become. */
const marks = {
  person: 'mark-person',
  conversation: 'mark-conversation',
  external: 'mark-external',
  address: 'mark-address',
  code: 'mark-code',
  at: new Date(0),
  session: { mark: 'session' },
};

function marked(record) {
  return {
    ...record,
    at: marks.at,
    address: marks.address,
    externalId: marks.external,
    person: { ...record.person, id: marks.person },
    conversation: { ...record.conversation, id: marks.conversation, session: marks.session },
    messages: record.messages.map((message) => (message.externalId ? { ...message, externalId: marks.external } : message)),
    code: record.code && { ...record.code, hash: marks.code },
  };
}

/** What a store's function sends. */
async function sent(statement) {
  let taken;
  await statement({
    query: async (text, params) => {
      taken = { text, params };
      return [{ person: null, conversation: null, seen: false, turns: 1, claimed: null }];
    },
  });
  const names = Object.keys(marks);
  const values = taken.params.map((param) => {
    const name = names.find((name) => marks[name] === param);
    return name ? (person) => person[name] : sayerOf(param);
  });
  return { text: taken.text, values };
}

/** A value that is the same for everybody, sent as text. JSON is made anew each time: a bot of its own would have to make it too. */
function sayerOf(param) {
  if (param === null || param === undefined) return () => null;
  if (param instanceof Date) return () => param.toISOString();
  const json = typeof param === 'string' && /^[[{]/.test(param) ? JSON.parse(param) : param;
  if (typeof json === 'object') return () => JSON.stringify(json);
  const text = String(param);
  return () => text;
}

/** What a turn changes in the session, as far as its outermost keys. */
function changeOf(before, after) {
  return Object.fromEntries(Object.entries(after).filter(([key, value]) => JSON.stringify(before?.[key]) !== JSON.stringify(value)));
}

/** @returns {Promise<{ open: Taped, turns: { commit: Taped, change: object }[] }>} */
export async function tapeOf(store) {
  const records = await recordsOf(store);
  const turns = [];
  let session;
  for (const record of records) {
    const commitment = await sent((sql) => commit(sql, marked(record)));
    turns.push({ commit: commitment, change: changeOf(session, record.conversation.session) });
    session = record.conversation.session;
  }
  return { open: await sent((sql) => open(sql, 'web', marks.address, marks.external)), session, turns };
}

let events = 0;

/** Plays the tape for somebody new: reads, changes the session that was read, writes. Answers how many turns it was. */
export async function replay({ open, turns }, query) {
  const person = {
    person: ids.next(),
    conversation: ids.next(),
    address: ids.next(),
    code: createHash('sha256').update(ids.next()).digest('hex'),
  };
  for (const [index, turn] of turns.entries()) {
    person.external = `raw-${events++}`;
    person.at = new Date().toISOString();
    const [found] = await query('raw_open', open.text, valuesOf(open, person));
    if (found.seen || (found.person !== null) !== index > 0) throw new Error('The bare driver read something else than the store.');
    person.session = JSON.stringify({ ...found.session, ...turn.change });
    const [written] = await query(`raw_commit_${index}`, turn.commit.text, valuesOf(turn.commit, person));
    if (written.turns !== 1) throw new Error('The bare driver lost a race.');
  }
  return turns.length;
}

const valuesOf = ({ values }, person) => values.map((value) => value(person));
