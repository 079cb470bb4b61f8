import type { ChannelName } from '../../src/desk/ports.ts';
import type { World } from './world.ts';

/** What the database has of somebody, without what differs from one person to the next: ids, codes, the channel and its own ids. */

interface AnswerRow {
  flow: string;
  step: string;
  value: unknown;
  category: string | null;
  raw: string;
  current: boolean;
}

export interface Stored {
  person: Record<string, unknown> | null;
  conversations: { flow: string; outcome: string | null; open: boolean }[];
  answers: AnswerRow[];
  consents: { purpose: string; version: string; state: string; how: string }[];
  concerns: { family: string; urgency: string; rule: string }[];
  responses: { state: string; answers: Record<string, { value: unknown }> }[];
  /** What they told of themselves, and said about their own pathway. */
  proofs: { kind: string; which: string; date: string; words: string | null; how: string; waits: boolean }[];
  enrolment: { goal: string | null; paused: boolean; left: boolean }[];
  interests: { title: string; state: string }[];
  codes: number;
  said: { direction: string; text: string; kind: string | null }[];
}

/** A code or the token of a link, which nobody else has. */
export const withoutSecrets = (text: string) =>
  text.replace(/\b[a-z]+-[a-z]+-[a-z]+-\d\d\b/g, 'A-CODE').replace(/(https:\/\/chat\.example\.org\/s\/)[\w-]+/g, '$1TOKEN');

/** One statement: what a turn wrote it wrote at once. */
export async function storedOf({ database }: World, channel: ChannelName, address: string): Promise<Stored> {
  const list = (columns: string, from: string, order: string) =>
    `(SELECT coalesce(jsonb_agg(to_jsonb(one)), '[]') FROM (SELECT ${columns} FROM ${from} ORDER BY ${order}) one)`;
  const [row] = await database.rows<{ stored: Stored }>(`
    WITH who AS (SELECT person_id AS id FROM address WHERE channel = '${channel}' AND value = '${address}')
    SELECT jsonb_build_object(
      'person', (SELECT jsonb_build_object('name', name, 'age_band', age_band, 'place', place, 'language', language,
          'registered', registered_at IS NOT NULL, 'stopped', stopped_at IS NOT NULL, 'wants_a_person', person_wanted_at IS NOT NULL,
          'paused', paused_until IS NOT NULL) FROM person JOIN who USING (id)),
      'conversations', ${list('flow, outcome, ended_at IS NULL AS open', 'conversation JOIN who ON person_id = who.id', 'started_at, conversation.id')},
      'answers', ${list(
        'flow, step, value, category, raw, replaced_at IS NULL AS current',
        'answer JOIN conversation ON conversation_id = conversation.id JOIN who ON person_id = who.id',
        'answer.id',
      )},
      'consents', ${list('purpose, terms_version AS version, state, how', 'consent JOIN who ON person_id = who.id', 'consent.id')},
      'concerns', ${list('family, urgency, rule', 'concern JOIN who ON person_id = who.id', 'at, concern.id')},
      'responses', ${list('state, answers', 'response JOIN who ON person_id = who.id', 'response.id')},
      'proofs', ${list('kind, which, date, words, how, signed_at IS NULL AS waits', 'proof JOIN who ON person_id = who.id', 'at, proof.id')},
      'enrolment', ${list('goal, paused_at IS NOT NULL AS paused, left_at IS NOT NULL AS left', 'enrolment JOIN who ON person_id = who.id', 'person_id')},
      'interests', ${list('title, interest.state', 'interest JOIN who ON person_id = who.id JOIN opportunity ON opportunity.id = opportunity_id', 'title')},
      'codes', (SELECT count(*) FROM resume_code JOIN who ON person_id = who.id WHERE from_message IS NULL),
      'said', ${list("direction, content->>'text' AS text, kind", 'message JOIN who ON person_id = who.id', 'message.id')}
    ) AS stored`);
  if (!row) throw new Error('The database answers with one row.');
  const { stored } = row;
  return { ...stored, said: stored.said.map((one) => ({ ...one, text: withoutSecrets(one.text) })) };
}

/** The same as a script says it. */
export function asWritten({ person, conversations, answers, consents, concerns, responses, interests }: Stored) {
  const byFlow: Record<string, Record<string, unknown>> = {};
  for (const { flow, step, value } of answers.filter(({ current }) => current)) (byFlow[flow] ??= {})[step] = value;
  return {
    person,
    answers: byFlow,
    consents: Object.fromEntries(consents.map(({ purpose, state }) => [purpose, state])),
    ended: Object.fromEntries(conversations.map(({ flow, outcome }) => [flow, outcome])),
    concerns: concerns.length,
    interests,
    responses: responses.map((one) => Object.fromEntries(Object.entries(one.answers).map(([step, { value }]) => [step, value]))),
  };
}
