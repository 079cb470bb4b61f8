import type { Pathway } from '../desk/ports.ts';
import { inSteps } from '../surveys/index.ts';
import { medianOf, type Wait } from './median.ts';
import { threshold } from './share.ts';
import type { Told } from './spells.ts';

/** One stage: how many have come so far and no further, and how long it took to go on. Counts are in steps of five; null: fewer than five, nobody among them. */
export interface FunnelStage {
  stage: string;
  people: number | null;
  /** Who was ever there went on, or has not. */
  movedOn: number | null;
  stayed: number | null;
  /** By then half had gone on, in months; null: too few went on, or half have not. */
  months: number | null;
}

export interface Funnel {
  day: string;
  people: number | null;
  stages: FunnelStage[];
}

const MONTH = 365.25 / 12;
const numberOf = (day: string) => Date.parse(`${day}T00:00:00Z`) / (24 * 3_600_000);

/** Everybody by the stage that they reached last, on a day. */
export function funnelOn(pathway: Pathway, journeys: readonly Told[], day: string): Funnel {
  const newest = new Map<string, number>();
  const waits = new Map<string, Wait[]>();
  let people = 0;
  for (const told of journeys) {
    const spells = told.spells.filter(({ from }) => from <= day);
    const last = spells.at(-1);
    if (!last) continue;
    people++;
    newest.set(last.stage, (newest.get(last.stage) ?? 0) + 1);
    for (const { stage, from, until, movedOn } of spells) {
      const ended = until !== null && until < day;
      const wait = { days: numberOf(ended ? until : day) - numberOf(from) + (ended ? 1 : 0), over: ended && movedOn };
      const some = waits.get(stage) ?? [];
      some.push(wait);
      waits.set(stage, some);
    }
  }
  const steps = (count: number) => inSteps(count, threshold.cell);
  const stages = pathway.stages.map(({ stage }): FunnelStage => {
    const there = waits.get(stage) ?? [];
    const moved = there.filter(({ over }) => over).length;
    const median = moved >= threshold.cell && there.length >= threshold.base ? medianOf(there) : null;
    return {
      ...{ stage, people: steps(newest.get(stage) ?? 0), movedOn: steps(moved), stayed: steps(there.length - moved) },
      months: median === null ? null : Math.round(median / MONTH),
    };
  });
  return { day, people: steps(people), stages };
}
