import type { Mode } from '../desk/ports.ts';
import type { QuestionType } from '../engine/index.ts';
import { type Share, shareOf } from '../share.ts';
import { averagesOf, type Range } from './averages.ts';
import { how, isCounted, late, picked, stopped } from './count.ts';
import type { Threshold } from './disclosure.ts';
import { add, type Grid } from './grid.ts';
import { modes } from './how.ts';
import type { Release } from './release.ts';
import { elsewhere, noAnswer, type Question, type Survey } from './survey.ts';

/** One option, or one place where people stopped. null: hidden, because too few people are in it or it would give another away. */
export interface Figure {
  value: string;
  label: string;
  count: number | null;
  share: Share | null;
}

/** Options that are hidden one by one, and how many people are in them together. `noAnswer` may be one of them. */
export interface Together {
  values: string[];
  count: number;
  share: Share | null;
}

/** One question in one part: every group of options, and how many of the part's people are in it. */
export interface PartResult {
  /** Parts that stand together; `elsewhere` is everybody who is in none. */
  parts: string[];
  groups: Together[];
}

export interface QuestionResult {
  step: string;
  label: string;
  type: QuestionType;
  areas: string[];
  /** To how many of those who finished it was put: shares are of them. */
  base: number;
  /** How many answered, as far as it can be shown. */
  answered: Range;
  /** All options in their order, also those that nobody picked. */
  figures: Figure[];
  together: Together[];
  /** For scales and 0 to 10. */
  mean: Range | null;
  median: Range | null;
  /** Empty where nothing can be shown by part. */
  byPart: PartResult[];
}

/** A step at which people stopped, and how many had come to it. */
export interface DropOff extends Figure {
  reached: number | null;
}

export interface Results {
  threshold: Threshold;
  /** How many people finished. */
  base: number;
  releases: number;
  /** How many are in each part, or in parts that stand together. Empty where nothing can be shown by part. */
  parts: { parts: string[]; base: number }[];
  questions: QuestionResult[];
  /** Where those stopped who did not finish; shares are of them. null: they were too few to say. */
  dropOff: { base: number; steps: DropOff[]; together: Together[] } | null;
  /** How many answered after the end. null: hidden. */
  late: number | null;
  /** How answers were captured; labels are the modes. null: it is the parts, or was not counted in all releases. */
  how: Pick<QuestionResult, 'figures' | 'together'> | null;
}

/** The count of these values where they are shown, and nothing but them. */
function countIn(grid: Grid, values: string[], row = 0): number | null {
  const groups = grid.columns.flatMap((group, at) => (group.some((value) => values.includes(value)) ? [{ group, at }] : []));
  if (groups.some(({ group }) => !group.every((value) => values.includes(value)))) return null;
  return groups.reduce((sum, { at }) => sum + (grid.counts[row]?.[at] ?? 0), 0);
}

/** How many people are in a table. */
const totalOf = (grid: Grid | null) => grid?.counts.flat().reduce((sum, count) => sum + count, 0) ?? 0;

