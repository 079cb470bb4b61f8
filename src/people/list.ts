import { CsvError, parse } from 'csv-parse/sync';
import type { Contact } from '../desk/ports.ts';
import { type Column, columnNear, columnOf, personColumns, workColumns } from './columns.ts';
import { choiceOf, isTooYoung, type Offered } from './offered.ts';
import { emailOf, type ReadPhone } from './tombstone.ts';
import { type Work, type WorkFault, type WorkReaders, workOf } from './work.ts';

/** Rows of one file. More would be a table that nobody reads before they say yes to it. */
export const MOST_ROWS = 10_000;
/** Letters of one row: a quote that is never closed would make the rest of the file one cell. */
const MOST_LETTERS = 10_000;
const MOST_IN_NAME = 100;

/** Somebody whom a list names, as they will be kept. */
export interface ListRow {
  /** As a spreadsheet numbers it; the headings are row 1. */
  row: number;
  name: string | null;
  contacts: Contact[];
  ageBand: string | null;
  place: string | null;
  /** What they were, and when, where the list may say that. */
  work?: Work;
}

/** Why a row cannot be taken: the id of a sentence for staff, and what fills it. */
export interface RowFault {
  row: number;
  /** As the row has it, so that staff find it; null: it says none, or it must not be said. */
  name: string | null;
  fault:
    | 'cells'
    | 'no_contact'
    | 'no_name'
    | 'bad_email'
    | 'bad_phone'
    | 'bad_age'
    | 'too_young'
    | 'bad_place'
    | 'long_name'
    | 'nobody'
    | WorkFault['fault'];
  fills: Record<string, string>;
}

/** Why a file cannot. */
export interface FileFault {
  fault: 'not_text' | 'not_csv' | 'no_columns' | 'column_twice' | 'too_many' | 'no_rows';
  fills: Record<string, string>;
}

export interface ListReaders {
  phone: ReadPhone;
  /** What registering offers. */
  ageBands: Offered[];
  places: Offered[];
  /** Of a list that may say what people were, and when. */
  work?: WorkReaders;
}

/** A list as it was read. `near`: headings that are not read and look like one with a slip in it. */
export interface ReadList {
  rows: (ListRow | RowFault)[];
  leftOut: string[];
  near?: { heading: string; column: Column }[];
}

/** One line, without what cannot be seen. A formula is text like any other: nothing here computes it, and nothing takes it away. */
export const oneLine = (cell: string) =>
  cell
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();

/** The comma, or what spreadsheets of other countries write in its place: whichever gives the most columns that we know. */
function delimiterOf(text: string, columns: readonly Column[]): string {
  const known = (delimiter: string) => recordsOf(text, delimiter, 1)[0]?.filter((heading) => columnOf(heading, columns)).length ?? 0;
  return [',', ';', '\t'].sort((a, b) => known(b) - known(a))[0] as string;
}

function recordsOf(text: string, delimiter: string, to: number): string[][] {
  return parse(text, { delimiter, to, bom: true, relax_column_count: true, relax_quotes: true, max_record_size: MOST_LETTERS });
}

/** Columns of which a list has to have one, by what its rows are about. */
const needed = { contact: ['email', 'phone'], name: ['name', 'email', 'phone'] } as const satisfies Record<string, readonly Column[]>;

/**
 * Reads a list of people: CSV with headings. Blank rows are passed over, and so are columns that are not ours (`leftOut`), because what is not
 * needed is not kept.
 * @param by `contact`: each row has to say how to reach somebody; `name`: a name alone is enough
 */
