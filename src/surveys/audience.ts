import type { Candidate, ChannelName } from '../desk/ports.ts';
import { type Choice, mayUse } from '../people/index.ts';

/** Why somebody is not asked. `asked` does not say whether they have answered: in an anonymous survey nobody may know. */
export const reasons = [
  'asked',
  'stopped',
  'paused',
  'left',
  'age',
  'guardian',
  'no_yes',
  'no_address',
  'unreachable',
  'no_email',
  'closed',
  'taken_back',
] as const;
export type Reason = (typeof reasons)[number];

export type Judged = { kind: 'ask'; channel: ChannelName; address: string } | { kind: 'leave'; why: Reason };

/** Chats that reach somebody who is not looking, and those that are closed until they look. */
const pushed: readonly ChannelName[] = ['slack', 'botframework'];
const doors: readonly ChannelName[] = [...pushed, 'web', 'terminal'];

/**
 * Whether somebody may be asked, and where: the same rules before sending, for the preview, and at the moment of sending.
 * A survey is part of taking part, so it needs the yes to being written to here or by email, and no yes to reminders. Each way is a purpose of its
 * own. A chat that reaches them goes before email, and email before a page that is closed. Who ran the session is asked as a colleague: in
 * their chat only their STOP and PAUSE count.
 * @param choices where their consents stand
 * @param connected channels that something carries
 */
export function judgeCandidate(
  { stopped, pausedUntil, works, addresses }: Candidate,
  choices: readonly Choice[],
  now: Date,
  connected: ReadonlySet<ChannelName>,
): Judged {
  const leave = (why: Reason): Judged => ({ kind: 'leave', why });
  const standing = (purpose: string) => choices.find((choice) => choice.purpose === purpose)?.standing;
  if (stopped) return leave('stopped');
  if (!works && standing('contact_here') === 'not at this age') return leave('age');
  if (!works && ['refused', 'withdrawn'].includes(standing('take_part') ?? '')) return leave('left');

  const known = addresses.filter(({ channel }) => doors.includes(channel) || channel === 'email');
  const reachable = known.filter(({ unreachable }) => !unreachable);
  const door = reachable.find(({ channel }) => doors.includes(channel));
  const email = reachable.find(({ channel }) => channel === 'email');
  const chat = works || mayUse('contact_here', choices) ? door : undefined;
  const mail = mayUse('contact_email', choices) ? email : undefined;
  const carried = connected.has('email') ? mail : undefined;
  const address = chat && pushed.includes(chat.channel) ? chat : (carried ?? chat);
  if (!address) {
    if (mail) return leave('no_email');
    const waits = (purpose: string, way: unknown) => way !== undefined && standing(purpose) === 'waits for a guardian';
    if (waits('contact_here', door) || waits('contact_email', email)) return leave('guardian');
    if (door) return leave('no_yes');
    return leave(known.length > 0 ? 'unreachable' : 'no_address');
  }
  if (pausedUntil && pausedUntil > now) return leave('paused');
  return { kind: 'ask', channel: address.channel, address: address.value };
}

/** Whether somebody may be reminded of it: only with a yes to reminders, where the policy asks for one at all. */
export function mayRemind(candidate: Candidate, choices: readonly Choice[]): boolean {
  return candidate.works || mayUse('reminders', choices);
}
