import type { Candidate, ConsentRow, SurveyedSession, SurveyRun } from '../../desk/ports.ts';
import { day, iso } from '../as-text.ts';

/** Columns of a run `r`, under the names of `SurveyRun`. */
export const runColumns = `r.id, r.flow, r.flow_version AS "flowVersion", r.session_id AS session, r.audience, r.anonymous, to_jsonb(r.areas) AS areas,
  r.threshold, r.opens_at AS "opensAt", r.closes_at AS "closesAt", r.finish_by AS "finishBy", r.reminders, r.owner_id AS owner,
  r.created_at AS "createdAt"`;

export function runOf(row: SurveyRun): SurveyRun {
  const { id, flow, flowVersion, session, audience, anonymous, areas, threshold } = row;
  const { opensAt, closesAt, finishBy, reminders, owner, createdAt } = row;
  return {
    id,
    flow,
    flowVersion,
    session,
    audience,
    anonymous,
    areas,
    threshold,
    opensAt,
    closesAt,
    finishBy,
    reminders,
    owner,
    createdAt,
  };
}

/** Of session `s`, as one JSON value; null where there is none. */
export const sessionColumn = `CASE WHEN s.id IS NOT NULL THEN json_build_object('id', s.id, 'date', ${day('s.date')}, 'setting', t.name, 'kind', t.kind,
  'areas', to_jsonb(s.areas), 'planned', s.planned, 'approvalEnds', ${day('j.approval_ends')}, 'unnamed', greatest(0,
    (SELECT coalesce(sum(h.count), 0) FROM headcount h WHERE h.session_id = s.id)
    - (SELECT count(*) FROM attendance a WHERE a.session_id = s.id))) END`;

/** What `sessionColumn` needs beside `s`. */
export const sessionJoins = 'LEFT JOIN setting t ON t.id = s.setting_id LEFT JOIN project j ON j.id = s.project_id';

export type SessionJson = SurveyedSession;

/** All that somebody said of every purpose, oldest first, as one JSON value of `ConsentJson`s. */
export const consentsOf = (
  person: string,
) => `(SELECT coalesce(json_agg(json_build_object('purpose', c.purpose, 'termsVersion', c.terms_version, 'state', c.state, 'how', c.how,
    'witness', c.witness, 'channel', c.channel, 'at', ${iso('c.at')}) ORDER BY c.id), '[]') FROM consent c WHERE c.person_id = ${person})`;

export type ConsentJson = Omit<ConsentRow, 'at'> & { at: string };
export const consentOf = (row: ConsentJson): ConsentRow => ({ ...row, at: new Date(row.at) });

/**
 * Columns of a candidate `p`, under the names of `Candidate` but for `works` and `asked`.
 * @param emails parameter with the answers that are somebody's own email, as `flow` and `step`
 */
export const candidateColumns = (
  emails: string,
) => `p.id AS person, p.name, p.language, p.age_band AS "ageBand", p.stopped_at IS NOT NULL AS stopped,
  p.paused_until AS "pausedUntil", p.zone,
  (SELECT coalesce(json_agg(json_build_object('channel', a.channel, 'value', a.value, 'unreachable',
    EXISTS (SELECT 1 FROM letterbox b WHERE b.person_id = p.id AND b.channel = a.channel AND b.address = a.value AND b.unreachable_at IS NOT NULL))
    ORDER BY a.channel IS NOT DISTINCT FROM said.channel DESC, a.created_at DESC), '[]') FROM address a WHERE a.person_id = p.id) AS addresses,
  ${consentsOf('p.id')} AS consents,
  (SELECT a.value #>> '{}' FROM jsonb_to_recordset(${emails}::jsonb) AS e (flow text, step text)
    JOIN conversation c ON c.person_id = p.id AND c.flow = e.flow JOIN answer a ON a.conversation_id = c.id AND a.step = e.step
    WHERE a.replaced_at IS NULL AND jsonb_typeof(a.value) = 'string' ORDER BY c.started_at DESC, a.id DESC LIMIT 1) AS email,
  (SELECT coalesce(json_agg(b.address), '[]') FROM letterbox b
    WHERE b.person_id = p.id AND b.channel = 'email' AND b.unreachable_at IS NOT NULL) AS "deadEmails"`;

/** What they wrote from last. */
export const lastSaid = `LEFT JOIN LATERAL (SELECT channel FROM message WHERE person_id = p.id AND direction = 'in' ORDER BY id DESC LIMIT 1) said ON true`;

type CandidateRow = Omit<Candidate, 'consents'> & {
  email: string | null;
  consents: ConsentJson[];
};

const isNotEmail = ({ channel }: Candidate['addresses'][number]) => channel !== 'email';

export function candidateOf(row: CandidateRow): Candidate {
  const { person, name, language, ageBand, stopped, pausedUntil, zone, works, asked, email, deadEmails } = row;
  // What they gave us themselves comes before what a list brought.
  const addresses = email === null ? row.addresses : [...row.addresses.filter(isNotEmail), { channel: 'email' as const, value: email }];
  const consents = row.consents.map(consentOf);
  return { person, name, language, ageBand, stopped, pausedUntil, zone, works, addresses, deadEmails, consents, asked };
}
