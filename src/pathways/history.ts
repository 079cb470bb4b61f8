import type { StageChange } from '../desk/ports.ts';

/** What happened to somebody's stages, one thing after the other. */
export type StageEvent = { what: 'made' | 'reversed'; change: string; stage: string; at: Date };

/** Stages that somebody reached and that were not reversed, in the order in which they were. */
export type Reached = { change: string; stage: string; at: Date }[];

const inOrder = (a: { at: Date; change: string }, b: { at: Date; change: string }) =>
  a.at.getTime() - b.at.getTime() || a.change.localeCompare(b.change);

/** A history as events. What waits for a second person has not happened. */
export function eventsOf(history: readonly StageChange[]): StageEvent[] {
  return history
    .flatMap(({ id: change, stage, at, reversed }): StageEvent[] => {
      if (at === null) return [];
      const made: StageEvent = { what: 'made', change, stage, at };
      return reversed ? [made, { what: 'reversed', change, stage, at: reversed.at }] : [made];
    })
    .sort((a, b) => a.at.getTime() - b.at.getTime() || a.what.localeCompare(b.what) || a.change.localeCompare(b.change));
}

/** Goes on from what was reached before. In which order events come that happened together makes no difference. */
export function replay(events: readonly StageEvent[], before: Reached = []): Reached {
  const reversed = new Set(events.flatMap(({ what, change }) => (what === 'reversed' ? [change] : [])));
  const made = events.flatMap(({ what, change, stage, at }) => (what === 'made' ? [{ change, stage, at }] : []));
  return [...before, ...made].filter(({ change }) => !reversed.has(change)).sort(inOrder);
}

/** What somebody had reached at a moment: nothing but a reversal takes it away again, no later stage, no break, and no leaving. */
export function reachedAt(history: readonly StageChange[], at: Date): Reached {
  return replay(eventsOf(history).filter((event) => event.at <= at));
}

/** The stage of somebody at a moment, and since when; null: none that anybody decided. */
export function stageAt(history: readonly StageChange[], at: Date): Reached[number] | null {
  return reachedAt(history, at).at(-1) ?? null;
}
