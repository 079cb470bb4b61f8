import { z } from 'zod';
import { type Candidate, candidatesFor, isPairOpen } from '../../pathways/index.ts';
import { type PairablePerson, pairables } from '../pathways/pairable.ts';
import type { NextStep, Sheet } from '../ports.ts';
import { type Context, staffCommand } from './command.ts';
import { callThem } from './pair-who.ts';
import { called, findPerson, person, personChoices } from './pathway-who.ts';
import { short } from './when.ts';

/** Who asked, in one sheet: whoever is not in it is asked about by name. */
const MOST_ROWS = 20;
const MOST_BUTTONS = 3;

/** "both care about Health, Police; both in Leeds": why somebody is in the list. Nothing is added up. */
export function reasonOf({ parts, words }: Context, { interests, area }: Pick<Candidate<PairablePerson>, 'interests' | 'area'>): string {
  const labels = parts.areas.filter(({ value }) => interests.includes(value)).map(({ label }) => called(label));
  return [
    ...(labels.length > 0 ? [words('pair_reason_interests', { interests: labels.join(', ') })] : []),
    ...(area === null ? [] : [words('pair_reason_area', { area })]),
  ].join('; ');
}

function suggestedFor(context: Context, mentee: PairablePerson, found: Candidate<PairablePerson>[]): Sheet {
  const { words } = context;
  const name = callThem(mentee);
  return {
    text: [words(found.length > 0 ? 'pair_suggest' : 'pair_suggest_none', { name }), ...(mentee.adult ? [] : [words('pair_young')])].join(
      '\n',
    ),
    tables: [
      {
        head: ['Name', 'Why', 'Id'],
        rows: found.map((one) => [callThem(one.mentor), reasonOf(context, one), short(one.mentor.person)]),
      },
    ].filter(({ rows }) => rows.length > 0),
    next: found.slice(0, MOST_BUTTONS).map(
      ({ mentor }): NextStep => ({
        label: words('step_pair_propose', { name: callThem(mentor) }),
        order: { name: 'pair propose', input: { mentee: mentee.person, mentor: mentor.person } },
      }),
    ),
    data: {
      mentee: mentee.person,
      candidates: found.map(({ mentor, interests, area }) => ({ mentor: mentor.person, name: mentor.name, interests, area })),
    },
  };
}

export const pairSuggest = staffCommand({
  name: 'pair suggest',
  summary: 'who could be a mentor for somebody, and why, in the order of names; without a person, for all who asked for one',
  may: 'see pathways',
  input: z.strictObject({ person: person.optional() }),
  positional: ['person'],
  choices: async (context) => ({ person: await personChoices(context) }),
  find: async (context, input) => {
    if (input.person === undefined) return { id: '', name: null };
    const found = await findPerson(context, { person: input.person });
    return found && { id: found.id, name: found.name };
  },
  missing: 'no_such_person',
  run: async (context, input, { id }) => {
    const { parts, now, words } = context;
    const known = await parts.store.pairs.known();
    const people = await pairables(parts, 'all', now);
    const could = (mentee: PairablePerson) => candidatesFor(parts.pairing, known, mentee, people, now);
    if (input.person !== undefined) {
      const mentee = people.find(({ person: one }) => one === id) ?? (await pairables(parts, [id], now))[0];
      return mentee ? suggestedFor(context, mentee, could(mentee)) : { refused: words('no_such_person', { person: input.person }) };
    }
    const asked = people.filter(
      ({ person: one, wantedAt, away }) => wantedAt && !away && !known.pairs.some((pair) => pair.mentee === one && isPairOpen(pair, now)),
    );
    // Of somebody under 18 staff ask by name: nothing is proposed by itself.
    const rows = asked.slice(0, MOST_ROWS).map((one) => ({ one, found: one.adult ? could(one) : [] }));
    return {
      text: [
        words(asked.length > 0 ? 'pair_suggest_asked' : 'pair_suggest_nobody'),
        ...(asked.length > rows.length ? [words('pathway_more', { shown: String(rows.length), of: String(asked.length) })] : []),
      ].join('\n'),
      tables: [
        {
          head: ['Asked for a mentor', 'People who could be one', 'Id'],
          rows: rows.map(({ one, found }) => [
            callThem(one),
            one.adult ? String(found.length) : words('pair_suggest_young'),
            short(one.person),
          ]),
        },
      ].filter((table) => table.rows.length > 0),
      next: asked.slice(0, MOST_BUTTONS).map((one) => ({
        label: words('step_pair_suggest', { name: callThem(one) }),
        order: { name: 'pair suggest', input: { person: one.person } },
      })),
      data: rows.map(({ one, found }) => ({
        mentee: one.person,
        name: one.name,
        candidates: found.map(({ mentor, interests, area }) => ({ mentor: mentor.person, name: mentor.name, interests, area })),
      })),
    };
  },
});
