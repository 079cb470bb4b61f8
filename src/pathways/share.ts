import type { Pathway } from '../desk/ports.ts';
import { fits, join, standing, type Threshold, thresholdFor } from '../surveys/index.ts';
import { type Came, type Staff, staffOn, type Worker } from './staff.ts';

/**
 * The share of staff who came through our projects, as far as it may be shown: that somebody did is a thing of their own, which may say more of them than
 * they tell. Small numbers are those of surveys. Figures are of the first day of a quarter, and new ones are shown only when so many joined and left since
 * the last that nobody can be told by the difference. docs/pathways.md says it in words.
 */

/** One line: everybody, or those of some roles or years. */
export interface ShareRow {
  /** Roles or years; empty: everybody. */
  of: string[];
  staff: number;
  yes: number;
  no: number;
  unknown: number;
  /** The share if all of whom nothing is known did not, and if all of them did. */
  lowest: number;
  highest: number;
}

/** A table as it was on a day. */
export interface ShareTable {
  day: string;
  rows: ShareRow[];
}

export const threshold: Threshold = thresholdFor({ anonymous: false, secure: false });

const count = (staff: readonly Staff[], came: Came) => staff.filter((one) => one.came === came).length;

export function shareRow(of: string[], staff: readonly Staff[]): ShareRow {
  const [yes, no, unknown] = (['yes', 'no', 'unknown'] as const).map((came) => count(staff, came)) as [number, number, number];
  const all = staff.length;
  return { of, staff: all, yes, no, unknown, lowest: all === 0 ? 0 : yes / all, highest: all === 0 ? 1 : (yes + unknown) / all };
}

/** Enough did, and enough did not. */
const mayShow = (staff: readonly Staff[]) => fits([count(staff, 'yes'), count(staff, 'no')], [[0], [1]], 'absent', threshold);

/** A way to cut staff into rows: by a key, and in which bands keys may be put together where alone too few people are in them. */
export interface Cut {
  key(one: Staff): string;
  bands: ((key: string) => string)[];
}

const alone = (key: string) => key;
/** 2015 to 2019, 2020 to 2024: fixed, so that no band follows from who is in it. */
const fiveYears = (year: string) => String(Math.floor(Number(year) / 5) * 5);
export const cuts = {
  whole: { key: () => '', bands: [] },
  role: { key: ({ role }) => role, bands: [alone] },
  cohort: { key: ({ cohort }) => cohort, bands: [alone, fiveYears] },
} satisfies Record<string, Cut>;

/** Rows that can be shown beside each other, of the bands that give the most; null: no two can, or, of the whole, it can't. */
export function rowsOf(staff: readonly Staff[], { key, bands }: Cut): string[][] | null {
  if (bands.length === 0) return mayShow(staff) ? [['']] : null;
  const keys = [...new Set(staff.map(key))].sort();
  const found = bands.flatMap((band) => {
    const names = [...new Set(keys.map(band))];
    const of = (places: number[]) => staff.filter((one) => places.includes(names.indexOf(band(key(one)))));
    const rows = standing(
      names.map((_, place) => of([place]).length),
      (places) => mayShow(of(places)),
    );
    return rows ? [rows.map((places) => keys.filter((one) => places.includes(names.indexOf(band(one)))))] : [];
  });
  const [best] = found.sort((a, b) => b.length - a.length);
  return best?.sort((a, b) => (a[0] as string).localeCompare(b[0] as string)) ?? null;
}

/** Who is in one of these and not in the other. */
function changed(before: readonly Staff[], after: readonly Staff[]): { left: Staff[]; joined: Staff[] } {
  const [was, is] = [before, after].map((list) => new Set(list.map(({ person }) => person))) as [Set<string>, Set<string>];
  return { left: before.filter(({ person }) => !is.has(person)), joined: after.filter(({ person }) => !was.has(person)) };
}

