import { occurrencesOf } from '../../nudges/index.ts';
import { ruleFor } from '../../people/index.ts';
import { standingsOf } from '../choices.ts';
import { emailAnswers } from '../mail.ts';
import { type Might, mightHear } from '../nudges/might.ts';
import type { DeskParts } from '../parts.ts';
import type { Contributor, Finding, FindingAnswer, NewNudge, Promised, TellKind } from '../ports.ts';
import type { Shelf } from '../shelf.ts';

/** Whatever was told can be taken back for so long, in ms, as a survey can. */
const UNDO = 60_000;

/** What people are told: an answer, or that what was promised is done. */
export type Entry = { kind: 'answer'; of: FindingAnswer } | { kind: 'done'; of: Promised };

export const policyOf: Record<TellKind, string> = { answer: 'finding_answered', done: 'finding_done' };

/** The nudges of one finding are told apart by what is told. */
export const occurrenceOf = (finding: string, entry: string) => `${finding}:${entry}`;

/** The newest answer; null: none came. What it has replaced is told to nobody. */
export const newestAnswer = ({ answers }: Pick<Finding, 'answers'>): FindingAnswer | null =>
  answers.reduce<FindingAnswer | null>((last, one) => (last && one.on < last.on ? last : one), null);

/** What was promised, without what was noted by mistake. */
export const promisesIn = ({ promises }: Pick<Finding, 'promises'>): Promised[] => promises.filter(({ goneAt }) => goneAt === null);

/** The same with their numbers. One that is taken out leaves its number free: whoever says it again does not mean the next. */
export const numberedPromises = ({ promises }: Pick<Finding, 'promises'>): { number: string; promise: Promised }[] =>
  promises.map((promise, at) => ({ number: String(at + 1), promise })).filter(({ promise }) => promise.goneAt === null);

/** All that can be told, the oldest first. */
export function entriesOf(finding: Finding): Entry[] {
  const answer = newestAnswer(finding);
  const done = promisesIn(finding).filter((one) => one.done !== null);
  return [...(answer ? [{ kind: 'answer' as const, of: answer }] : []), ...done.map((of) => ({ kind: 'done' as const, of }))];
}

/** Why somebody who had a part in it does not hear of it. `no_news`: they said that they would rather not. */
export const reasons = [
  'known',
  'no_news',
  'stopped',
  'left',
  'age',
  'guardian',
  'no_yes',
  'no_address',
  'unreachable',
  'no_email',
] as const;
export type Reason = (typeof reasons)[number];

/** Who hears of it, if nothing changes until then, and who does not. */
export interface Hearers {
  tell: { person: string; zone: string | null }[];
  leftOut: Reason[];
}

function judge(parts: DeskParts, { candidate, news, known }: Contributor, now: Date): Might | { kind: 'not'; why: Reason } {
  if (known) return { kind: 'not', why: 'known' };
  if (news === false) return { kind: 'not', why: 'no_news' };
  const choices = standingsOf(parts, candidate.ageBand, candidate.consents);
  const oldEnough = news === true || (ruleFor(parts.ageRules, candidate.ageBand)?.nudges ?? false);
  return mightHear(parts, candidate, { purpose: 'contact', oldEnough, choices }, now);
}

/** Exactly those who are known to have had a part in a finding. The planner asks again when it goes. */
export async function hearersOf(parts: DeskParts, shelf: Shelf, now: Date, finding: string, entry: string): Promise<Hearers> {
  const hearers: Hearers = { tell: [], leftOut: [] };
  for (const one of await parts.store.findings.contributors(finding, entry, emailAnswers(shelf))) {
    const judged = judge(parts, one, now);
    const { person, zone } = one.candidate;
    if (judged.kind === 'not') hearers.leftOut.push(judged.why);
    else hearers.tell.push({ person, zone });
  }
  return hearers;
}

/** Plans it for each of them, from a minute on. Answers from when. */
export async function planTelling(parts: DeskParts, now: Date, finding: string, { kind, of }: Entry, { tell }: Hearers): Promise<Date> {
  const { flows, home, contactHours, store } = parts;
  const decided = new Date(now.getTime() + UNDO);
  const policy = flows.get(home.news)?.main.nudges.find(({ nudge }) => nudge === policyOf[kind]);
  const nudges = tell.flatMap(({ person, zone }) =>
    (policy ? occurrencesOf(policy, { decided }, zone ?? contactHours.zone) : []).map(
      ({ from, until }): NewNudge => ({
        ...{ person, flow: home.news, policy: policyOf[kind], occurrence: occurrenceOf(finding, of.id), kind: 'nudge', invitation: null },
        ...{ from, until },
      }),
    ),
  );
  if (nudges.length > 0) await store.nudges.plan(nudges, now);
  return decided;
}
