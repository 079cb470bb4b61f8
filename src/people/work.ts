import type { Tenure } from '../desk/ports.ts';
import { nearest } from './columns.ts';
import { choiceOf, type Offered } from './offered.ts';

/** What somebody was and when, as a row of a list says it. */
export interface Work {
  /** Whom it is about, where the list says so itself: an id, or like slack:T0123/U0456. */
  person: string | null;
  tenures: Tenure[];
}

export interface WorkReaders {
  /** Stages of the pathway; the first is where everybody begins. */
  stages: Offered[];
  /** YYYY-MM-DD. */
  today: string;
  /** A date as people write it: YYYY-MM-DD, or null. */
  date(text: string): string | null;
  distance(a: string, b: string): number;
}

export type WorkFault = {
  fault: 'bad_role' | 'bad_role_near' | 'no_role' | 'no_since' | 'bad_day' | 'bad_first' | 'until_first' | 'not_yet';
  fills: Record<string, string>;
};

/** Excel counts days from here, with a 29 February 1900 that never was; from 1982 to 2119 a number of five digits is such a day. */
const EXCEL_BEGAN = Date.UTC(1899, 11, 30);
const DAY = 24 * 3_600_000;

/**
 * A day as a spreadsheet has it: 2021-09-01, 1/9/2021 (the day first), 1 Sept 2021, or Excel's number of it. null: it is none, or one that depends on today.
 */
export function dayOfCell(cell: string, date: WorkReaders['date']): string | null {
  const text = cell.replace(/[T ]00:00(:00(\.0+)?)?Z?$/, '');
  if (/^[3-7]\d{4}(\.\d+)?$/.test(text)) return new Date(EXCEL_BEGAN + Math.floor(Number(text)) * DAY).toISOString().slice(0, 10);
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? [];
  if (year) return date(`${day}/${month}/${year}`);
  return /\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2}/.test(text) ? date(text) : null;
}

const YES = ['yes', 'y', 'true', '1'];
const NO = ['no', 'n', 'false', '0', 'none', 'never'];

type Cells = Record<'person' | 'role' | 'since' | 'until' | 'first', string | null>;

/** Reads what a row says of somebody's work, or why it cannot be read. */
export function workOf({ person, role, since, until, first }: Cells, readers: WorkReaders): Work | WorkFault {
  const { stages, today, date, distance } = readers;
  const fault = (fault: WorkFault['fault'], fills: Record<string, string> = {}): WorkFault => ({ fault, fills });
  const tenures: Tenure[] = [];
  const days: Record<string, string | null> = {};
  for (const [column, value] of Object.entries({ since, until })) {
    days[column] = value && dayOfCell(value, date);
    if (value && !days[column]) return fault('bad_day', { value, column });
  }
  const from = days.since ?? null;
  const last = days.until ?? null;
  if (role) {
    const stage = choiceOf(role, stages);
    if (!stage) {
      const names = stages.flatMap(({ value, names }) => [value, ...names].map((name) => ({ name, is: value })));
      const near = nearest(role, names, distance);
      const choices = stages.map(({ value }) => value).join(', ');
      return near ? fault('bad_role_near', { value: role, near }) : fault('bad_role', { value: role, choices });
    }
    if (from === null) return fault('no_since', { role });
    if (from > today) return fault('not_yet');
    if (last !== null && last < from) return fault('until_first');
    tenures.push({ stage: stage.value, held: true, since: from, until: last });
  } else if (since || until) return fault('no_role');
  if (first) {
    const word = first.toLowerCase();
    const day = dayOfCell(first, date);
    if (day === null && !YES.includes(word) && !NO.includes(word)) return fault('bad_first', { value: first });
    if (day !== null && day > today) return fault('not_yet');
    const held = !NO.includes(word);
    tenures.push({ stage: stages[0]?.value ?? '', held, since: day, until: null });
  }
  return { person, tenures };
}
