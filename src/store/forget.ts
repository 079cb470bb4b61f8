import type { Committed, Store } from '../desk/ports.ts';
import { keeping } from './concern-kept.ts';
import { auditListed, fromLists, marking } from './lists.ts';
import type { Sql } from './sql.ts';
import { type Places, type Statement, statementOf } from './statement.ts';
import { outcomeOf } from './turn.ts';

type Forget = Parameters<Store['forget']>[0];

const places: Places<Forget> = {
  person: ['uuid', (turn) => turn.person],
  version: ['int', (turn) => turn.conversationVersion],
  channel: ['text', (turn) => turn.channel],
  external: ['text', (turn) => turn.externalId],
  tally: ['text', (turn) => turn.tally],
  at: ['timestamptz', (turn) => turn.at],
  concern: ['jsonb', (turn) => turn.concern && { ...turn.concern, person: turn.concernOf }],
  audit: ['jsonb', (turn) => turn.audit],
  marks: ['jsonb', (turn) => turn.tombstones?.marks],
  contacts: ['jsonb', (turn) => turn.tombstones?.contacts],
  words: ['text', (turn) => turn.help.words],
  name: ['text', (turn) => turn.help.name],
  age_band: ['text', (turn) => turn.help.ageBand],
  place: ['text', (turn) => turn.help.place],
  reach: ['jsonb', (turn) => turn.help.reach],
};

/** Locks the open conversation before the person, in the order in which a turn does: neither waits for the other in a circle. */
const inTime = `open AS (SELECT person_id FROM conversation WHERE person_id = @person AND ended_at IS NULL AND version = @version FOR UPDATE),
  turn AS (DELETE FROM person WHERE id IN (SELECT person_id FROM open) RETURNING 1)`;
/** Nothing was open when it was read, and nothing may be open now. */
const noneOpen = `turn AS (DELETE FROM person WHERE id = @person AND merged_into IS NULL
  AND NOT EXISTS (SELECT 1 FROM conversation WHERE person_id = @person AND ended_at IS NULL) RETURNING 1)`;
const key = 'key AS (INSERT INTO inbound_key (channel, external_id, at) SELECT @channel, @external, @at FROM turn)';
const tally = `tallied AS (INSERT INTO tally (key, day, count) SELECT @tally, (@at AT TIME ZONE 'UTC')::date, 1 FROM turn
  ON CONFLICT (key, day) DO UPDATE SET count = tally.count + 1)`;

const concern = `concern AS (INSERT INTO concern (id, person_id, family, urgency, rule, place, channel, external_id, at)
  SELECT id, person, family, urgency, rule, place, @channel, @external, @at
  FROM turn, jsonb_to_record(@concern) AS c (id uuid, person uuid, family text, urgency text, rule text, place text))`;
const audit = `audit AS (INSERT INTO audit_event (at, who, action, about, why) SELECT @at, who, action, about, why
  FROM turn, jsonb_to_recordset(@audit) AS list (who text, action text, about text, why text))`;

/** Nobody looks whether they are named in what staff were about to do: all of it goes, and is asked for again. */
const parked = 'parked AS (DELETE FROM parked_order USING turn)';

const listed = `listed AS (DELETE FROM person USING turn WHERE person.id <> @person AND person.id IN (${fromLists('@contacts')}) RETURNING person.id),
  listed_audit AS (${auditListed('deleted', '@person', 'listed')})`;

function statementFor({ person, conversationVersion, externalId, concern: found, tombstones }: Forget): Statement<Forget> {
  const turn = person === null ? 'turn AS (SELECT 1)' : conversationVersion > 0 ? inTime : noneOpen;
  const parts = [
    turn,
    tally,
    audit,
    keeping,
    ...(externalId === null ? [] : [key]),
    ...(found ? [concern] : []),
    ...(person === null ? [] : [parked]),
    ...(tombstones ? [marking('@marks'), listed] : []),
  ];
  return statementOf(`WITH ${parts.join(', ')} SELECT count(*)::int AS turns FROM turn`, places);
}

/**
 * Erases a person in one statement: their row takes every other row of theirs with it, because each table that is about a person refers
 * to them with ON DELETE CASCADE. What stays is the event's id, which names nobody, a count for the day, rows of the
 * audit, the concern that their last words may have opened, what is kept for a concern that is not closed, and the marks by which no list
 * brings them back.
 */
export async function forget(sql: Sql, turn: Forget): Promise<Committed> {
  const { text, params } = statementFor(turn);
  try {
    const [row] = await sql.query<{ turns: number }>(text, params(turn));
    return row?.turns === 1 ? 'committed' : 'lost';
  } catch (error) {
    return outcomeOf(error);
  }
}
