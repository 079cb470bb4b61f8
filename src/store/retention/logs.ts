import type { Retention } from '../../desk/ports.ts';
import type { Sql } from '../sql.ts';

/** Rows that one statement takes away of what is about people, and of what names nobody. */
const LOGGED = 500;
const SPENT = 5000;

/** What is only added to lets retention take away, for one statement, when it says that it is retention. */
const gate = "gate AS MATERIALIZED (SELECT set_config('onward.retention', 'on', true) AS state)";

type Step = Parameters<Retention['step']>[0];

/** A concern goes with all that was done about it, so long after it was closed. */
export const closedConcerns = `concern n JOIN LATERAL (SELECT state, at FROM concern_event e WHERE e.concern_id = n.id ORDER BY e.id DESC LIMIT 1) last
  ON last.state = 'closed'`;

/** The audit is cut from its beginning, up to the first row that has to stay, and never to its end: the chain hangs on its newest row. */
export const cut = (before: string) =>
  `id < least((SELECT max(id) FROM audit_event), coalesce((SELECT min(id) FROM audit_event WHERE at > ${before}), 9223372036854775807))`;

const concerns = `WITH ${gate},
old AS MATERIALIZED (SELECT n.id FROM gate, ${closedConcerns} WHERE gate.state = 'on' AND last.at <= $1::timestamptz ORDER BY n.at LIMIT ${LOGGED}),
events AS (DELETE FROM concern_event USING old WHERE concern_id = old.id),
alerts AS (DELETE FROM concern_alert USING old WHERE concern_id = old.id),
gone AS (DELETE FROM concern USING old WHERE concern.id = old.id RETURNING 1),
audited AS (INSERT INTO audit_event (at, who, action, about, why)
  SELECT $2::timestamptz, 'onward', 'retention', NULL, 'concern log: ' || count(*) || ' concerns' FROM gone HAVING count(*) > 0)
SELECT count(*)::int AS gone FROM gone`;

/** Of people who were deleted while a concern was open, and nobody closed it. */
const concernsKept = `WITH old AS MATERIALIZED (SELECT concern_id FROM concern_kept WHERE at <= $1::timestamptz ORDER BY at LIMIT ${LOGGED}),
gone AS (DELETE FROM concern_kept USING old WHERE concern_kept.concern_id = old.concern_id RETURNING 1),
audited AS (INSERT INTO audit_event (at, who, action, about, why)
  SELECT $2::timestamptz, 'onward', 'retention', NULL, 'kept for concerns: of ' || count(*) || ' concerns' FROM gone HAVING count(*) > 0)
SELECT count(*)::int AS gone FROM gone`;

/** The row that says so carries the seal of the last one that went: there the chain begins from now on (see audit.ts). */
const audit = `WITH ${gate},
old AS MATERIALIZED (SELECT id FROM gate, audit_event WHERE gate.state = 'on' AND ${cut('$1::timestamptz')} ORDER BY id LIMIT ${LOGGED}),
gone AS (DELETE FROM audit_event USING old WHERE audit_event.id = old.id RETURNING audit_event.id, hash),
audited AS (INSERT INTO audit_event (at, who, action, about, why)
  SELECT $2::timestamptz, 'onward', 'retention', NULL,
    'audit: ' || count(*) || ' rows; audit up to ' || max(id) || ':' || (array_agg(hash ORDER BY id DESC))[1] FROM gone HAVING count(*) > 0)
SELECT count(*)::int AS gone FROM gone`;

/** What names nobody, or is of no use any more: which rows are past, by when. \`$1\`: the moment. */
export const spent = {
  anonymous_answers: {
    table: 'response',
    at: '(SELECT r.finish_by FROM survey_run r WHERE r.id = response.run_id)',
    but: 'AND person_id IS NULL',
  },
  inbound_keys: { table: 'inbound_key', at: 'at', but: '' },
  resume_codes: { table: 'resume_code', at: 'coalesce(used_at, expires_at)', but: '' },
  used_tickets: { table: 'used_ticket', at: 'expires_at', but: '' },
  // The mark of the secret stands for all of them.
  tombstones: { table: 'tombstone', at: 'at', but: "AND hash NOT LIKE 'key:%'" },
} as const;

/** Names nobody, so nothing of it is for the audit. */
const sweep = ({ table, at, but }: (typeof spent)[keyof typeof spent]) => `WITH gone AS (DELETE FROM ${table}
  WHERE ctid IN (SELECT ctid FROM ${table} WHERE ${at} <= $1::timestamptz ${but} LIMIT ${SPENT}) RETURNING 1) SELECT count(*)::int AS gone FROM gone`;

/** Forms that nobody settled go with the answers that they would have been. */
const answers = sweep(spent.anonymous_answers).replace(
  'WITH ',
  'WITH forms AS (DELETE FROM paper_entry e USING survey_run r WHERE r.id = e.run_id AND r.finish_by <= $1::timestamptz), ',
);

const steps: Record<Step, string> = {
  concern_log: concerns,
  concern_kept: concernsKept,
  audit,
  anonymous_answers: answers,
  inbound_keys: sweep(spent.inbound_keys),
  resume_codes: sweep(spent.resume_codes),
  used_tickets: sweep(spent.used_tickets),
  tombstones: sweep(spent.tombstones),
};

export function stepOf(sql: Sql): Retention['step'] {
  return async (what, before, at) => {
    const params = steps[what].includes('$2') ? [before, at] : [before];
    const [row] = await sql.query<{ gone: number }>(steps[what], params);
    return row?.gone ?? 0;
  };
}
