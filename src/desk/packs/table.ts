import type { AreaRow, Reading } from '../../insight/index.ts';
import type { PackTable } from '../../packs/index.ts';
import type { ResultsWords } from '../../surveys/index.ts';
import { cellOf, placesNamed } from './said.ts';

/** Places beside each other in one table: more do not fit on a page. */
const MOST_COLUMNS = 3;

interface Laid {
  rows: readonly AreaRow[];
  areaLabel(area: string): string;
  /** Names of settings, by id. */
  settings: ReadonlyMap<string, string>;
  words: ResultsWords;
  /** What stands behind a number, such as its mark. */
  after(reading: Reading): string;
}

/**
 * The matrix as tables: areas down, places across. All places come first in each; places that are told together only are in the last column, with their names.
 * A place of which nothing may be told alone has no column.
 */
export function matrixTables({ rows, areaLabel, settings, words, after }: Laid): PackTable[] {
  const called = (ids: readonly string[]) => placesNamed(ids, settings, words);
  const cell = (readings: readonly Reading[]) => readings.map((reading) => cellOf(reading, words) + after(reading)).join('\n');
  const single = new Set(rows.flatMap(({ parts }) => parts.flatMap(({ of }) => (of.length === 1 ? of : []))));
  const columns = [...settings.keys()].filter((id) => single.has(id));
  const together = rows.some(({ parts }) => parts.some(({ of }) => of.length > 1));
  const laid = rows.map((row) => {
    const alone = new Map(row.parts.flatMap(({ of, readings }) => (of.length === 1 ? [[of[0], readings] as const] : [])));
    const others = row.parts.filter(({ of }) => of.length > 1).map(({ of, readings }) => `${called(of)}: ${cell(readings)}`);
    const cells = [...columns.map((id) => cell(alone.get(id) ?? [])), ...(together ? [others.join('\n')] : [])];
    return {
      area: areaLabel(row.area),
      whole: cell(row.whole) || words.pack_not_asked,
      cells: cells.map((text) => text || words.pack_few),
    };
  });
  const heads = [...columns.map((id) => called([id])), ...(together ? [words.pack_others] : [])];
  return Array.from({ length: Math.max(1, Math.ceil(heads.length / MOST_COLUMNS)) }, (_, at): PackTable => {
    const [from, to] = [at * MOST_COLUMNS, (at + 1) * MOST_COLUMNS];
    return {
      title: words.pack_matrix,
      head: [words.pack_head_area, words.pack_all, ...heads.slice(from, to)],
      rows: laid.map(({ area, whole, cells }) => [area, whole, ...cells.slice(from, to)]),
    };
  });
}

/** Places that a report or a sheet shows: of more, all of them together say more than a long list. */
const MOST_PLACES = 24;

/** The rows as they are read at once: without places where there are too many of them. */
export function readable(rows: readonly AreaRow[]): AreaRow[] {
  return rows.map((row) => (row.parts.length > MOST_PLACES ? { ...row, parts: [] } : row));
}
