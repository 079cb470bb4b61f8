import type { Enrolment, TurnRecord } from '../desk/ports.ts';
import { erasing } from './erase.ts';
import { auditListed, fromLists, marking } from './lists.ts';
import { workspaceOf } from './outbox/claim.ts';
import { mentoringParts, mentoringShape } from './pairs/said.ts';
import { places } from './record-places.ts';
import { answerRows, auditRows, consentRows, countOf, erasedRows, messageRows, sourceOf } from './rows.ts';
import { type Statement, statementOf } from './statement.ts';

/**
 * The text of statement two of the turn. Its first part checks the conversation's version and every other part hangs on it, so a lost
 * race writes no row at all. A text has only the parts that its turn needs; turns of one shape share a text, which stays prepared.
 */

const columns = {
  name: 'name',
  age_band: 'age_band',
  place: 'place',
  language: 'language',
  stoppedAt: 'stopped_at',
  registeredAt: 'registered_at',
  personWantedAt: 'person_wanted_at',
  concernAt: 'concern_at',
  pausedUntil: 'paused_until',
} as const satisfies Record<keyof TurnRecord['person']['set'], string>;

function setColumns({ person }: TurnRecord): string[] {
  return (Object.keys(columns) as (keyof typeof columns)[]).filter((name) => person.set[name] !== undefined).map((name) => columns[name]);
}

/** The conversation that ends first, when the turn opens another one: the unique index lets nobody have two open. */
const closed = `closed AS (UPDATE conversation SET version = version + 1, session = @closed_session, updated_at = @at, ended_at = @at,
  outcome = @closed_outcome, silent_at = NULL, silent_hour = NULL WHERE id = @closed AND version = @closed_version RETURNING id)`;

/** Somebody who has become another meanwhile writes as that one: the turn is drafted again. */
const here = 'SELECT 1 FROM person WHERE id = @person AND merged_into IS NULL FOR KEY SHARE';

/**
 * The part that all others hang on: one row, or none when the race is lost. It holds the conversation's row, or the person's, until the
 * commit: nobody can be erased while messages are written for them.
 */
function turnPart({ conversation, closes, person }: TurnRecord): string {
  const first = closes ? 'FROM closed' : conversation?.version === 0 && !person.isNew ? `FROM (${here}) here` : '';
  if (!conversation) {
    if (closes) return 'SELECT 1 FROM closed';
    return person.isNew ? 'SELECT 1' : here;
  }
  if (conversation.version > 0)
    return `UPDATE conversation SET version = version + 1, session = @session, updated_at = @at, ended_at = @ended_at, outcome = @outcome,
      silent_at = @silent_at, silent_hour = @silent_hour ${first} WHERE conversation.id = @conversation AND version = @version RETURNING 1`;
  return `INSERT INTO conversation (id, person_id, flow, flow_version, version, session, started_at, updated_at, ended_at, outcome, silent_at, silent_hour)
    SELECT @conversation, @person, @flow, @flow_version, 1, @session, @at, @at, @ended_at, @outcome, @silent_at, @silent_hour ${first} RETURNING 1`;
}

function personParts(turn: TurnRecord): string[] {
  const set = setColumns(turn);
  if (turn.person.isNew)
    return [
      `person AS (INSERT INTO person (${['id', 'created_at', ...set]}) SELECT ${['@person', '@at', ...set.map((name) => `@${name}`)]} FROM turn)`,
      'address AS (INSERT INTO address (channel, value, person_id, created_at) SELECT @channel, @address, @person, @at FROM turn)',
    ];
  if (set.length === 0) return [];
  return [`person AS (UPDATE person SET ${set.map((name) => `${name} = @${name}`)} FROM turn WHERE person.id = @person)`];
}

/** No ON CONFLICT on purpose: an event that was taken before makes the whole statement fail. */
const key = 'key AS (INSERT INTO inbound_key (channel, external_id, at) SELECT @channel, @external, @at FROM turn)';

const leased = ({ messages }: TurnRecord) => messages.some(({ lease }) => lease !== undefined);

/**
 * Whether what has a lease may go now, as a claim would see it, and what the letterbox says; no row: something that goes first waits or is on its way, the
 * pace of the address is not up, or the workspace is closed.
 */
const free = `free AS (SELECT box.place, coalesce(box.refusals, 0) AS refusals FROM turn
  LEFT JOIN letterbox box ON box.person_id = @person AND box.channel = @channel AND box.address = @address
  WHERE (box.not_before IS NULL OR box.not_before <= @at)
    AND NOT EXISTS (SELECT 1 FROM message before WHERE before.person_id = @person AND before.channel = @channel AND before.state = 'queued'
      AND (before.reason IS NOT NULL OR coalesce(before.kind, 'alert') = 'alert'))
    AND NOT EXISTS (SELECT 1 FROM message before WHERE before.person_id = @person AND before.channel = @channel AND before.state = 'queued'
      AND before.due_at <= @at AND before.leased_until > @at)
    AND NOT EXISTS (SELECT 1 FROM lane WHERE channel = @channel AND key = ${workspaceOf('@address')} AND closed_until > @at))`;

