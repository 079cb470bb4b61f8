import type { Outbox } from '../../desk/ports.ts';
import type { Sql } from '../sql.ts';
import { bouncedOf } from './bounced.ts';
import { claim, nextOf } from './claim.ts';
import { failedOf } from './failed.ts';
import { holdingOf, settleOf } from './settle.ts';

const adding = `INSERT INTO message (person_id, channel, address, direction, kind, content, at, state, due_at)
  SELECT person, channel, address, 'out', kind, said, at, 'queued', "dueAt"
  FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS
    (person uuid, channel text, address text, kind text, said jsonb, at timestamptz, "dueAt" timestamptz)) WITH ORDINALITY AS list
    (person, channel, address, kind, said, at, "dueAt", n)
  ORDER BY n RETURNING id`;

export function outboxOf(sql: Sql): Outbox {
  return {
    add: async (messages) => {
      if (messages.length === 0) return [];
      return (await sql.query<{ id: string }>(adding, [messages])).map(({ id }) => String(id));
    },
    claim: (claiming) => claim(sql, claiming),
    next: (channel, now) => nextOf(sql, channel, now),
    settle: settleOf(sql),
    bounced: bouncedOf(sql),
    ...holdingOf(sql),
    ...failedOf(sql),
  };
}
