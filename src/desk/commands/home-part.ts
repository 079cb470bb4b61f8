import type { NextStep, Sheet } from '../ports.ts';

/** What the parts of `home` have in common. */

/** Rows of one part, and buttons of one kind: what needs more has its own list. */
export const MOST_ROWS = 10;
export const MOST_BUTTONS = 3;

type Table = NonNullable<Sheet['tables']>[number];

/** One part of the sheet. */
export interface Part {
  /** null: there is nothing. */
  table: Table | null;
  next: NextStep[];
  data: unknown;
}

export const nothing: Part = { table: null, next: [], data: [] };

export function stepsOf<Row>(rows: Row[], step: (row: Row) => NextStep): NextStep[] {
  return rows.slice(0, MOST_BUTTONS).map(step);
}

export const tableOf = (head: string[], rows: string[][]): Table | null => (rows.length > 0 ? { head, rows } : null);
