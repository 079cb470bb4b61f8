import { type Counter, counterOf, countsIn, how, late, partsOf, stopped, type Tally } from './count.ts';
import { fits, grouped, standing, type Threshold } from './disclosure.ts';
import { type Grid, join } from './grid.ts';
import { elsewhere, type Response, type Survey } from './survey.ts';

/**
 * Figures as they were published: plain JSON, to be kept as it is and never worked out again. A response is in one release at most, so no
 * two releases have anybody in common, and nothing is learnt by comparing them: not when late answers come one by one, and not when
 * somebody has theirs deleted.
 */
export interface Release {
  v: 1;
  /** Of people who raised their hands. */
  hands?: true;
  threshold: Threshold;
  /** How many people finished, and are in its tables. */
  base: number;
  /** How many of them in each group of parts. One group: nothing is shown by part. */
  parts: { of: string[]; base: number }[];
  tables: Record<string, { whole: Grid; split: Grid }>;
}

const addUp = (rows: number[][]): number[] => rows.reduce((total, row) => total.map((count, at) => count + (row[at] as number)));
const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);

/** @param rows parts by their places, and @param named the same by their names */
function gridOf(tally: Tally, rows: number[][], named: string[][], groups: number[][]): Grid {
  const held = rows.map((row) => {
    const counts = countsIn(tally, row);
    return groups.map((group) => sum(group.map((place) => counts[place] as number)));
  });
  return { rows: named, columns: groups.map((group) => group.map((place) => tally.columns[place] as string)), counts: held };
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
  const counts = parts.map(({ of }) => countsIn(tally, of));
  const sizes = parts.map(({ base }) => base);
  const found = [groups, ...(tally.bands.length > 0 ? [banded] : [])].flatMap((candidate) => {
    if (candidate.length < 2) return [];
    const rows = standing(sizes, (together) =>
      fits(addUp(together.map((at) => counts[at] as number[])), candidate, tally.noAnswer, threshold),
    );
    return rows ? [{ rows: rows.map((together) => together.flatMap((at) => parts[at]?.of ?? [])), groups: candidate }] : [];
  });
  return found.sort((a, b) => b.rows.length - a.rows.length)[0] ?? null;
}

/** From this threshold on a scale is counted in its bands from the start: five numbers of ten are more than most rooms hold, and then none would be shown. */
const BANDS_FROM = 10;

/**
 * The groups of a table. Whether a scale is in bands hangs on the threshold alone and never on what was answered: that the options could not be shown would tell
 * something about them (the attack finds it).
 */
function groupsOf({ columns, bands, noAnswer, beside }: Tally, counts: number[], threshold: Threshold): number[][] {
  if (bands.length === 0 || threshold.cell < BANDS_FROM) return grouped(counts, noAnswer, threshold, beside);
  const places = bands.map((band) => band.map((value) => columns.indexOf(value)));
  const held = [...places.map((band) => sum(band.map((place) => counts[place] as number))), counts.at(-1) as number];
  const middle = places.findIndex((band) => band.includes(beside ?? 0));
  return grouped(held, noAnswer, threshold, middle).map((group) => group.flatMap((at) => places[at] ?? [columns.length - 1]));
}

/** What may be shown of these responses, none of which was in a release before. */
export function release(survey: Survey, waiting: Iterable<Response>, threshold: Threshold): Release | null {
  const counter = counterOf(survey);
  for (const response of waiting) counter.take(response);
  return releaseOf(survey, counter, threshold);
}

/**
 * What may be shown of those who were counted, none of whom was in a release before; null where too few finished, and then they all wait for others.
 * Answers are those of people who finished; who did not is counted only by where they stopped, so that the two have nobody in common.
 *
 * The best moment is when the survey has closed: what is published early is cut into small pieces, and more of it has to be hidden.
 */
export function releaseOf(survey: Survey, { finished, unfinished, answers, stops }: Counter, threshold: Threshold): Release | null {
  if (finished < threshold.base) return null;
  const parts = partsOf(survey);
  const sizes = parts.map((_, part) => sum(countsIn(answers.get(late.table) as Tally, [part])));
  const everybody = [parts.map((_, part) => part)];
  const size = (group: number[]) => sum(group.map((part) => sizes[part] as number));
  const alone = standing(sizes, (group) => size(group) >= threshold.base) ?? everybody;
  const bases = alone.map((group): Standing => ({ of: group, base: size(group) }));
  const namesOf = (rows: number[][]) => rows.map((row) => row.map((part) => parts[part] as string));
  const tables = [...answers].map(([name, tally]): [string, { whole: Grid; split: Grid }] => {
    const groups = groupsOf(tally, countsIn(tally, everybody.flat()), threshold);
    const split = bases.length > 1 ? splitOf(tally, bases, groups, threshold) : null;
    const whole = gridOf(tally, everybody, [parts], groups);
    if (!split) return [name, { whole, split: gridOf(tally, everybody, [parts], [[...tally.columns.keys()]]) }];
    return [name, { whole, split: gridOf(tally, split.rows, namesOf(split.rows), split.groups) }];
  });
  if (unfinished >= threshold.base) {
    const grid = (groups: number[][]) => gridOf(stops, [[0]], [[elsewhere]], groups);
    const groups = grouped(countsIn(stops, [0]), stops.noAnswer, threshold);
    tables.push([stopped, { whole: grid(groups), split: grid([[...stops.columns.keys()]]) }]);
  }
  return {
    v: 1,
    threshold,
    base: finished,
    parts: bases.map(({ of, base }) => ({ of: of.map((part) => parts[part] as string), base })),
    tables: Object.fromEntries(tables),
  };
}

/** Those who answered alone, of a survey that is cut by how: nobody of them is in the part of hands. */
export const ofOneAlone = (survey: Survey): Survey =>
  survey.split?.by === how.by
    ? { ...survey, split: { ...survey.split, parts: survey.split.parts.filter(({ value }) => value !== 'scribe') } }
    : survey;

/**
 * What may be shown of people who raised their hands. It is a release of its own: everybody in the room saw the hands, and can take them off from what is
 * shown. What is left then is what was published of the others, by itself. Where results are cut by how, these people are one whole part.
 */
export function handsRelease(survey: Survey, people: Iterable<Response>, threshold: Threshold): Release | null {
  const cut = survey.split?.by === how.by;
  const made = release(cut ? { ...survey, split: null } : survey, people, threshold);
  if (!made) return null;
  const { [how.table]: _, ...tables } = made.tables;
  if (!cut) return { ...made, hands: true, tables };
  const parts = [['scribe']];
  const whole = Object.entries(tables).map(([name, { whole }]) => [name, { whole, split: { ...whole, rows: parts } }]);
  return { ...made, hands: true, parts: [{ of: ['scribe'], base: made.base }], tables: Object.fromEntries(whole) };
}
