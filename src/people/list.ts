import type { Contact } from '../desk/ports.ts';
import { type Column, columnNear, columnOf, personColumns, workColumns } from './columns.ts';
import { type TableFault, tableOf } from './csv-table.ts';
import { choiceOf, isTooYoung, type Offered } from './offered.ts';
import { emailOf, type ReadPhone } from './tombstone.ts';
import { type Work, type WorkFault, type WorkReaders, workOf } from './work.ts';

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
  fault: TableFault['fault'] | 'no_columns' | 'column_twice' | 'no_rows';
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
  const table = tableOf(text, (heading) => columnOf(heading, columns) !== null);
  if ('fault' in table) return table;
  const { headings, lines } = table;
  const at = headings.map((heading) => columnOf(heading, columns));
  const twice = columns.find((column) => at.filter((one) => one === column).length > 1);
  if (twice) return { fault: 'column_twice', fills: { column: twice } };
  if (!needed[by].some((column) => at.includes(column)) && !(work && at.includes('person')))
    return { fault: 'no_columns', fills: { needed: needed[by].join(' or '), columns: columns.join(', ') } };
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
