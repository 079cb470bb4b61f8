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
  };
}
