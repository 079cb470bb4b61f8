import type { Journey, Pathway } from '../desk/ports.ts';
import { type Funnel, funnelOn } from './funnel.ts';
import { quarters, type ShareTable, sharesOn, threshold } from './share.ts';
import { toldOf } from './spells.ts';
import { staffOn, workersOf } from './staff.ts';

/** What can be said of everybody's pathways on a day, and what is missing for it. */
export interface PathwayFigures {
  /** The day that was asked about. */
  on: string;
  /** Fewer people than that are never told apart. */
  least: number;
  share: { whole: ShareTable | null; role: ShareTable | null; cohort: ShareTable | null };
  /** Of the first day of the quarter. They are about our records, and say nothing of anybody. */
  gaps: {
    day: string;
    staff: number;
    /** Staff of whom nothing says whether they came through our projects. */
    noStart: number;
    /** People with the role of staff here, of whom nothing says since when they work for us: they are not counted. */
    noWork: number;
  };
  funnel: Funnel;
}

export function figuresOn(pathway: Pathway, journeys: readonly Journey[], on: string): PathwayFigures {
  const told = toldOf(pathway, journeys);
  const workers = workersOf(pathway, told);
  const day = quarters(`${on.slice(0, 4)}-01-01`, on).at(-1) as string;
  const staff = staffOn(pathway, workers, day);
  const counted = new Set(staff.map(({ person }) => person));
  return {
    ...{ on, least: threshold.cell, share: sharesOn(pathway, workers, on) },
    gaps: {
      ...{ day, staff: staff.length, noStart: staff.filter(({ came }) => came === 'unknown').length },
      noWork: journeys.filter(({ person, granted }) => granted !== null && granted <= day && !counted.has(person)).length,
    },
    funnel: funnelOn(pathway, told, day),
  };
}
