import { z } from 'zod';
import { dayOf } from '../../calendar/index.ts';
import { holdsApart, noPair, pairState } from '../../pathways/index.ts';
import { interestsAt, pairables } from '../pathways/pairable.ts';
import type { NamedPair } from '../ports.ts';
import { type Context, type Refused, staffCommand } from './command.ts';
import { callOne, findTwo, isOneOf, pairCalled, pairSteps, shownPair, type Two } from './pair-who.ts';
import { person, personChoices } from './pathway-who.ts';
import { day, short, when } from './when.ts';

const DAY = 24 * 3_600_000;
/** Days for which what is over stays in the list. */
const LISTED = 30;
const MOST_ROWS = 100;
const MOST_BUTTONS = 5;

const pairId = z.string().trim().min(1).describe('the pair: its id from the list, or its beginning');

const findPair = ({ parts }: Context, input: { pair: string }): Promise<NamedPair | null> => parts.store.pairs.find(input.pair);

/** What stands against two, of what staff may know; and whether the mentee is an adult. */
async function lookAt(
  context: Context,
  mentee: string,
  mentor: string,
  but: string | null = null,
): Promise<{ refused: Refused | null; adult: boolean }> {
  const { parts, now, words } = context;
  const people = await pairables(parts, [mentee, mentor], now);
  const [one, other] = [mentee, mentor].map((id) => people.find((each) => each.person === id));
  if (!one || !other) return { refused: { refused: words('pair_raced') }, adult: false };
  const no = noPair(parts.pairing, await parts.store.pairs.known(), one, other, now, but);
  const refused = no && { refused: words(`pair_not_${no}`, { mentees: String(parts.pairing.mentees) }) };
  return { refused, adult: one.adult };
}

export const pairPropose = staffCommand({
  name: 'pair propose',
  summary: 'propose a mentor for somebody; a safeguarding lead says yes before the two are asked, and both have to say yes',
  may: 'change pathways',
  input: z.strictObject({
    mentee: person.describe('who would have a mentor: a name that one person has, or an id or its beginning'),
    mentor: person.describe('who would be the mentor, in the same way'),
  }),
  positional: ['mentee', 'mentor'],
  choices: async (context) => {
    const people = await personChoices(context);
    return { mentee: people, mentor: people };
  },
  find: (context, { mentee, mentor }) => findTwo(context, mentee, mentor),
  missing: 'no_two',
  run: async (context, _input, { one, other }: Two) => {
    const { parts, now, actor, words } = context;
    if (isOneOf(context, one.id, other.id)) return { refused: words('pair_own') };
    const { refused, adult } = await lookAt(context, one.id, other.id);
    if (refused) return refused;
    const pair = { id: parts.ids.next(), mentee: one.id, mentor: other.id, by: actor.id, at: now };
    if (!(await parts.store.pairs.propose(pair))) return { refused: words('pair_raced') };
    const two = { mentee: one.name ?? short(one.id), mentor: other.name ?? short(other.id) };
    return {
      text: [words('pair_proposed', two), ...(adult ? [] : [words('pair_young')])].join('\n'),
      next: [
        {
          label: words('step_pair_allow', { two: `${two.mentee}, ${two.mentor}` }),
          order: { name: 'pair allow', input: { pair: pair.id } },
        },
        { label: words('step_pair_list'), order: { name: 'pair list', input: {} } },
      ],
      data: { id: pair.id, mentee: one.id, mentor: other.id },
    };
  },
});

export const pairAllow = staffCommand({
  name: 'pair allow',
  summary: 'as a safeguarding lead: say that a mentor and a mentee whom staff proposed may be asked',
  may: 'handle concerns',
  private: true,
  input: z.strictObject({ pair: pairId }),
  positional: ['pair'],
  find: findPair,
  missing: 'no_pair_id',
  run: async (context, _input, pair: NamedPair) => {
    const { parts, now, actor, words } = context;
    const { id, mentee, mentor } = pair;
    if (mentee === null || mentor === null || pairState(pair, now) !== 'proposed') return { refused: words('pair_allow_not') };
    if (isOneOf(context, mentee, mentor)) return { refused: words('pair_own') };
    // What stood well when it was proposed may have changed since.
    const { refused, adult } = await lookAt(context, mentee, mentor, id);
    if (refused) return refused;
    if (!adult && pair.by === actor.id) return { refused: words('pair_allow_own') };
    if ((await parts.store.pairs.concerned([mentee, mentor])).length > 0) return { refused: words('pair_allow_concern') };
    const answerBy = new Date(now.getTime() + parts.pairing.answerDays * DAY);
    if (!(await parts.store.pairs.ask(id, now, answerBy))) return { refused: words('pair_allow_not') };
    const until = day(dayOf(parts.contactHours.zone, answerBy));
    return { text: [words('pair_allowed', { day: until }), ...(adult ? [] : [words('pair_young')])].join('\n'), data: { id } };
  },
});