/** What was published, put together for reading. Works on published figures alone. null: nothing was published yet. */
export function resultsOf(survey: Survey, releases: Release[]): Results | null {
  if (releases.length === 0) return null;
  const base = releases.reduce((sum, one) => sum + one.base, 0);
  const threshold = releases.map((one) => one.threshold).reduce((one, other) => (one.base > other.base ? one : other));
  const least = threshold.base;
  const gridsOf = (name: string, kind: 'whole' | 'split') =>
    releases
      .flatMap(({ tables }) => tables[name]?.[kind] ?? [])
      // One row, whatever parts there were in each release.
      .map((grid) => (kind === 'whole' ? { ...grid, rows: [[elsewhere]] } : grid))
      .reduce<Grid | null>((sum, grid) => (sum ? add(sum, grid) : grid), null);
  const share = (count: number | null, of: number) => (count === null || of < least ? null : shareOf(count, of));
  const groupsOf = (grid: Grid, of: number, row = 0): Together[] =>
    grid.columns.map((values, at) => {
      const count = grid.counts[row]?.[at] ?? 0;
      return { values, count, share: share(count, of) };
    });
  const together = (grid: Grid, of: number) => groupsOf(grid, of).filter(({ values }) => values.length > 1);

  function byPart(name: string, part: (groups: Together[]) => Together[] = (groups) => groups): PartResult[] {
    const grid = gridsOf(name, 'split');
    if (!grid || grid.rows.length < 2 || grid.columns.length < 2) return [];
    return grid.rows.map((parts, row) => {
      const size = (grid.counts[row] as number[]).reduce((sum, count) => sum + count, 0);
      return { parts, groups: part(groupsOf(grid, size, row)) };
    });
  }

  function severalOf({ step, options }: Question) {
    const grids = options.map(({ value }) => gridsOf(picked.table(step, value), 'whole'));
    const only = (value: string) => (groups: Together[]) =>
      groups.flatMap((group) => (group.values.join() === picked.yes ? [{ ...group, values: [value] }] : []));
    const of = totalOf(grids[0] ?? null);
    const figures = options.map(({ value, label }, at) => {
      const count = grids[at] ? countIn(grids[at], [picked.yes]) : null;
      return { value, label, count, share: share(count, of) };
    });
    const most = Math.max(0, ...figures.map(({ count }) => count ?? 0));
    return {
      base: of,
      figures,
      answered: { from: most, to: of },
      together: [],
      mean: null,
      median: null,
      byPart: options.flatMap(({ value }) => byPart(picked.table(step, value), only(value))),
    };
  }

  function oneOf({ step, type, options }: Question, grid: Grid) {
    const of = totalOf(grid);
    const figures = options.map(({ value, label }) => {
      const count = countIn(grid, [value]);
      return { value, label, count, share: share(count, of) };
    });
    const scored = grid.columns.map((values, at) => ({
      scores: values.map((value) => (value === noAnswer ? null : Number(value))),
      count: grid.counts[0]?.[at] ?? 0,
    }));
    const scale = type === 'scale' || type === 'nought_to_ten';
    const averages = scale && figures.some(({ count }) => count !== null) ? averagesOf(scored) : null;
    return {
      base: of,
      figures,
      answered: { from: figures.reduce((sum, { count }) => sum + (count ?? 0), 0), to: of },
      together: together(grid, of),
      mean: averages?.mean ?? null,
      median: averages?.median ?? null,
      byPart: byPart(step),
    };
  }

  const questions = survey.questions.filter(isCounted).flatMap((question): QuestionResult[] => {
    const { step, label, type, areas } = question;
    if (type === 'several') return [{ step, label, type, areas, ...severalOf(question) }];
    const grid = gridsOf(step, 'whole');
    return grid ? [{ step, label, type, areas, ...oneOf(question, grid) }] : [];
  });

  function dropOffOf(grid: Grid) {
    const of = totalOf(grid);
    const steps = survey.questions.map(({ step, label }, at) => {
      const before = survey.questions.slice(0, at).map((question) => question.step);
      const gone = releases.every(({ tables }) => tables[stopped]) ? countIn(grid, before) : null;
      const count = countIn(grid, [step]);
      return { value: step, label, count, share: share(count, of), reached: gone === null ? null : base + of - gone };
    });
    return { base: of, steps, together: together(grid, of) };
  }

  const stops = gridsOf(stopped, 'whole');
  const lateGrid = gridsOf(late.table, 'whole');
  const raised = releases.filter(({ hands }) => hands).reduce((sum, one) => sum + one.base, 0);
  const told = releases.every(({ hands, tables }) => hands || tables[how.table]);
  const howGrid = told ? gridsOf(how.table, 'whole') : null;
  const countOf = (mode: Mode) => (mode === 'scribe' ? raised || null : howGrid && countIn(howGrid, [mode]));
  return {
    threshold,
    base,
    releases: releases.length,
    parts: partsShown(releases),
    questions,
    dropOff: stops && dropOffOf(stops),
    late: lateGrid && countIn(lateGrid, [late.yes]),
    how: told
      ? {
          figures: modes.map((mode): Figure => {
            const count = countOf(mode);
            return { value: mode, label: mode, count, share: share(count, base) };
          }),
          together: howGrid ? together(howGrid, base) : [],
        }
      : null,
  };
}

function partsShown(releases: Release[]): Results['parts'] {
  const grids = releases.map(
    ({ parts }): Grid => ({ rows: parts.map(({ of }) => of), columns: [[elsewhere]], counts: parts.map(({ base }) => [base]) }),
  );
  const grid = grids.reduce(add);
  return grid.rows.length < 2 ? [] : grid.rows.map((parts, row) => ({ parts, base: grid.counts[row]?.[0] ?? 0 }));
}
