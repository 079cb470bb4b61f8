/** You said, they did: what was said to whom, what came back, and who is told. */
import type { Findings } from '../../desk/ports.ts';
import type { Sql } from '../sql.ts';
import { noteOf } from './note.ts';
import { readOf } from './read.ts';
import { tellingOf } from './telling.ts';

export function findingsOf(sql: Sql): Findings {
  return { ...readOf(sql), ...noteOf(sql), ...tellingOf(sql) };
}
