import type { Journey, Pathway } from '../desk/ports.ts';
import { firstOf, stageOf } from './standing.ts';

/** Somebody was at a stage from a day to a day, both in it. `until` null: as far as is known, they are still there. */
export interface Spell {
  stage: string;
  from: string;
  until: string | null;
  /** They went on to another stage, and did not only stop. */
  movedOn: boolean;
}

/** Sums of days are asked for by the ten thousand here, so they are plain ones: in UTC every day is as long. */
const dayBefore = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) - 24 * 3_600_000).toISOString().slice(0, 10);

/**
 * When somebody was where, in the order of days. A spell ends when the next begins, when a list says so, or when they left. Nobody decides about the
 * first stage, so it counts where nothing else was before it.
 */
export function spellsOf(pathway: Pathway, { changes, tenures, begun, left }: Journey): Spell[] {
  const place = (stage: string) => pathway.stages.findIndex((one) => one.stage === stage);
  const told = [
    ...changes.map(({ stage, day }) => ({ stage, from: day, until: null as string | null })),
    ...tenures.flatMap(({ stage, held, since, until }) => (held && since !== null ? [{ stage, from: since, until }] : [])),
  ];
  const first = told.map(({ from }) => from).sort()[0];
  const starts =
    begun !== null && (first === undefined || begun < first)
      ? [{ stage: firstOf(pathway).stage, from: begun, until: null }, ...told]
      : told;
  const ordered = starts.sort((a, b) => a.from.localeCompare(b.from) || place(a.stage) - place(b.stage));
  return ordered.flatMap(({ stage, from, until }, at): Spell[] => {
    const next = ordered.slice(at + 1).find((one) => one.stage !== stage)?.from;
    const end = next === undefined ? null : dayBefore(next);
    if (end !== null && end < from) return [];
    const stopped = left !== null && left >= from && (end === null || left < end) ? left : null;
    const last = until ?? stopped ?? end;
    // A list may say that two went on beside each other.
    return [{ stage, from, until: last, movedOn: end !== null && (last === null || last >= end) }];
  });
}

/** The spell of somebody who works for us on a day: the newest, where there are two; null: they do not. */
export function workOn(pathway: Pathway, spells: readonly Spell[], day: string): Spell | null {
  const works = ({ stage, from, until }: Spell) =>
    stageOf(pathway, stage)?.works === true && from <= day && (until === null || until >= day);
  return spells.filter(works).at(-1) ?? null;
}

/** Somebody's journey with the spells that it is made of. */
export interface Told extends Journey {
  spells: Spell[];
}

export const toldOf = (pathway: Pathway, journeys: readonly Journey[]): Told[] =>
  journeys.map((journey) => ({ ...journey, spells: spellsOf(pathway, journey) }));