/**
 * Whether both can be shown one after the other. Who joined and who left is no secret, so what the difference tells is how many of those who joined did, and
 * of those who left did not. That many, and the rest, have to be enough people.
 */
export function mayFollow(before: readonly Staff[], after: readonly Staff[]): boolean {
  const { left, joined } = changed(before, after);
  if (left.length + joined.length === 0) return true;
  return (['yes', 'no'] as const).every((came) => {
    const told = count(joined, came) + left.length - count(left, came);
    return told >= threshold.cell && left.length + joined.length - told >= threshold.cell;
  });
}

/** The first days of quarters from one day to another, both in it. */
export function quarters(from: string, to: string): string[] {
  const days: string[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++)
    for (const month of ['01', '04', '07', '10']) days.push(`${year}-${month}-01`);
  return days.filter((day) => day >= from && day <= to);
}

interface Shown {
  day: string;
  staff: Staff[];
  rows: string[][];
}

/** How many have to have come or gone before new figures are looked at: of ten, hardly ever five did and five did not. */
const FIRST_LOOK = 3 * threshold.cell;

/**
 * Days on which a cut may be shown, one after the other. When the next is looked at depends on how many joined and left and not on who of them did what, so
 * that its day tells nothing; one that may not follow is passed over until ten more have.
 */
function shownOf(days: { day: string; staff: Staff[] }[], cut: Cut): Shown[] {
  const shown: Shown[] = [];
  let least = FIRST_LOOK;
  for (const { day, staff } of days) {
    const last = shown.at(-1);
    const moves = last ? movesIn(last.staff, staff, cut) : 0;
    if (last && moves > 0 && moves < least) continue;
    const rows = rowsOf(staff, cut);
    // All that was shown stays known, so it is compared with each of them: who joined after the last may have left again.
    const follows = rows !== null && shown.every((before) => fitBeside(before, { day, staff, rows }, cut));
    if (follows) shown.push({ day, staff, rows });
    if (last) least = follows ? FIRST_LOOK : moves + threshold.base;
  }
  return shown;
}

/** Two tables can be compared by the finest groups that are in both. */
const fitBeside = (before: Shown, after: Shown, cut: Cut) =>
  join(before.rows, after.rows).every((group) => mayFollow(within(before.staff, cut, group), within(after.staff, cut, group)));

const within = (staff: readonly Staff[], cut: Cut, group: string[]) => staff.filter((one) => group.includes(cut.key(one)));

/** How many came to a row or went from it. */
function movesIn(before: readonly Staff[], after: readonly Staff[], cut: Cut): number {
  const key = (one: Staff) => `${one.person} ${cut.key(one)}`;
  const [was, is] = [before, after].map((list) => new Set(list.map(key))) as [Set<string>, Set<string>];
  return [...was].filter((one) => !is.has(one)).length + [...is].filter((one) => !was.has(one)).length;
}

const tableOf = ({ day, staff, rows }: Shown, cut: Cut): ShareTable => ({
  day,
  rows: rows.map((group) => shareRow(cut === cuts.whole ? [] : group, within(staff, cut, group))),
});

/** The newest tables that may be shown on a day: of everybody, by role and by the year in which they began. Each says of which day it is. */
export function sharesOn(pathway: Pathway, workers: readonly Worker[], on: string): Record<keyof typeof cuts, ShareTable | null> {
  const first = workers.map(({ began }) => began).sort()[0] ?? on;
  const days = quarters(first, on).map((day) => ({ day, staff: staffOn(pathway, workers, day) }));
  const whole = shownOf(days, cuts.whole);
  // A part is shown beside its whole alone.
  const newest = (cut: Cut) => {
    const shown = cut === cuts.whole ? whole : shownOf(whole, cut);
    const last = shown.at(-1);
    return last ? tableOf(last, cut) : null;
  };
  return { whole: newest(cuts.whole), role: newest(cuts.role), cohort: newest(cuts.cohort) };
}