/** What is said on a channel that has to be pushed is queued. What is said at an address that shows nothing else is known by it. */
function messages(turn: TurnRecord): string {
  const into = (
    columns: string,
    values: string,
  ) => `messages AS (INSERT INTO message (person_id, channel, direction, external_id, content, at${columns})
    SELECT @person, @channel, direction, external, said, @at${values} FROM ${sourceOf(messageRows, turn)} RETURNING id, attempts)`;
  if (!turn.pushed) return turn.apart ? into(', address', ', @address') : into('', '');
  const goes = "WHEN direction = 'out' AND NOT shown THEN";
  const queued = `, @address, CASE ${goes} 'queued' END, CASE ${goes} @at END`;
  if (!leased(turn)) return into(', address, state, due_at', queued);
  const claimed = 'lease IS NOT NULL AND EXISTS (SELECT 1 FROM free)';
  return `${free}, ${into(', address, state, due_at, leased_until, attempts', `${queued}, CASE WHEN ${claimed} THEN lease END, (${claimed})::int`)}`;
}

const placed = `placed AS (INSERT INTO letterbox (person_id, channel, address, place) SELECT @person, @channel, @address, @letterbox FROM turn
  ON CONFLICT (person_id, channel, address) DO UPDATE SET place = excluded.place, refusals = 0, unreachable_at = NULL)`;

/** What was answered is of the conversation in which it was asked: of the one that this turn closes, where it opens another. */
const answered = ({ closes, conversation }: TurnRecord) => (closes ? '@closed' : conversation ? '@conversation' : null);

const retired = (conversation: string) => `retired AS (UPDATE answer SET replaced_at = @at FROM turn WHERE conversation_id = ${conversation}
  AND step IN (SELECT jsonb_array_elements_text(@retired)) AND replaced_at IS NULL)`;

const answers = (
  turn: TurnRecord,
  conversation: string,
) => `answers AS (INSERT INTO answer (conversation_id, step, value, category, raw, terms_version, at)
  SELECT ${conversation}, step, value, category, raw, @terms, @at FROM ${sourceOf(answerRows, turn)})`;

const consents = (
  turn: TurnRecord,
) => `consents AS (INSERT INTO consent (person_id, purpose, terms_version, state, how, witness, channel, at)
  SELECT @person, purpose, terms, state, how, witness, @channel, @at FROM ${sourceOf(consentRows, turn)})`;

const code = 'code AS (INSERT INTO resume_code (hash, person_id, expires_at) SELECT @code, @person, @code_ends FROM turn)';

const concern = `concern AS (INSERT INTO concern (id, person_id, family, urgency, rule, place, channel, external_id, at)
  SELECT @concern, @person, @concern_family, @concern_urgency, @concern_rule, @concern_place, @channel, @external, @at FROM turn)`;

const audit = (turn: TurnRecord) => `audit AS (INSERT INTO audit_event (at, who, action, about, why)
  SELECT @at, who, action, about, why FROM ${sourceOf(auditRows, turn)})`;

const stops = `stops AS (UPDATE person SET stopped_at = @at FROM turn
  WHERE person.id <> @person AND person.stopped_at IS NULL AND person.id IN (${fromLists('@stops')}) RETURNING person.id),
  stops_audit AS (${auditListed('stopped', '@person', 'stops')})`;

/** One response for each: finished somewhere else, it stays. Who goes on here has nothing left to go on with by a link. */
const responded = [
  `responded AS (INSERT INTO response (id, run_id, person_id, answers, step, state, late, day)
    SELECT gen_random_uuid(), r.id, @person, @response_answers, @response_step, @response_state, @response_late, @response_day
    FROM turn, survey_run r WHERE r.id = @response_run
    ON CONFLICT (run_id, person_id) DO UPDATE SET answers = excluded.answers, step = excluded.step, state = excluded.state, late = excluded.late,
      day = excluded.day, paper = NULL, session = NULL, event = NULL, version = response.version + 1 WHERE response.state = 'started')`,
  `invited AS (UPDATE invitation SET state = @response_state FROM turn
    WHERE run_id = @response_run AND person_id = @person AND state IN ('invited', 'started'))`,
];

const enrolment = {
  goal: { goal: '@goal', goal_at: '@goal_at' },
  pausedAt: { paused_at: '@pathway_paused_at' },
  leftAt: { left_at: '@pathway_left_at' },
} as const satisfies Record<keyof Enrolment, Record<string, string>>;

