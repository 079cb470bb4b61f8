import type { ReachCell } from '../desk/ports.ts';
import { grouped, join, type Threshold, thresholdFor } from '../surveys/index.ts';
import type { Bounds } from './reach.ts';

/** Months that are told together, and attendances in settings, each alone or with others. */
export interface Period {
  from: string;
  to: string;
  sessions: number;
  attendances: number;
  /** One part: nothing is told by setting. */
  settings: { of: string[]; attendances: number }[];
}

/** What may be told to others. null: about too few to be told. */
export interface Outside {
  /** Fewer than that are never told apart. */
  least: number;
  people: Bounds;
  named: number | null;
  unnamed: number | null;
  attendances: number;
  sessions: number;
  settings: number;
  periods: Period[];
}

const threshold: Threshold = thresholdFor({ anonymous: false, secure: false });
const kinds = ['first', 'unnamed', 'again'] as const;

const sum = (counts: number[]) => counts.reduce((all, count) => all + count, 0);
const inAll = (cells: readonly ReachCell[]) => kinds.map((kind) => sum(cells.map((cell) => cell[kind])));
const attendancesIn = (cells: readonly ReachCell[]) => sum(inAll(cells));

/** Cells of one month, or one setting, together: in the order of their names. */
function cellsBy(cells: readonly ReachCell[], key: 'month' | 'setting'): [string, ReachCell[]][] {
  const held = new Map<string, ReachCell[]>();
  for (const cell of cells) {
    const those = held.get(cell[key]) ?? [];
    held.set(cell[key], those);
    those.push(cell);
  }
  return [...held].sort(([one], [other]) => (one < other ? -1 : 1));
}

/** Months one after the other until there is enough to be told. A month that waits is told with those that follow. */
function periodsOf(cells: readonly ReachCell[]): ReachCell[][] {
  const periods: ReachCell[][] = [];
  let waiting: ReachCell[] = [];
  for (const [, those] of cellsBy(cells, 'month')) {
    waiting = [...waiting, ...those];
    if (attendancesIn(waiting) < threshold.base) continue;
    periods.push(waiting);
    waiting = [];
  }
  return periods;
}

/**
 * Settings with enough stand alone, the others together; which one joins them where that can't be told either hangs on its name alone. Not `standing`: it goes by
 * size, and here the size is what must not be told (the test finds it out).
 */
function settingsIn(cells: readonly ReachCell[]): Period['settings'] {
  const settings = cellsBy(cells, 'setting');
  const sizes = settings.map(([, those]) => attendancesIn(those));
  return grouped(sizes, 'absent', threshold).map((places) => ({
    of: places.map((place) => settings[place]?.[0] as string),
    attendances: sum(places.map((place) => sizes[place] as number)),
  }));
}

function periodOf(cells: readonly ReachCell[]): Period {
  const months = cells.map(({ month }) => month).sort();
  const attendances = attendancesIn(cells);
  const span = { from: months[0] as string, to: months.at(-1) as string };
  return { ...span, sessions: sum(cells.map(({ sessions }) => sessions)), attendances, settings: settingsIn(cells) };
}

/**
 * What may be told to others of all that was counted before this month. Months are told once they are over, and never again in another way: each
 * period is worked out of itself, so two views differ by whole periods. What is together in one of them is together in the sum.
 * @param month the month that it is, YYYY-MM
 */
export function outsideOf(all: readonly ReachCell[], month: string): Outside | null {
  const periods = periodsOf(all.filter((cell) => cell.month < month));
  if (periods.length === 0) return null;
  const cells = periods.flat();
  const groups = periods
    .map((period) => grouped(inAll(period), 'absent', threshold).map((group) => group.map((at) => kinds[at] as string)))
    .reduce(join);
  const counts = Object.fromEntries(kinds.map((kind, at) => [kind, inAll(cells)[at] as number]));
  const held = (group: string[]) => sum(group.map((kind) => counts[kind] as number));
  const alone = (kind: string) => (groups.some((group) => group.length === 1 && group[0] === kind) ? (counts[kind] as number) : null);
  const largest = cells.reduce((most, { largest }) => Math.max(most, largest), 0);
  // Whoever came again is no further person: but where that is told with others only, it can't be taken off.
  const most = sum(groups.filter((group) => group.some((kind) => kind !== 'again')).map(held));
  return {
    least: threshold.cell,
    people: {
      from: Math.max(1, alone('first') ?? 0, largest < threshold.cell ? 0 : largest),
      to: cells.some(({ unsure }) => unsure) ? null : most,
    },
    ...{ named: alone('first'), unnamed: alone('unnamed'), attendances: attendancesIn(cells) },
    sessions: sum(cells.map(({ sessions }) => sessions)),
    settings: new Set(cells.map(({ setting }) => setting)).size,
    periods: periods.map(periodOf),
  };
}
