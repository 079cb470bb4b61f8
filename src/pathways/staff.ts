import type { Pathway } from '../desk/ports.ts';
import { type Spell, type Told, workOn } from './spells.ts';
import { stageOf } from './standing.ts';

/** Whether somebody who works for us came through our projects; `unknown`: nothing that is recorded says so, nor that they did not. */
export type Came = 'yes' | 'no' | 'unknown';

/** Somebody who works for us on a day. */
export interface Staff {
  person: string;
  role: string;
  /** The year in which they began to work for us. */
  cohort: string;
  came: Came;
}

/** Somebody who ever worked for us. */
export interface Worker {
  person: string;
  spells: Spell[];
  /** Their first day as staff. */
  began: string;
  came: Came;
}

/**
 * Who ever worked for us, and whether they came through our projects: before their first day as staff they were at a session by name, registered, or
 * were at a stage at which nobody works; or a list says that they did. No: a list says that they did not, and nothing else says that they did.
 */
export function workersOf(pathway: Pathway, journeys: readonly Told[]): Worker[] {
  const works = (stage: string) => stageOf(pathway, stage)?.works === true;
  return journeys.flatMap((journey): Worker[] => {
    const { spells } = journey;
    const began = spells.find(({ stage }) => works(stage))?.from;
    if (began === undefined) return [];
    const before = (day: string | null) => day !== null && day < began;
    const came =
      before(journey.attended) ||
      before(journey.registered) ||
      journey.tenures.some(({ stage, held, since }) => held && !works(stage) && (since === null || since < began)) ||
      journey.changes.some(({ stage, day }) => !works(stage) && day < began);
    const never = journey.tenures.some(({ stage, held }) => !held && !works(stage));
    return [{ person: journey.person, spells, began, came: came ? 'yes' : never ? 'no' : 'unknown' }];
  });
}

/** Who works for us on a day. */
export function staffOn(pathway: Pathway, workers: readonly Worker[], day: string): Staff[] {
  return workers.flatMap(({ person, spells, began, came }): Staff[] => {
    const spell = workOn(pathway, spells, day);
    return spell ? [{ person, role: spell.stage, cohort: began.slice(0, 4), came }] : [];
  });
}
