import { answersOf, late, partsOf, stopped, stopsOf, type Tally } from './count.ts';
import { fits, grouped, standing, type Threshold } from './disclosure.ts';
import { type Grid, join } from './grid.ts';
import type { Response, Survey } from './survey.ts';

/**
 * Figures as they were published: plain JSON, to be kept as it is and never worked out again. A response is in one release at most, so no
 * two releases have anybody in common, and nothing is learnt by comparing them: not when late answers come one by one, and not when
 * somebody has theirs deleted.
 */
export interface Release {
  v: 1;
  threshold: Threshold;
  /** How many people finished, and are in its tables. */
  base: number;
  /** How many of them in each group of parts. One group: nothing is shown by part. */
  parts: { of: string[]; base: number }[];
  tables: Record<string, { whole: Grid; split: Grid }>;
}

const addUp = (rows: number[][]): number[] => rows.reduce((total, row) => total.map((count, at) => count + (row[at] as number)));

function gridOf(counts: number[][], rows: number[][], groups: number[][], parts: string[], columns: string[]): Grid {
  const named = (places: number[][], names: string[]) => places.map((group) => group.map((place) => names[place] as string));
  const countsOf = rows.map((row) => addUp(row.map((place) => counts[place] as number[])));
  const held = countsOf.map((row) => groups.map((group) => group.reduce((sum, place) => sum + (row[place] as number), 0)));
  return { rows: named(rows, parts), columns: named(groups, columns), counts: held };
}

/** Parts that stand together, by their places, and how many people are in them. */
interface Standing {
  of: number[];
  base: number;
}

/** The groups that show the most parts, the finest of these; null: no two parts. */
function splitOf(
  tally: Tally,
  parts: Standing[],
  groups: number[][],
  threshold: Threshold,
): { rows: number[][]; groups: number[][] } | null {
  const named = groups.map((group) => group.map((place) => tally.columns[place] as string));
  const banded = join(named, tally.bands).map((group) => group.map((value) => tally.columns.indexOf(value)));
  const found = [groups, ...(tally.bands.length > 0 ? [banded] : [])].flatMap((candidate) => {
    if (candidate.length < 2) return [];
    const within = (together: number[]) => together.flatMap((at) => parts[at]?.of ?? []);
    const countsIn = (together: number[]) => addUp(within(together).map((part) => tally.counts[part] as number[]));
    const rows = standing(
      parts.map(({ base }) => base),
      (together) => fits(countsIn(together), candidate, tally.noAnswer, threshold),
    );
    return rows ? [{ rows: rows.map(within), groups: candidate }] : [];
  });
  return found.sort((a, b) => b.rows.length - a.rows.length)[0] ?? null;
}

/**
 * What may be shown of these responses, none of which was in a release before; null where too few finished, and then they all wait for others.
 * Answers are those of people who finished; who did not is counted only by where they stopped, so that the two have nobody in common.
 *
 * The best moment is when the survey has closed: what is published early is cut into small pieces, and more of it has to be hidden.
 */
export function release(survey: Survey, waiting: Response[], threshold: Threshold): Release | null {
  const finished = waiting.filter(({ state }) => state === 'finished');
  const unfinished = waiting.filter(({ state }) => state !== 'finished');
  if (finished.length < threshold.base) return null;
  const parts = partsOf(survey);
  const tallies = answersOf(survey, finished);
  const sizes = parts.map((_, part) => tallies.get(late.table)?.counts[part]?.reduce((sum, count) => sum + count, 0) ?? 0);
  const everybody = [parts.map((_, part) => part)];
  const size = (group: number[]) => group.reduce((sum, part) => sum + (sizes[part] as number), 0);
  const alone = standing(sizes, (group) => size(group) >= threshold.base) ?? everybody;
  const bases = alone.map((group): Standing => ({ of: group, base: size(group) }));
  const tables = [...tallies].map(([name, tally]): [string, { whole: Grid; split: Grid }] => {
    const groups = grouped(addUp(tally.counts), tally.noAnswer, threshold, tally.beside);
    const split = bases.length > 1 ? splitOf(tally, bases, groups, threshold) : null;
    const all = [tally.columns.map((_, place) => place)];
    return [
      name,
      {
        whole: gridOf(tally.counts, everybody, groups, parts, tally.columns),
        split: gridOf(tally.counts, split?.rows ?? everybody, split?.groups ?? all, parts, tally.columns),
      },
    ];
  });
  if (unfinished.length >= threshold.base) {
    const { counts, noAnswer, columns } = stopsOf(survey, unfinished);
    const grid = (groups: number[][]) => gridOf(counts, [[0]], groups, partsOf({ ...survey, split: null }), columns);
    tables.push([stopped, { whole: grid(grouped(addUp(counts), noAnswer, threshold)), split: grid([columns.map((_, place) => place)]) }]);
  }
  return {
    v: 1,
    threshold,
    base: finished.length,
    parts: bases.map(({ of, base }) => ({ of: of.map((part) => parts[part] as string), base })),
    tables: Object.fromEntries(tables),
  };
}
