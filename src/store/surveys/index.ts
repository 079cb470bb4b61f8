/** Surveys: what was sent to whom, and what was answered. */
import type { Surveys } from '../../desk/ports.ts';
import type { Sql } from '../sql.ts';
import { formsOf } from './forms.ts';
import { handsOf } from './hands.ts';
import { invitationsOf } from './invitations.ts';
import { papersOf } from './papers.ts';
import { resultsOf } from './results.ts';
import { roomOf } from './room.ts';
import { runsOf } from './runs.ts';

export function surveysOf(sql: Sql): Surveys {
  return { ...runsOf(sql), ...invitationsOf(sql), ...papersOf(sql), ...resultsOf(sql), ...roomOf(sql), ...handsOf(sql), ...formsOf(sql) };
}
