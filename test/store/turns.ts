import { randomUUID } from 'node:crypto';
import type { Opened, Session, Store, TurnRecord } from '../../src/desk/ports.ts';

/** Turns for tests of the store. */

export const noon = new Date('2026-05-04T12:00:00.250Z');

export const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);

export function session(at: string | null = 'name'): Session {
  return { v: 1, language: 'en', startedIn: 'en', at, trail: ['hello'], answers: {}, misfits: 0, change: null, ended: null };
}

/** Somebody's first turn. `over` replaces what it says. */
export function firstTurn(over: Partial<TurnRecord> = {}): TurnRecord {
  return {
    channel: 'web',
    address: `address-${randomUUID()}`,
    externalId: `event-${randomUUID()}`,
    at: noon,
    person: { id: randomUUID(), isNew: true, set: {} },
    conversation: conversation(),
    closes: null,
    messages: [
      { direction: 'in', said: { text: 'hello' } },
      { direction: 'out', said: { text: 'What should we call you?' } },
    ],
    pushed: false,
    apart: false,
    answers: [],
    retired: [],
    termsVersion: '1',
    consents: [],
    erased: [],
    code: null,
    concern: null,
    audit: [],
    ...over,
  };
}

export function conversation(over: Partial<NonNullable<TurnRecord['conversation']>> = {}): NonNullable<TurnRecord['conversation']> {
  return {
    id: randomUUID(),
    flow: 'register-interest',
    flowVersion: 1,
    version: 0,
    session: session(),
    ended: null,
    silentAt: null,
    ...over,
  };
}

/** The turn after what was opened. */
export function nextTurn(opened: Opened, first: TurnRecord, over: Partial<TurnRecord> = {}): TurnRecord {
  const open = opened.conversation;
  return {
    ...first,
    externalId: `event-${randomUUID()}`,
    at: later(1),
    person: { id: first.person.id, isNew: false, set: {} },
    conversation: open && { ...open, ended: null, silentAt: null },
    messages: [],
    answers: [],
    retired: [],
    consents: [],
    erased: [],
    code: null,
    concern: null,
    audit: [],
    ...over,
  };
}

/** Commits somebody's first turn and opens what it left. */
export async function begin(store: Store, over: Partial<TurnRecord> = {}): Promise<{ first: TurnRecord; opened: Opened }> {
  const first = firstTurn(over);
  const committed = await store.commit(first);
  if (committed !== 'committed') throw new Error(`The first turn was ${committed}.`);
  return { first, opened: await store.open(first.channel, first.address, null) };
}

const tables = [
  'person',
  'address',
  'conversation',
  'answer',
  'message',
  'consent',
  'inbound_key',
  'resume_code',
  'tally',
  'flow_version',
  'terms',
];

/** Every row of every table, as text. */
export async function everything(rows: (sql: string) => Promise<Record<string, unknown>[]>): Promise<string> {
  const all: string[] = [];
  for (const table of tables) all.push(`${table}: ${JSON.stringify(await rows(`SELECT t::text FROM ${table} t ORDER BY 1`))}`);
  return all.join('\n');
}
