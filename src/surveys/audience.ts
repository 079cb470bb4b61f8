import type { Candidate, ChannelName } from '../desk/ports.ts';
import { type Choice, mayUse } from '../people/index.ts';

/** Why somebody is not asked. `asked` does not say whether they have answered: in an anonymous survey nobody may know. */
export const reasons = ['asked', 'stopped', 'paused', 'left', 'age', 'guardian', 'no_yes', 'no_address', 'closed', 'taken_back'] as const;
export type Reason = (typeof reasons)[number];

export type Judged = { kind: 'ask'; channel: ChannelName; address: string } | { kind: 'leave'; why: Reason };

/** Ways that we can write to. Lists bring emails and phone numbers, and no door carries those yet. */
const doors: readonly ChannelName[] = ['web', 'slack', 'botframework', 'terminal'];

/**
 * Whether somebody may be asked, and where: the same rules before sending, for the preview, and at the moment of sending.
 * A survey is part of taking part, so it needs the yes to being written to here, and no yes to reminders. Who ran the session is asked
 * as a colleague: only their STOP and PAUSE count.
 * @param choices where their consents stand
 */
export function judgeCandidate({ stopped, pausedUntil, works, addresses }: Candidate, choices: readonly Choice[], now: Date): Judged {
  const leave = (why: Reason): Judged => ({ kind: 'leave', why });
  if (stopped) return leave('stopped');
  const address = addresses.find(({ channel }) => doors.includes(channel));
  if (!works) {
    const standing = (purpose: string) => choices.find((choice) => choice.purpose === purpose)?.standing;
    const may = standing('contact_here');
    if (may === 'not at this age') return leave('age');
    if (['refused', 'withdrawn'].includes(standing('take_part') ?? '')) return leave('left');
    if (!address) return leave('no_address');
    if (may === 'waits for a guardian') return leave('guardian');
    if (!mayUse('contact_here', choices)) return leave('no_yes');
  }
  if (!address) return leave('no_address');
  if (pausedUntil && pausedUntil > now) return leave('paused');
  return { kind: 'ask', channel: address.channel, address: address.value };
}

/** Whether somebody may be reminded of it: only with a yes to reminders, where the policy asks for one at all. */
export function mayRemind(candidate: Candidate, choices: readonly Choice[]): boolean {
  return candidate.works || mayUse('reminders', choices);
}
