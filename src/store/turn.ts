import type { Committed, Opened, TurnRecord } from '../desk/ports.ts';
import type { Database } from './database.ts';
import { type Violation, violation } from './violation.ts';
import { Statement } from './statement.ts';

const openText = `SELECT p.id AS person, p.language, p.stopped_at IS NOT NULL AS stopped, p.name,
  c.id AS conversation, c.flow, c.flow_version, c.version, c.session,
  EXISTS (SELECT 1 FROM inbound_key k WHERE k.channel = $1::text AND k.external_id = $3::text) AS seen
FROM (SELECT 1) one
LEFT JOIN address a ON a.channel = $1::text AND a.value = $2::text
LEFT JOIN person p ON p.id = a.person_id
LEFT JOIN conversation c ON c.person_id = p.id AND c.ended_at IS NULL`;

/** A row of statement one, or of any query with its columns. */
export interface OpenRow {
  person: string | null;
  language: string;
  stopped: boolean;
  name: string | null;
  conversation: string | null;
  flow: string;
  flow_version: number;
  version: number;
  session: Opened['conversation'] extends infer C ? (C extends { session: infer S } ? S : never) : never;
  seen?: boolean;
}

export function openedOf(row: OpenRow): Opened {
  return {
    seen: row.seen ?? false,
    person: row.person === null ? null : { id: row.person, language: row.language, stopped: row.stopped, name: row.name },
    conversation:
      row.conversation === null
        ? null
        : { id: row.conversation, flow: row.flow, flowVersion: row.flow_version, version: row.version, session: row.session },
  };
}

/** Statement one of the turn. */
export async function open(database: Database, channel: string, address: string, externalId: string | null): Promise<Opened> {
  const [row] = await database.query<OpenRow>(openText, [channel, address, externalId]);
  return openedOf(row as OpenRow);
}

const columns: Record<keyof TurnRecord['person']['set'], { column: string; type: string }> = {
  name: { column: 'name', type: 'text' },
  age_band: { column: 'age_band', type: 'text' },
  place: { column: 'place', type: 'text' },
  language: { column: 'language', type: 'text' },
  stoppedAt: { column: 'stopped_at', type: 'timestamptz' },
  registeredAt: { column: 'registered_at', type: 'timestamptz' },
  personWantedAt: { column: 'person_wanted_at', type: 'timestamptz' },
};

/**
 * Statement two of the turn: everything, or nothing. The first part checks the conversation's version and every other part hangs on it,
 * so a lost race writes no row. The inbound key has no ON CONFLICT on purpose: an event taken before makes the whole statement fail.
 */
function commitStatement(turn: TurnRecord): { text: string; params: unknown[] } {
  const { person, conversation, closes } = turn;
  const sql = new Statement();
  const at = sql.param(turn.at, 'timestamptz');
  const who = sql.param(person.id, 'uuid');
  if (closes)
    sql.with(
      'closed',
      `UPDATE conversation SET version = version + 1, session = ${sql.param(JSON.stringify(closes.session), 'jsonb')}, updated_at = ${at}, ended_at = ${at},
        outcome = ${sql.param(closes.outcome, 'text')}, silent_at = NULL
      WHERE id = ${sql.param(closes.id, 'uuid')} AND version = ${sql.param(closes.version, 'int')} RETURNING id`,
    );
  const first = closes ? 'closed' : '(SELECT 1) one';
  if (!conversation) sql.with('turn', `SELECT 1 FROM ${first}`);
  else {
    const session = sql.param(JSON.stringify(conversation.session), 'jsonb');
    const ended = sql.param(conversation.ended === null ? null : turn.at, 'timestamptz');
    const outcome = sql.param(conversation.ended, 'text');
    const silent = sql.param(conversation.silentAt, 'timestamptz');
    const id = sql.param(conversation.id, 'uuid');
    if (conversation.version > 0)
      sql.with(
        'turn',
        `UPDATE conversation SET version = version + 1, session = ${session}, updated_at = ${at}, ended_at = ${ended}, outcome = ${outcome}, silent_at = ${silent}
        FROM ${first} WHERE conversation.id = ${id} AND version = ${sql.param(conversation.version, 'int')} RETURNING conversation.id`,
      );
    else
      sql.with(
        'turn',
        `INSERT INTO conversation (id, person_id, flow, flow_version, version, session, started_at, updated_at, ended_at, outcome, silent_at)
        SELECT ${id}, ${who}, ${sql.param(conversation.flow, 'text')}, ${sql.param(conversation.flowVersion, 'int')}, 1, ${session}, ${at}, ${at}, ${ended}, ${outcome}, ${silent}
        FROM ${first} RETURNING id`,
      );
  }
  const channel = sql.param(turn.channel, 'text');
  if (turn.externalId !== null)
    sql.with('key', `INSERT INTO inbound_key (channel, external_id, at) SELECT ${channel}, ${sql.param(turn.externalId, 'text')}, ${at} FROM turn`);
  addPerson(sql, turn, { at, who, channel });
  addRows(sql, turn, { at, who, channel });
  return sql.select('SELECT count(*)::int AS turns FROM turn');
}

