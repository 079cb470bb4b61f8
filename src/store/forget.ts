import type { Committed, Store } from '../desk/ports.ts';
import type { Database } from './database.ts';
import { Statement } from './statement.ts';
import { outcomeOf } from './turn.ts';
import { violation } from './violation.ts';

/**
 * Erases a person in one statement: their row takes every other row of theirs with it (each table refers to it with ON DELETE CASCADE).
 * What stays is the event's id, which names nobody, and a count for the day.
 */
export async function forget(database: Database, turn: Parameters<Store['forget']>[0]): Promise<Committed> {
  const sql = new Statement();
  const at = sql.param(turn.at, 'timestamptz');
  if (turn.person === null) sql.with('turn', 'SELECT 1');
  else
    sql.with(
      'turn',
      `DELETE FROM person WHERE id = ${sql.param(turn.person, 'uuid')} AND EXISTS
      (SELECT 1 FROM conversation WHERE person_id = person.id AND ended_at IS NULL AND version = ${sql.param(turn.conversationVersion, 'int')}) RETURNING id`,
    );
  if (turn.externalId !== null)
    sql.with(
      'key',
      `INSERT INTO inbound_key (channel, external_id, at) SELECT ${sql.param(turn.channel, 'text')}, ${sql.param(turn.externalId, 'text')}, ${at} FROM turn`,
    );
  sql.with(
    'tally',
    `INSERT INTO tally (key, day, count) SELECT ${sql.param(turn.tally, 'text')}, (${at} AT TIME ZONE 'UTC')::date, 1 FROM turn
    ON CONFLICT (key, day) DO UPDATE SET count = tally.count + 1`,
  );
  const { text, params } = sql.select('SELECT count(*)::int AS turns FROM turn');
  try {
    const [row] = await database.query<{ turns: number }>(text, params);
    return row?.turns === 1 ? 'committed' : 'lost';
  } catch (error) {
    const outcome = outcomeOf(violation(error));
    if (outcome) return outcome;
    throw error;
  }
}
