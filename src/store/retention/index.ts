/** Takes away what was kept long enough. */
import type { Retention } from '../../desk/ports.ts';
import type { Sql } from '../sql.ts';
import { stepOf } from './logs.ts';
import { lookOf } from './look.ts';
import { personalRetentionOf } from './people.ts';

export function retentionOf(sql: Sql): Retention {
  return {
    ...personalRetentionOf(sql),
    look: lookOf(sql),
    step: stepOf(sql),
    claim: async (night) => {
      const rows = await sql.query(
        `INSERT INTO tally (key, day, count) VALUES ('retention', $1::date, 1) ON CONFLICT DO NOTHING RETURNING 1 AS claimed`,
        [night],
      );
      return rows.length === 1;
    },
  };
}