const enrolledParts = ({ enrols }: TurnRecord) =>
  (Object.keys(enrolment) as (keyof Enrolment)[]).filter((name) => enrols?.[name] !== undefined);

function enrolled(turn: TurnRecord): string {
  const set = Object.entries(Object.assign({}, ...enrolledParts(turn).map((name) => enrolment[name])) as Record<string, string>);
  return `enrolled AS (INSERT INTO enrolment (person_id, ${set.map(([column]) => column)}) SELECT @person, ${set.map(([, value]) => value)} FROM turn
    ON CONFLICT (person_id) DO UPDATE SET ${set.map(([column]) => `${column} = excluded.${column}`)})`;
}

/** Each is a batch of its own, so that staff can take it back. */
const told = `told AS (INSERT INTO proof (id, person_id, kind, which, date, words, how, by, at, batch)
  SELECT @proof, @person, @proof_kind, @proof_which, @proof_date, @proof_words, 'self', @person::text, @at, @proof FROM turn)`;

/** Said again it stays as it was said first. Who takes it back has to have been interested. What staff decided stays, whatever is said after it. */
const interested = `interested AS (INSERT INTO interest (opportunity_id, person_id, state, at)
  SELECT o.id, @person, @interest, @at FROM turn, opportunity o WHERE o.id = @opportunity FOR KEY SHARE OF o
  ON CONFLICT (opportunity_id, person_id) DO UPDATE SET state = excluded.state, at = excluded.at WHERE interest.state <> excluded.state)`;

function textOf(turn: TurnRecord): string {
  const parts = [...(turn.closes ? [closed] : []), `turn AS (${turnPart(turn)})`, ...personParts(turn)];
  if (turn.externalId !== null) parts.push(key);
  if (turn.letterbox !== undefined) parts.push(placed);
  if (turn.messages.length > 0) parts.push(messages(turn));
  const asked = answered(turn);
  if (asked && turn.retired.length > 0) parts.push(retired(asked));
  if (asked && turn.answers.length > 0) parts.push(answers(turn, asked));
  if (turn.consents.length > 0) parts.push(consents(turn));
  if (turn.erased.length > 0)
    parts.push(
      ...erasing(
        `(SELECT flow, step FROM ${sourceOf(erasedRows, turn)})`,
        'c.id IS DISTINCT FROM @conversation AND c.id IS DISTINCT FROM @closed',
      ),
    );
  if (turn.code) parts.push(code);
  if (turn.concern) parts.push(concern);
  if (enrolledParts(turn).length > 0) parts.push(enrolled(turn));
  parts.push(...mentoringParts(turn));
  if (turn.proof) parts.push(told);
  if (turn.interest) parts.push(interested);
  if (turn.response) parts.push(...responded);
  if (turn.audit.length > 0) parts.push(audit(turn));
  if (turn.marks?.length) parts.push(marking('@marks'));
  if (turn.stops?.length) parts.push(stops);
  const claimed = leased(turn)
    ? "(SELECT jsonb_build_object('id', messages.id::text, 'place', place, 'refusals', refusals) FROM messages, free WHERE attempts > 0)"
    : 'NULL::jsonb';
  return `WITH ${parts.join(', ')} SELECT count(*)::int AS turns, ${claimed} AS claimed FROM turn`;
}

/** What of a turn decides its text. */
function shapeOf(turn: TurnRecord): string {
  const { conversation, closes, person, externalId, retired, code, concern, response, stops, marks, pushed, apart } = turn;
  const stored = conversation && (conversation.version > 0 ? 'stored' : 'begun');
  const parts = [
    closes,
    person.isNew,
    externalId !== null,
    retired.length,
    code,
    concern,
    response,
    turn.proof,
    turn.interest,
    stops?.length,
    marks?.length,
    pushed,
    apart,
    turn.letterbox !== undefined,
    leased(turn),
  ];
  const has = parts.map(Boolean);
  const counts = [
    countOf(messageRows, turn),
    countOf(answerRows, turn),
    countOf(consentRows, turn),
    countOf(erasedRows, turn),
    countOf(auditRows, turn),
  ];
  return `${stored} ${has} ${counts} ${setColumns(turn)} ${enrolledParts(turn)} ${mentoringShape(turn)}`;
}

const kept = new Map<string, Statement<TurnRecord>>();

/** Statement two for a turn of this shape. */
export function statementFor(turn: TurnRecord): Statement<TurnRecord> {
  const shape = shapeOf(turn);
  let statement = kept.get(shape);
  if (!statement) kept.set(shape, (statement = statementOf(textOf(turn), places)));
  return statement;
}
