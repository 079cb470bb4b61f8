/** Nudges: what is planned, and what became of it. */
import type { Nudges } from '../../desk/ports.ts';
import type { Sql } from '../sql.ts';
import { ledgerOf } from './ledger.ts';
import { planningOf } from './planning.ts';
import { replanningOf } from './replan.ts';
import { sendingOf } from './sending.ts';

export function nudgesOf(sql: Sql): Nudges {
  return { ...planningOf(sql), ...replanningOf(sql), ...sendingOf(sql), ...ledgerOf(sql) };
}
