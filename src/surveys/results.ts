import type { QuestionType } from '../engine/index.ts';
import { type Share, shareOf } from '../share.ts';
import { averagesOf, type Range } from './averages.ts';
import { late, picked, stopped } from './count.ts';
import { add, type Grid } from './grid.ts';
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
  /** Whom shares are of: those who answered, where it can be shown how many did not; otherwise everybody in the results. */
  of: 'answered' | 'everyone';
  /** null: hidden. */
  answered: number | null;
  skipped: number | null;
  /** All options in their order, also those that nobody picked. */
  figures: Figure[];
  together: Together[];
  /** For scales and 0 to 10. */
  mean: Range | null;
  median: Range | null;
  /** Empty where nothing can be shown by part. */
  byPart: PartResult[];
}

/** A step and how many of those in the results came to it. */
export interface DropOff extends Figure {
  reached: number | null;
}

export interface Results {
  /** How many people are in the results, and in how many releases they came. */
  base: number;
  releases: number;
  /** How many are in each part, or in parts that stand together. Empty where nothing can be shown by part. */
  parts: { parts: string[]; base: number }[];
  questions: QuestionResult[];
  /** Where people stopped; its last figure are those who finished. */
  dropOff: { steps: DropOff[]; together: Together[] };
  /** How many answered after the end. null: hidden. */
  late: number | null;
}

/** The count of these values where they are shown, and nothing but them. */
function countIn(grid: Grid, values: string[], row = 0): number | null {
  const groups = grid.columns.flatMap((group, at) => (group.some((value) => values.includes(value)) ? [{ group, at }] : []));
  if (groups.some(({ group }) => !group.every((value) => values.includes(value)))) return null;
  return groups.reduce((sum, { at }) => sum + (grid.counts[row]?.[at] ?? 0), 0);
}

/** What was published, put together for reading. Works on published figures alone. null: nothing was published yet. */
export function resultsOf(survey: Survey, releases: Release[]): Results | null {
  if (releases.length === 0) return null;
  const base = releases.reduce((sum, one) => sum + one.base, 0);
  const least = Math.max(...releases.map(({ threshold }) => threshold.base));
  const gridsOf = (name: string, kind: 'whole' | 'split') =>
    releases.flatMap(({ tables }) => tables[name]?.[kind] ?? []).reduce<Grid | null>((sum, grid) => (sum ? add(sum, grid) : grid), null);
  const share = (count: number | null, of: number) => (count === null || of < least ? null : shareOf(count, of));
  const together = (grid: Grid, of: number, row = 0, from = 2): Together[] =>
    grid.columns.flatMap((values, at) => {
      const count = grid.counts[row]?.[at] ?? 0;
      return values.length >= from ? [{ values, count, share: share(count, of) }] : [];
    });

  function byPart(name: string, part: (groups: Together[]) => Together[] = (groups) => groups): PartResult[] {
    const grid = gridsOf(name, 'split');
    if (!grid || grid.rows.length < 2 || grid.columns.length < 2) return [];
    return grid.rows.map((parts, row) => {
      const size = (grid.counts[row] as number[]).reduce((sum, count) => sum + count, 0);
      return { parts, groups: part(together(grid, size, row, 1)) };
    });
  }

  function severalOf({ step, options }: Question) {
    const grids = options.map(({ value }) => ({ value, grid: gridsOf(picked.table(step, value), 'whole') }));
    const only = (value: string) => (groups: Together[]) =>
      groups.flatMap((group) => (group.values.join() === picked.yes ? [{ ...group, values: [value] }] : []));
    const figures = options.map(({ value, label }, at) => {
      const count = grids[at]?.grid ? countIn(grids[at].grid, [picked.yes]) : null;
      return { value, label, count, share: share(count, base) };
    });
    const rows = options.map(({ value }) => byPart(picked.table(step, value), only(value)));
    return { of: 'everyone' as const, answered: null, skipped: null, figures, together: [], mean: null, median: null, byPart: rows.flat() };
  }

  function oneOf({ step, type, options }: Question, grid: Grid) {
    const skipped = countIn(grid, [noAnswer]);
    const of = skipped === null ? base : base - skipped;
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
      of: skipped === null ? ('everyone' as const) : ('answered' as const),
      answered: skipped === null ? null : of,
      skipped,
      figures,
      together: together(grid, of),
      mean: averages?.mean ?? null,
      median: averages?.median ?? null,
      byPart: byPart(step),
    };
  }

  const questions = survey.questions.flatMap((question) => {
    const { step, label, type, areas, options } = question;
    const grid = gridsOf(step, 'whole');
    if (options.length === 0 || (type !== 'several' && !grid)) return [];
    return [{ step, label, type, areas, ...(type === 'several' ? severalOf(question) : oneOf(question, grid as Grid)) }];
  });

  const stops = gridsOf(stopped.table, 'whole') as Grid;
  const places = [...survey.questions.map(({ step, label }) => ({ value: step, label })), { value: stopped.finished, label: '' }];
  const steps = places.map(({ value, label }, at) => {
    const before = countIn(
      stops,
      places.slice(0, at).map((place) => place.value),
    );
    const count = countIn(stops, [value]);
    return { value, label, count, share: share(count, base), reached: before === null ? null : base - before };
  });
  const lateGrid = gridsOf(late.table, 'whole') as Grid;
  return {
    base,
    releases: releases.length,
    parts: partsShown(releases),
    questions,
    dropOff: { steps, together: together(stops, base) },
    late: countIn(lateGrid, [late.yes]),
  };
}

function partsShown(releases: Release[]): Results['parts'] {
  const grids = releases.map(
    ({ parts }): Grid => ({ rows: parts.map(({ of }) => of), columns: [[elsewhere]], counts: parts.map(({ base }) => [base]) }),
  );
  const grid = grids.reduce(add);
  return grid.rows.length < 2 ? [] : grid.rows.map((parts, row) => ({ parts, base: grid.counts[row]?.[0] ?? 0 }));
}
