/** What is kept of people's pathways. */
import type { Pathways } from '../../desk/ports.ts';
import type { Database } from '../database.ts';
import { boardOf } from './board.ts';
import { changesOf } from './changes.ts';
import { journeysOf } from './journeys.ts';
import { personOf } from './person.ts';
import { proofsOf } from './proofs.ts';
import { readyOf } from './ready.ts';

export function pathwaysOf(database: Database): Pathways {
  const { sql } = database;
  return {
    ...changesOf(sql),
    ...proofsOf(database),
    of: (person) => personOf(database, person),
    ready: readyOf(sql),
    board: boardOf(sql),
    journeys: journeysOf(sql),
  };
}
