import { day, iso } from './as-text.ts';

/** A list of objects, each with these fields, in order. Never null. */
function list(fields: Record<string, string>, from: string, order: string): string {
  return `(SELECT coalesce(json_agg(${object(fields)} ORDER BY ${order}), '[]') FROM ${from})`;
}

function object(fields: Record<string, string>): string {
  return `json_build_object(${Object.entries(fields).map(([name, value]) => `'${name}', ${value}`)})`;
}

/** Rows of person `p`, with those that a merge put apart because there can be only one of them. */
const withApart = (table: string) =>
  `(SELECT * FROM ${table} WHERE person_id = p.id UNION ALL SELECT a.* FROM merge g, jsonb_populate_recordset(NULL::${table}, g.apart->'${table}') a
    WHERE g.kept_id = p.id)`;

/** Person `p`, and whoever was merged into them, as the audit names them. */
const asAudited = '(SELECT id::text FROM person WHERE id = p.id OR merged_into = p.id)';

/** A `Held` of person `p`, as one JSON value: every table that keeps something about a person has its place here. */
export const heldColumn = object({
  person: object({
    id: 'p.id',
    name: 'p.name',
    ageBand: 'p.age_band',
    place: 'p.place',
    language: 'p.language',
    zone: 'p.zone',
    startedAt: iso('p.created_at'),
    registeredAt: iso('p.registered_at'),
    stoppedAt: iso('p.stopped_at'),
    pausedUntil: iso('p.paused_until'),
    personWantedAt: iso('p.person_wanted_at'),
  }),
  channels: list({ channel: 'channel', since: iso('created_at') }, 'address WHERE person_id = p.id', 'created_at'),
  conversations: list(
    { flow: 'flow', flowVersion: 'flow_version', startedAt: iso('started_at'), endedAt: iso('ended_at'), outcome: 'outcome' },
    'conversation WHERE person_id = p.id',
    'started_at, id',
  ),
  answers: list(
    {
      flow: 'flow',
      flowVersion: 'flow_version',
      step: 'step',
      value: 'value',
      category: 'category',
      raw: 'raw',
      mode: 'mode',
      termsVersion: 'terms_version',
      at: iso('at'),
      replacedAt: iso('replaced_at'),
    },
    'answer a JOIN conversation c ON c.id = a.conversation_id WHERE c.person_id = p.id',
    'a.id',
  ),
  consents: list(
    {
      purpose: 'c.purpose',
      wording: 't.wording',
      termsVersion: 'c.terms_version',
      state: 'c.state',
      how: 'c.how',
      witness: 'c.witness',
      channel: 'c.channel',
      at: iso('c.at'),
    },
    'consent c LEFT JOIN terms t ON t.purpose = c.purpose AND t.version = c.terms_version WHERE c.person_id = p.id',
    'c.id',
  ),
  messages: list(
    { direction: 'direction', channel: 'channel', text: "content->>'text'", at: iso('at') },
    'message WHERE person_id = p.id',
    'id',
  ),
  concerns: list({ at: iso('at') }, 'concern WHERE person_id = p.id', 'at'),
  codes: list({ until: iso('expires_at'), usedAt: iso('used_at') }, 'resume_code WHERE person_id = p.id', 'expires_at'),
  record: list(
    { action: 'action', by: `CASE WHEN who = 'onward' THEN who WHEN who IN ${asAudited} THEN 'self' ELSE 'staff' END`, at: iso('at') },
    `audit_event WHERE about IN ${asAudited}`,
    'id',
  ),
  sessions: list(
    { date: day('date'), setting: 'setting', kind: 'kind', part: 'part', since: iso('since') },
    `(SELECT s.*, t.name AS setting, t.kind FROM (
      SELECT session_id, 'attended' AS part, at AS since FROM attendance WHERE person_id = p.id
      UNION ALL SELECT f.session_id, 'facilitated', o.created_at FROM session_facilitator f JOIN session o ON o.id = f.session_id WHERE f.person_id = p.id
      UNION ALL SELECT o.id, 'recorded', o.created_at FROM session o WHERE o.owner_id = p.id) AS own
      CROSS JOIN LATERAL (SELECT o.date, o.setting_id, own.part, own.since FROM session o WHERE o.id = own.session_id) AS s
      JOIN setting t ON t.id = s.setting_id) AS sessions`,
    'date, since, part',
  ),
  invitations: list(
    {
      flow: 'r.flow',
      flowVersion: 'r.flow_version',
      anonymous: 'r.anonymous',
      state: 'i.state',
      channel: 'i.channel',
      reminded: 'i.reminded',
    },
    `${withApart('invitation')} i JOIN survey_run r ON r.id = i.run_id`,
    'r.created_at, i.id',
  ),
  nudges: list(
    { flow: 'flow', policy: 'policy', state: 'state', at: iso('coalesce(decided_at, due_at)') },
    `${withApart('nudge')} n`,
    'coalesce(decided_at, due_at), id',
  ),
  responses: list(
    {
      flow: 'r.flow',
      flowVersion: 'r.flow_version',
      day: day('x.day'),
      state: 'x.state',
      late: 'x.late',
      mode: 'x.mode',
      answers: 'x.answers',
    },
    `${withApart('response')} x JOIN survey_run r ON r.id = x.run_id`,
    'x.day, x.id',
  ),
  merges: list(
    { at: iso('at'), name: "g.other->>'name'", ageBand: "g.other->>'age_band'", place: "g.other->>'place'" },
    'merge g WHERE g.kept_id = p.id',
    'seq',
  ),
  pathway: `(SELECT ${object({ goal: 'e.goal', pausedAt: iso('e.paused_at'), leftAt: iso('e.left_at') })} FROM enrolment e WHERE e.person_id = p.id)`,
  stages: list(
    {
      stage: 'stage',
      version: 'version',
      at: iso('at'),
      why: 'why',
      reversedAt: iso('reversed_at'),
      reversedWhy: 'reversed_why',
    },
    `${withApart('stage_change')} s`,
    'asked_at, id',
  ),
  proofs: list(
    {
      kind: 'kind',
      which: 'which',
      outcome: 'outcome',
      date: day('date'),
      validUntil: day('valid_until'),
      words: 'words',
      how: 'how',
      at: iso('at'),
      signedAt: iso('signed_at'),
    },
    `${withApart('proof')} f`,
    'date, id',
  ),
  waivers: list(
    { requirement: 'requirement', why: 'why', until: day('until'), at: iso('at') },
    `${withApart('waiver')} w`,
    'requirement, at',
  ),
  interests: list(
    {
      title: 'o.title',
      state: 'i.state',
      at: iso('i.at'),
      answer: 'i.answer',
      answeredAt: iso('i.answered_at'),
    },
    `${withApart('interest')} i JOIN opportunity o ON o.id = i.opportunity_id`,
    'i.at, o.id',
  ),
  mentoring: `(SELECT ${object({ wantedAt: iso('m.wanted_at'), offeredAt: iso('m.offered_at') })} FROM mentoring m WHERE m.person_id = p.id)`,
  // Never what the other one said, nor that something came of it before both had said yes.
  pairs: list(
    {
      part: "CASE WHEN mentee_id = p.id THEN 'mentee' ELSE 'mentor' END",
      at: iso('at'),
      askedAt: iso('asked_at'),
      said: 'CASE WHEN mentee_id = p.id THEN mentee_said ELSE mentor_said END',
      agreedAt: iso('agreed_at'),
      endedAt: `CASE WHEN agreed_at IS NOT NULL THEN ${iso('ended_at')} END`,
    },
    'pairing WHERE p.id IN (mentee_id, mentor_id)',
    'at, id',
  ),
  keptApart: list({ at: iso('at') }, 'pair_apart WHERE p.id IN (first, second)', 'at'),
  tenures: list(
    { stage: 'stage', held: 'held', since: day('since'), until: day('until'), at: iso('at') },
    `${withApart('tenure')} t`,
    'since, stage, at',
  ),
  roles: list({ role: 'role', place: 'place', since: iso('at') }, 'role_grant WHERE person_id = p.id', 'at, role'),
});
