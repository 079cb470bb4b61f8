import { CsvError, parse } from 'csv-parse/sync';

/** Rows of one file. More would be a table that nobody reads before they say yes to it. */
export const MOST_ROWS = 10_000;
/** Letters of one row: a quote that is never closed would make the rest of the file one cell. */
const MOST_LETTERS = 10_000;

/** Why a file is no table. */
export interface TableFault {
  fault: 'not_text' | 'not_csv' | 'too_many';
  fills: Record<string, string>;
}

function recordsOf(text: string, delimiter: string, to: number): string[][] {
  return parse(text, { delimiter, to, bom: true, relax_column_count: true, relax_quotes: true, max_record_size: MOST_LETTERS });
}

/**
 * CSV with headings, as people save it: with a comma, or what spreadsheets of other countries write in its place, whichever gives the most headings that we
 * know. A line is numbered as a spreadsheet does, the headings are 1.
 */
export function tableOf(text: string, knows: (heading: string) => boolean): { headings: string[]; lines: string[][] } | TableFault {
  // What is no UTF-8 was read as this sign; UTF-16 is full of noughts.
  if (/[\uFFFD\0]/.test(text)) return { fault: 'not_text', fills: {} };
  // Excel writes its delimiter above the headings when it is asked to, and does not count the line.
  const table = text.replace(/^\uFEFF?sep=.\r?\n/i, '');
  const known = (delimiter: string) => recordsOf(table, delimiter, 1)[0]?.filter(knows).length ?? 0;
  try {
    const delimiter = [',', ';', '\t'].sort((a, b) => known(b) - known(a))[0] as string;
    const [headings = [], ...lines] = recordsOf(table, delimiter, MOST_ROWS + 2);
    return lines.length > MOST_ROWS ? { fault: 'too_many', fills: { limit: String(MOST_ROWS) } } : { headings, lines };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { fault: 'not_csv', fills: { line: String(error.lines ?? 1) } };
  }
}