/** What needs somebody first. */
const ORDER = ['agreed', 'proposed', 'asked', 'introduced', 'ended', 'over'] as const;

export const pairList = staffCommand({
  name: 'pair list',
  summary: 'mentors and mentees: whom to introduce, who is asked, who meets, and who is kept apart',
  may: 'see pathways',
  input: z.strictObject({}),
  positional: [],
  run: async (context) => {
    const { parts, now, words } = context;
    const { pairs, apart } = await parts.store.pairs.known();
    const since = new Date(now.getTime() - LISTED * DAY);
    const listed = ORDER.flatMap((state) =>
      pairs.filter((pair) => {
        if (pairState(pair, now) !== state) return false;
        return (state !== 'ended' && state !== 'over') || (pair.endedAt ?? pair.answerBy ?? pair.at) > since;
      }),
    );
    const shown = listed.slice(0, MOST_ROWS);
    const held = apart.filter((one) => holdsApart(one, now));
    const ids = [...new Set(held.flatMap(({ first, second }) => [first, second]))];
    const people = ids.length === 0 ? [] : await parts.store.pairs.people(ids, interestsAt(parts));
    const named = new Map(people.map((one) => [one.person, one.name]));
    const tables = [
      {
        head: ['Mentee', 'Mentor', 'Where it is', 'Since', 'Id'],
        rows: shown.map((pair) => [
          callOne(context, pair.mentee, pair.menteeName),
          callOne(context, pair.mentor, pair.mentorName),
          pairCalled(context, pair),
          when(pair.introducedAt ?? pair.agreedAt ?? pair.askedAt ?? pair.at),
          short(pair.id),
        ]),
      },
      {
        head: ['Not to be paired', 'With', 'Where it is'],
        rows: held.map(({ first, second, confirmedBy, liftBy }) => [
          callOne(context, first, named.get(first) ?? null),
          callOne(context, second, named.get(second) ?? null),
          words(confirmedBy === null ? 'apart_waits' : liftBy === null ? 'apart_holds' : 'apart_lifting'),
        ]),
      },
    ].filter(({ rows }) => rows.length > 0);
    return {
      ...(tables.length === 0 && { text: words('pair_list_none') }),
      ...(listed.length > shown.length && { text: words('pathway_more', { shown: String(shown.length), of: String(listed.length) }) }),
      tables,
      next: shown.flatMap((pair) => pairSteps(context, pair)).slice(0, MOST_BUTTONS),
      data: { pairs: shown.map((pair) => shownPair(pair, now)), apart: held },
    };
  },
});

export const pairIntroduced = staffCommand({
  name: 'pair introduced',
  summary: 'note that a mentor and a mentee who both said yes have met with one of the team',
  may: 'change pathways',
  input: z.strictObject({ pair: pairId }),
  positional: ['pair'],
  find: findPair,
  missing: 'no_pair_id',
  run: async ({ parts, now, words }, _input, { id }: NamedPair) =>
    (await parts.store.pairs.introduced(id, now))
      ? { text: words('pair_introduced'), data: { id } }
      : { refused: words('pair_introduced_not') },
});

export const pairEnd = staffCommand({
  name: 'pair end',
  summary: 'end a pair, or take a proposal back; both are told kindly, where they had both said yes',
  may: 'change pathways',
  input: z.strictObject({
    pair: pairId,
    why: z
      .enum(['finished', 'not-working', 'away', 'other'])
      .describe('why: one of these words and no other, because a reason could speak of one of the two'),
  }),
  positional: ['pair'],
  find: findPair,
  missing: 'no_pair_id',
  run: async ({ parts, now, words }, { why }, { id }: NamedPair) =>
    (await parts.store.pairs.end(id, why, now)) ? { text: words('pair_ended'), data: { id } } : { refused: words('pair_ended_already') },
});
