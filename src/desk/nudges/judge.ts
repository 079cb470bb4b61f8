import { type NudgePolicy, pathwayEventOf } from '../../engine/index.ts';
import { allowed, blackoutsFor, lateness, missesIt } from '../../nudges/index.ts';
import { ruleFor } from '../../people/index.ts';
import { standingsOf } from '../choices.ts';
import { pushedChannels } from '../deliver.ts';
import { keptAddress, reached } from '../mail.ts';
import { dueOf } from '../opportunities/due.ts';
import type { DeskParts } from '../parts.ts';
import type { Blackout, DueNudge, NudgeDecision } from '../ports.ts';
import type { Shelf } from '../shelf.ts';
import { stillAbout } from './pathway.ts';
import { wordsOf } from './words.ts';

/** The rule for this nudge, as its flow has it now: planned ones go by what the charity has decided since. */
function policyOf({ flows }: DeskParts, { flow, policy }: DueNudge): NudgePolicy | null {
  return flows.get(flow)?.main.nudges.find(({ nudge }) => nudge === policy) ?? null;
}

/** What becomes of a nudge that is due. Whether somebody may be written to is asked now, whatever was so when it was planned. */
export async function judge(
  parts: DeskParts,
  shelf: Shelf,
  now: Date,
  due: DueNudge,
  blackouts: readonly Blackout[],
): Promise<NudgeDecision> {
  const { id, version, person, nudged, candidate, survey } = due;
  const seen = { id, version, person, nudged };
  const end = (state: 'refused' | 'skipped' | 'cancelled', why: string): NudgeDecision => ({ ...seen, kind: 'end', state, why });
  const policy = policyOf(parts, due);
  if (!policy) return end('cancelled', 'no_policy');
  const resolved = policy.resolved_if.find((one) => due.ends.includes(one));
  if (resolved) return end('cancelled', resolved);
  if (pathwayEventOf(policy) && !stillAbout(parts, await parts.store.pathways.of(person), due, now)) return end('cancelled', 'over');
  if (survey && (now >= survey.run.closesAt || survey.state === 'withheld')) return end('skipped', 'closed');

  const choices = standingsOf(parts, candidate.ageBand, candidate.consents);
  const about = policy.about ? await dueOf(parts, due, choices, now) : null;
  if (about?.kind === 'end') return end(about.state, about.why);
  if (about?.kind === 'wait') {
    const { until, why } = about;
    return missesIt(policy, due, until) ? end('skipped', why) : { ...seen, kind: 'wait', dueAt: until, why };
  }

  const zone = candidate.zone ?? parts.contactHours.zone;
  const rules = {
    hours: { ...parts.contactHours, zone },
    blackouts: blackoutsFor(blackouts, due.projects),
    budget: parts.budget,
  };
  const verdict = allowed(
    {
      kind: due.kind,
      purpose: policy.purpose,
      unlessNo: policy.unless_no ?? null,
      person: reached(parts, candidate),
      choices,
      connected: parts.connected,
      oldEnough: ruleFor(parts.ageRules, candidate.ageBand)?.nudges ?? false,
      concern: due.concern,
      sent: due.sent,
    },
    rules,
    now,
  );
  switch (verdict.kind) {
    case 'refuse':
      return end('refused', verdict.why);
    case 'wait':
      if (verdict.until === null || missesIt(policy, due, verdict.until)) return end('skipped', survey ? 'closed' : verdict.why);
      return { ...seen, kind: 'wait', dueAt: verdict.until, why: verdict.why };
    case 'send': {
      const which = lateness(policy, due, now);
      if (which === 'skip') return end('skipped', 'late');
      const said = await wordsOf(parts, shelf, due, policy, which, about?.opportunity ?? null);
      const { channel } = verdict;
      const address = keptAddress(parts, verdict);
      const pushed = pushedChannels.includes(channel);
      return { ...seen, kind: 'send', message: { kind: due.kind, channel, address, said, pushed, until: due.until } };
    }
  }
}
