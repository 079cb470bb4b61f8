import { dayOf, type Hours, isOpen } from '../calendar/index.ts';
import type { Candidate, ChannelName } from '../desk/ports.ts';
import { type Choice, mayUse } from '../people/index.ts';
import { judgeCandidate, mayRemind } from '../surveys/index.ts';
import type { Budget } from './budget.ts';
import { type BlackoutDays, holdOf, openHours } from './hold.ts';

/** Why a nudge waits. `care`: somebody on staff looks after the person just now, and it is nobody's business why. */
export const waits = ['quiet_hours', 'blackout', 'budget_day', 'budget_week', 'paused', 'care'] as const;
export type Wait = (typeof waits)[number];

/** Why it does not go at all. */
export const refusals = ['stopped', 'left', 'age', 'guardian', 'no_yes', 'no_address', 'unreachable', 'no_email'] as const;
export type Refusal = (typeof refusals)[number];

export type Verdict =
  | { kind: 'send'; channel: ChannelName; address: string }
  /** `until`: when to ask again; null: at no time in the coming year. */
  | { kind: 'wait'; until: Date | null; why: Wait }
  | { kind: 'refuse'; why: Refusal };

/** What is asked: may this person be sent this, now? */
export interface Asked {
  kind: 'invitation' | 'reminder' | 'nudge';
  /** A purpose of the terms, `service`, `asked` or `contact`. */
  purpose: string;
  /** Nor to who said no to this one. */
  unlessNo: string | null;
  person: Candidate;
  /** Where their consents stand. */
  choices: readonly Choice[];
  /** Channels that something carries. */
  connected: ReadonlySet<ChannelName>;
  /** Whether the policy lets us write unasked to people of their age. */
  oldEnough: boolean;
  /** A concern about them is not closed. */
  concern: boolean;
  /** When something went to them unasked, or is on its way. */
  sent: readonly Date[];
}

/** The charity's rules, where the person is. */
export interface Rules {
  /** In the person's own time zone. */
  hours: Hours;
  blackouts: readonly BlackoutDays[];
  /** null: it was counted before. */
  budget: Budget | null;
}

/** What was said about consent, and where they are reached. */
function reachOf({ kind, purpose, unlessNo, person, choices, connected, oldEnough }: Asked, now: Date): Verdict {
  if (choices.some((one) => one.purpose === unlessNo && (one.standing === 'refused' || one.standing === 'withdrawn')))
    return { kind: 'refuse', why: person.stopped ? 'stopped' : 'no_yes' };
  if (purpose === 'service' || purpose === 'asked') {
    // An email or a number needs its own yes, whatever it is for.
    const address = person.addresses.find(({ channel }) => channel !== 'email' && channel !== 'sms');
    if (person.stopped) return { kind: 'refuse', why: 'stopped' };
    // What somebody asked of us is answered at any age.
    if (purpose === 'service' && !oldEnough) return { kind: 'refuse', why: 'age' };
    if (!address) return { kind: 'refuse', why: 'no_address' };
    return { kind: 'send', channel: address.channel, address: address.value };
  }
  const judged = judgeCandidate(person, choices, now, connected);
  if (judged.kind === 'leave') {
    if (judged.why === 'paused') return { kind: 'wait', until: person.pausedUntil, why: 'paused' };
    const why = refusals.find((one) => one === judged.why);
    return { kind: 'refuse', why: why ?? 'no_yes' };
  }
  if (kind === 'reminder' && !mayRemind(person, choices)) return { kind: 'refuse', why: oldEnough ? 'no_yes' : 'age' };
  // The yes to being written to was asked above.
  const agreed = purpose === 'contact' || mayUse(purpose, choices);
  if (kind === 'nudge' && !(agreed && oldEnough)) return { kind: 'refuse', why: oldEnough ? 'no_yes' : 'age' };
  return { kind: 'send', channel: judged.channel, address: judged.address };
}

/**
 * May this be sent to this person now? The one function that says so, asked at the moment of sending, and by the desk's `goes` alone. What it forbids for good is refused; what it
 * forbids for now waits, and is asked again then.
 * Sources: PECR reg. 22 (consent to what nobody asked for) and STOP at any time; ICO Children's Code, standards 7 and 13 (nothing that pushes, high
 * privacy by default); hours, budget and ages are the charity's policy (flows/policy.yaml).
 */
export function allowed(asked: Asked, rules: Rules, now: Date): Verdict {
  const reach = reachOf(asked, now);
  if (reach.kind === 'refuse') return reach;
  const { person, concern, sent } = asked;
  const held = holdOf({ concern, pausedUntil: person.pausedUntil, sent }, openHours(rules), rules.budget, now);
  if (!held) return reach;
  if (held.why !== 'closed') return { kind: 'wait', until: held.until, why: held.why };
  const today = dayOf(rules.hours.zone, now);
  const blackout = isOpen(rules.hours, now) || rules.blackouts.some(({ from, until }) => from <= today && today <= until);
  return { kind: 'wait', until: held.until, why: blackout ? 'blackout' : 'quiet_hours' };
}
