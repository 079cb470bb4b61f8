import writeXlsxFile from 'write-excel-file/node';
import type { Sheet } from './table.ts';

/** Excel allows 31 letters and none of these in the name of a sheet. */
const sheetName = (name: string) => name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31);

/** Tables as one Excel file. Each text is written as text, so that nothing in it is ever a formula. */
export function xlsxOf(sheets: Sheet[]): Promise<Buffer> {
  return writeXlsxFile(
    sheets.map(({ name, head, rows }) => ({
      sheet: sheetName(name),
      stickyRowsCount: 1,
      columns: head.map((_, at) => ({ width: Math.min(60, Math.max(...[head, ...rows].map((row) => String(row[at] ?? '').length)) + 2) })),
      data: [
        head.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
        ...rows.map((row) => row.map((value) => (typeof value === 'string' ? { value, type: String } : value))),
      ],
    })),
  ).toBuffer();
}
