import type { Before, DataClass, Past, PersonalClass, Retention } from '../../desk/ports.ts';
import { concerned } from '../concern-kept.ts';
import type { Sql } from '../sql.ts';
import { silent, something, working } from './due.ts';
import { closedConcerns, cut, spent } from './logs.ts';

/** Counts what is past. The moment is `$1`; null counts nothing. `of`: the table; `past`: its rows that would go; `at`: how old one is. */
interface Count {
  of: string;
  past: string;
  at: string;
}

const due = (what: PersonalClass) =>
  `(SELECT p.id, p.created_at FROM person p WHERE ${something[what]} AND NOT ${concerned} AND NOT ${working} AND ${silent('$1::timestamptz')}) due`;

const sweeping = ({ table, at, but }: (typeof spent)[keyof typeof spent]): Count => {
  return { of: table, past: `${table} WHERE ${at} <= $1::timestamptz ${but}`, at };
};

const counts: Record<DataClass, Count> = {
  conversations: { of: 'message', past: `${due('conversations')} JOIN message m ON m.person_id = due.id`, at: 'm.at' },
  answers: {
    of: 'answer',
    past: `${due('answers')} JOIN conversation c ON c.person_id = due.id JOIN answer a ON a.conversation_id = c.id`,
    at: 'a.at',
  },
  contact_details: { of: 'person', past: due('contact_details'), at: 'due.created_at' },
  concern_log: { of: 'concern', past: `${closedConcerns} WHERE last.at <= $1::timestamptz`, at: 'n.at' },
  concern_kept: { of: 'concern_kept', past: 'concern_kept WHERE at <= $1::timestamptz', at: 'at' },
  audit: { of: 'audit_event', past: `audit_event WHERE ${cut('$1::timestamptz')}`, at: 'at' },
  anonymous_answers: sweeping(spent.anonymous_answers),
  inbound_keys: sweeping(spent.inbound_keys),
  resume_codes: sweeping(spent.resume_codes),
  used_tickets: sweeping(spent.used_tickets),
  tombstones: sweeping(spent.tombstones),
};

const textOf = ({ of, past, at }: Count) =>
  `SELECT (SELECT count(*)::int FROM ${of}) AS of, count(*)::int AS past, min(${at}) AS oldest FROM ${past}`;

const heldText = `SELECT count(*) FILTER (WHERE concerned)::int AS concern, count(*) FILTER (WHERE working AND NOT concerned)::int AS role
FROM (SELECT ${concerned} AS concerned, ${working} AS working FROM person p WHERE ${silent('$1::timestamptz')}) held`;

/** What would go, as the removal itself would find it. */
export function lookOf(sql: Sql): Retention['look'] {
  return async (before: Before) => {
    const classes = {} as Record<DataClass, Past>;
    for (const name of Object.keys(counts) as DataClass[]) {
      const [past] = await sql.query<Past>(textOf(counts[name]), [before[name]]);
      if (!past) throw new Error('A count answers one row, always.');
      classes[name] = past;
    }
    const [held] = await sql.query<{ concern: number; role: number }>(heldText, [before.conversations]);
    return { classes, held: held ?? { concern: 0, role: 0 } };
  };
}
