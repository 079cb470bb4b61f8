import { z } from 'zod';
import { dayOf } from '../../calendar/index.ts';
import { APART_DAYS, lapsedBefore } from '../../pathways/index.ts';
import { type Context, staffCommand } from './command.ts';
import { apartOf, type Two as Found, findTwo, isOneOf } from './pair-who.ts';
import { person, personChoices } from './pathway-who.ts';
import { day } from './when.ts';

const DAY = 24 * 3_600_000;

const Two = z.strictObject({
  one: person.describe('one of the two: a name that one person has, or an id or its beginning'),
  other: person.describe('the other, in the same way'),
});

/** What both commands are: about two people. */
const aboutTwo = {
  may: 'change pathways' as const,
  input: Two,
  positional: ['one' as const, 'other' as const],
  choices: async (context: Context) => {
    const people = await personChoices(context);
    return { one: people, other: people };
  },
  find: (context: Context, { one, other }: z.infer<typeof Two>) => findTwo(context, one, other),
  missing: 'no_two' as const,
};

/** Until when the word of one alone holds. */
const holdsUntil = ({ parts }: Context, at: Date) => day(dayOf(parts.contactHours.zone, new Date(at.getTime() + APART_DAYS * DAY)));

export const pairKeepApart = staffCommand({
  name: 'pair keep-apart',
  summary: 'say that two shall not be mentor and mentee; it holds at once, and for good when a second one of the team says so too',
  ...aboutTwo,
  run: async (context, _input, found: Found) => {
    const { parts, now, actor, words } = context;
    const [one, other] = [found.one.id, found.other.id];
    const { pairs } = parts.store;
    if (one === other) return { refused: words('pair_not_same') };
    if (isOneOf(context, one, other)) return { refused: words('pair_own') };
    const data = { one, other };
    const order = { name: 'pair keep-apart', input: { one, other } };
    if (await pairs.keepApart({ first: one, second: other, by: actor.id, at: now }, lapsedBefore(now)))
      return { text: words('apart_said', { day: holdsUntil(context, now) }), next: [{ label: words('step_apart_confirm'), order }], data };
    if (await pairs.confirmApart(one, other, actor.id, lapsedBefore(now))) return { text: words('apart_confirmed'), data };
    const kept = apartOf(await pairs.known(), one, other, now);
    return { refused: words(kept?.confirmedBy === null ? 'apart_own' : 'apart_already') };
  },
});

export const pairLiftApart = staffCommand({
  name: 'pair lift-apart',
  summary: 'lift that two shall not be paired; what two of the team said takes two to lift',
  ...aboutTwo,
  run: async (context, _input, found: Found) => {
    const { parts, now, actor, words } = context;
    const [one, other] = [found.one.id, found.other.id];
    const { pairs } = parts.store;
    if (isOneOf(context, one, other)) return { refused: words('pair_own') };
    const data = { one, other };
    if (await pairs.liftApart(one, other, actor.id)) return { text: words('apart_lifted'), data };
    if (await pairs.wouldLift(one, other, actor.id)) return { text: words('apart_lift_asked'), data };
    const kept = apartOf(await pairs.known(), one, other, now);
    if (!kept) return { refused: words('apart_none') };
    return { refused: kept.confirmedBy === null ? words('apart_lift_waits', { day: holdsUntil(context, kept.at) }) : words('apart_own') };
  },
});
