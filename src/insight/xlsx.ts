import writeXlsxFile from 'write-excel-file/node';
import type { Sheet } from './table.ts';

/** Excel allows 31 letters and none of these in the name of a sheet. */
const sheetName = (name: string) => name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31);

/** Letters of the longest cell of a column. */
const longest = ({ head, rows }: Sheet, at: number) =>
  rows.reduce((most, row) => Math.max(most, String(row[at] ?? '').length), String(head[at] ?? '').length);

/** Tables as one Excel file. Each text is written as text, so that nothing in it is ever a formula. */
export function xlsxOf(sheets: Sheet[]): Promise<Buffer> {
  return writeXlsxFile(
    sheets.map((one) => ({
      sheet: sheetName(one.name),
      stickyRowsCount: 1,
      columns: one.head.map((_, at) => ({ width: Math.min(60, longest(one, at) + 2) })),
      data: [
        one.head.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
        ...one.rows.map((row) => row.map((value) => (typeof value === 'string' ? { value, type: String } : value))),
      ],
    })),
  ).toBuffer();
}