interface Places {
  at: string;
  who: string;
  channel: string;
}

function addPerson(sql: Statement, { person, address }: TurnRecord, { at, who, channel }: Places): void {
  const set = Object.entries(person.set).map(([name, value]) => {
    const { column, type } = columns[name as keyof typeof columns];
    return { column, value: sql.param(value, type) };
  });
  if (person.isNew) {
    const names = ['id', 'created_at', ...set.map(({ column }) => column)];
    sql.with('person', `INSERT INTO person (${names}) SELECT ${[who, at, ...set.map(({ value }) => value)]} FROM turn`);
    sql.with(
      'address',
      `INSERT INTO address (channel, value, person_id, created_at) SELECT ${channel}, ${sql.param(address, 'text')}, ${who}, ${at} FROM turn`,
    );
  } else if (set.length > 0)
    sql.with('person', `UPDATE person SET ${set.map(({ column, value }) => `${column} = ${value}`)} FROM turn WHERE person.id = ${who}`);
}

function addRows(sql: Statement, turn: TurnRecord, { at, who, channel }: Places): void {
  const rows = (list: unknown[]) => `turn, json_array_elements(${sql.param(JSON.stringify(list), 'json')}) WITH ORDINALITY AS row (value, n)`;
  if (turn.messages.length > 0)
    sql.with(
      'messages',
      `INSERT INTO message (person_id, channel, direction, external_id, content, at)
      SELECT ${who}, ${channel}, value->>'direction', value->>'externalId', (value->'said')::jsonb, ${at} FROM ${rows(turn.messages)} ORDER BY n`,
    );
  const conversation = turn.conversation;
  if (conversation && turn.retired.length > 0)
    sql.with(
      'retired',
      `UPDATE answer SET replaced_at = ${at} FROM turn WHERE conversation_id = ${sql.param(conversation.id, 'uuid')}
      AND step IN (SELECT json_array_elements_text(${sql.param(JSON.stringify(turn.retired), 'json')})) AND replaced_at IS NULL`,
    );
  if (conversation && turn.answers.length > 0)
    sql.with(
      'answers',
      `INSERT INTO answer (conversation_id, step, value, category, raw, terms_version, at)
      SELECT ${sql.param(conversation.id, 'uuid')}, value->>'step', (value->'answer'->'value')::jsonb, value->'answer'->>'category', value->'answer'->>'raw',
        ${sql.param(turn.termsVersion, 'text')}, ${at} FROM ${rows(turn.answers)} ORDER BY n`,
    );
  if (turn.consents.length > 0)
    sql.with(
      'consents',
      `INSERT INTO consent (person_id, purpose, terms_version, state, how, channel, at)
      SELECT ${who}, value->>'purpose', value->>'termsVersion', value->>'state', value->>'how', ${channel}, ${at} FROM ${rows(turn.consents)} ORDER BY n`,
    );
  if (turn.code)
    sql.with(
      'code',
      `INSERT INTO resume_code (hash, person_id, expires_at)
      SELECT ${sql.param(turn.code.hash, 'text')}, ${who}, ${sql.param(turn.code.expiresAt, 'timestamptz')} FROM turn`,
    );
}

/** What a broken uniqueness means for a turn: the same event again, or another turn of this person that came first. */
export function outcomeOf(broken: Violation | null): Committed | null {
  if (!broken) return null;
  return broken.fields.includes('external_id') ? 'duplicate' : 'lost';
}

/** Statement two of the turn. */
export async function commit(database: Database, turn: TurnRecord): Promise<Committed> {
  const { text, params } = commitStatement(turn);
  try {
    const [row] = await database.query<{ turns: number }>(text, params);
    return row?.turns === 1 ? 'committed' : 'lost';
  } catch (error) {
    const outcome = outcomeOf(violation(error));
    if (outcome) return outcome;
    throw error;
  }
}