export function readList(text: string, readers: ListReaders, by: keyof typeof needed): ReadList | FileFault {
  const { work } = readers;
  const columns: readonly Column[] = work ? [...personColumns, ...workColumns] : personColumns;
  // What is no UTF-8 was read as this sign; UTF-16 is full of noughts.
  if (/[\uFFFD\0]/.test(text)) return { fault: 'not_text', fills: {} };
  // Excel writes its delimiter above the headings when it is asked to, and does not count the line.
  const table = text.replace(/^\uFEFF?sep=.\r?\n/i, '');
  let records: string[][];
  try {
    records = recordsOf(table, delimiterOf(table, columns), MOST_ROWS + 2);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { fault: 'not_csv', fills: { line: String(error.lines ?? 1) } };
  }
  const [headings = [], ...lines] = records;
  const at = headings.map((heading) => columnOf(heading, columns));
  const twice = columns.find((column) => at.filter((one) => one === column).length > 1);
  if (twice) return { fault: 'column_twice', fills: { column: twice } };
  if (!needed[by].some((column) => at.includes(column)) && !(work && at.includes('person')))
    return { fault: 'no_columns', fills: { needed: needed[by].join(' or '), columns: columns.join(', ') } };
  if (lines.length > MOST_ROWS) return { fault: 'too_many', fills: { limit: String(MOST_ROWS) } };
  const rows = lines.flatMap((line, index) => {
    const cells = line.map(oneLine);
    return cells.some(Boolean) ? [readRow(index + 2, cells, at, readers, by)] : [];
  });
  if (rows.length === 0) return { fault: 'no_rows', fills: {} };
  const leftOut = headings.map(oneLine).filter((heading) => heading && !columnOf(heading, columns));
  if (!work) return { rows, leftOut };
  const near = leftOut.flatMap((heading) => {
    const column = columnNear(heading, columns, work.distance);
    return column && !at.includes(column) ? [{ heading, column }] : [];
  });
  return { rows, leftOut, near };
}

function readRow(
  row: number,
  cells: string[],
  at: (Column | null)[],
  { phone, ageBands, places, work: readers }: ListReaders,
  by: keyof typeof needed,
): ListRow | RowFault {
  const cell = (column: Column) => cells[at.indexOf(column)] || null;
  const unnamed = (fault: RowFault['fault'], fills: Record<string, string> = {}): RowFault => ({ row, name: null, fault, fills });
  // A comma in a name that stands in no quotes moves all that follows one column on.
  if (cells.slice(at.length).some(Boolean)) return unnamed('cells', { cells: String(cells.length), columns: String(at.length) });

  const [name, email, number, age, place] = personColumns.map(cell);
  if (name && [...name].length > MOST_IN_NAME) return unnamed('long_name', { limit: String(MOST_IN_NAME) });
  const fault = (fault: RowFault['fault'], fills: Record<string, string> = {}): RowFault => ({ row, name: name ?? null, fault, fills });
  const contacts: Contact[] = [];
  if (email) {
    const value = emailOf(email);
    if (value === null) return fault('bad_email', { value: email });
    contacts.push({ channel: 'email', value });
  }
  if (number) {
    const value = phone(number);
    if (value === null) return fault('bad_phone', { value: number });
    contacts.push({ channel: 'sms', value });
  }
  const named = readers ? cell('person') : null;
  if (contacts.length === 0 && !named && (by === 'contact' || !name)) return fault(by === 'contact' ? 'no_contact' : 'no_name');
  const band = age ? choiceOf(age, ageBands) : null;
  if (age && !band) return fault('bad_age', { value: age, choices: ageBands.map(({ value }) => value).join(', ') });
  if (band && isTooYoung(band)) return unnamed('too_young');
  const where = place ? choiceOf(place, places) : null;
  if (place && !where) return fault('bad_place', { value: place, choices: places.map(({ value }) => value).join(', ') });
  const read = { row, name: name ?? null, contacts, ageBand: band?.value ?? null, place: where?.value ?? null };
  if (!readers) return read;
  const [role, since, until, first] = (['role', 'since', 'until', 'first'] as const).map(cell) as (string | null)[];
  const work = workOf({ person: named, role: role ?? null, since: since ?? null, until: until ?? null, first: first ?? null }, readers);
  return 'fault' in work ? fault(work.fault, work.fills) : { ...read, work };
}
