import type { AreaRow, Reading } from '../../insight/index.ts';
import type { PackTable } from '../../packs/index.ts';
import type { ResultsWords } from '../../surveys/index.ts';
import type { Places } from './places.ts';
import { cellOf } from './said.ts';

/** Places beside each other in one table: more do not fit on a page. */
const MOST_COLUMNS = 3;

interface Laid {
  rows: readonly AreaRow[];
  areaLabel(area: string): string;
  places: Places;
  words: ResultsWords;
  /** What stands behind a number, such as its mark. */
  after(reading: Reading): string;
}

/** Why nothing stands where an area and a place meet: nobody there was asked about it, or nothing may be told. */
const emptyOf = ({ notAsked }: AreaRow, id: string, words: ResultsWords) => (notAsked.includes(id) ? words.pack_not_asked : words.pack_few);

/**
 * The matrix as tables: areas down, places across. All places come first in each; places that are told together only are in the last column, with their names.
 * A place of which nothing may be told alone has no column, and of many places only some have one.
 */
export function matrixTables({ rows, areaLabel, places, words, after }: Laid): PackTable[] {
  const anyTogether = rows.some(({ parts }) => parts.some(({ of }) => of.length > 1));
  const cell = (readings: readonly Reading[]) => readings.map((reading) => cellOf(reading, words) + after(reading)).join('\n');
  type Column = { head: string; of(row: AreaRow): string; empty(row: AreaRow): string };
  const columns: Column[] = [
    ...places.shown.map(
      (id): Column => ({
        head: places.called([id]),
        of: ({ parts }) => cell(parts.filter(({ of }) => of.length === 1 && of[0] === id).flatMap(({ readings }) => readings)),
        empty: (row) => emptyOf(row, id, words),
      }),
    ),
    ...(anyTogether
      ? [
          {
            head: words.pack_others,
            of: ({ parts }: AreaRow) =>
              parts
                .filter(({ of }) => of.length > 1)
                .map(({ of, readings }) => `${places.called(of)}: ${cell(readings)}`)
                .join('\n'),
            empty: () => words.pack_few,
          },
        ]
      : []),
  ];
  const chunks =
    columns.length === 0
      ? [[]]
      : Array.from({ length: Math.ceil(columns.length / MOST_COLUMNS) }, (_, at) =>
          columns.slice(at * MOST_COLUMNS, (at + 1) * MOST_COLUMNS),
        );
  return chunks.map((chunk) => ({
    title: words.pack_matrix,
    head: [words.pack_head_area, words.pack_all, ...chunk.map(({ head }) => head)],
    rows: rows.map((row) => [
      areaLabel(row.area),
      cell(row.whole) || words.pack_not_asked,
      ...chunk.map(({ of, empty }) => of(row) || empty(row)),
    ]),
  }));
}
