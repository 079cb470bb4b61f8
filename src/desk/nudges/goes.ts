import { momentOf, type NudgePolicy, pairEvents, pathwayEventOf } from '../../engine/index.ts';
import { allowed, type Budget, blackoutsFor } from '../../nudges/index.ts';
import { type Choice, ruleFor } from '../../people/index.ts';
import { standingsOf } from '../choices.ts';
import { dueOf as findingDue } from '../findings/due.ts';
import { emailAnswers, reached } from '../mail.ts';
import { dueOf as opportunityDue } from '../opportunities/due.ts';
import type { DeskParts } from '../parts.ts';
import type { Blackout, ChannelName, Claimed, DueNudge, NudgeDecision } from '../ports.ts';
import type { Shelf } from '../shelf.ts';
import type { About, Told } from './about.ts';
import { stillAbout } from './pathway.ts';

/** Whether a nudge goes. `wait`: not now; `until` null: at no time in the coming year. */
export type Goes =
  | { kind: 'go'; policy: NudgePolicy; channel: ChannelName; address: string; told: Told | null }
  | { kind: 'wait'; policy: NudgePolicy; until: Date | null; why: string }
  | Pick<Extract<NudgeDecision, { kind: 'end' }>, 'kind' | 'state' | 'why'>;

/** One about two people waits for who takes a break, and is looked at again after so long, in ms. */
const LOOK_AGAIN = 24 * 3_600_000;

/** The rule for this nudge, as its flow has it now: planned ones go by what the charity has decided since. */
function policyOf({ flows }: DeskParts, { flow, policy }: DueNudge): NudgePolicy | null {
  return flows.get(flow)?.main.nudges.find(({ nudge }) => nudge === policy) ?? null;
}

const dueOf = {
  opportunity: opportunityDue,
  finding: findingDue,
} satisfies Record<
  NonNullable<NudgePolicy['about']>,
  (parts: DeskParts, due: DueNudge, choices: readonly Choice[], now: Date) => Promise<About>
>;

const isAboutPair = ({ when }: NudgePolicy) => when !== undefined && pairEvents.some((event) => event === momentOf(when).event);

/**
 * Whether there is what a nudge is about, and whether they may be sent it: the one question, asked when it is decided on and once more when it leaves,
 * whatever was so before.
 * @param budget null: it was counted when it was decided on
 */
export async function goes(
  parts: DeskParts,
  due: DueNudge,
  { blackouts, budget }: { blackouts: readonly Blackout[]; budget: Budget | null },
  now: Date,
): Promise<Goes> {
  const { person, candidate, survey } = due;
  const end = (state: 'refused' | 'skipped' | 'cancelled', why: string): Goes => ({ kind: 'end', state, why });
  const policy = policyOf(parts, due);
  if (!policy) return end('cancelled', 'no_policy');
  const resolved = policy.resolved_if.find((one) => due.ends.includes(one));
  if (resolved) return end('cancelled', resolved);
  if (pathwayEventOf(policy) && !stillAbout(parts, await parts.store.pathways.of(person), due, now)) return end('cancelled', 'over');
  if (isAboutPair(policy)) {
    const enrolment = (await parts.store.pathways.of(person))?.enrolment;
    if (enrolment?.leftAt) return end('cancelled', 'over');
    if (enrolment?.pausedAt) return { kind: 'wait', policy, until: new Date(now.getTime() + LOOK_AGAIN), why: 'paused' };
  }
  if (survey && (now >= survey.run.closesAt || survey.state === 'withheld')) return end('skipped', 'closed');

  const choices = standingsOf(parts, candidate.ageBand, candidate.consents);
  const about = policy.about ? await dueOf[policy.about](parts, due, choices, now) : null;
  if (about?.kind === 'end') return end(about.state, about.why);
  if (about?.kind === 'wait') return { ...about, policy };

  const verdict = allowed(
    {
      kind: due.kind,
      purpose: policy.purpose,
      unlessNo: policy.unless_no ?? null,
      person: reached(parts, candidate),
      choices,
      connected: parts.connected,
      oldEnough: about?.wanted === true || (ruleFor(parts.ageRules, candidate.ageBand)?.nudges ?? false),
      concern: due.concern,
      sent: due.sent,
    },
    {
      hours: { ...parts.contactHours, zone: candidate.zone ?? parts.contactHours.zone },
      blackouts: blackoutsFor(blackouts, due.projects),
      budget,
    },
    now,
  );
  switch (verdict.kind) {
    case 'refuse':
      return end('refused', verdict.why);
    case 'wait':
      return { ...verdict, policy };
    case 'send':
      return { ...verdict, kind: 'go', policy, told: about?.told ?? null };
  }
}

/** Asks it of a message that is about to leave. null: it is no nudge that was planned. */
export async function stillGoes(
  parts: DeskParts,
  shelf: Shelf,
  message: Claimed,
  blackouts: readonly Blackout[],
  now: Date,
): Promise<Goes | null> {
  const due = await parts.store.nudges.leaving(message, now, emailAnswers(shelf));
  return due && goes(parts, due, { blackouts, budget: null }, now);
}
