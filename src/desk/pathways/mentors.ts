import { type MentoringContext, say } from '../../engine/index.ts';
import { inCommon, type Pairable, pairState } from '../../pathways/index.ts';
import { type Draft, phrase, tell } from '../draft.ts';
import type { NamedPair } from '../ports.ts';
import { dayCalled } from './line.ts';
import { atMentors, isAdult, pairables } from './pairable.ts';
import { today } from './place.ts';

/** For so long MENTOR says that something did not come to be, in ms. */
const UNMET_TOLD = 30 * 24 * 3_600_000;

/** A pair as one of its two sees it. */
interface Own {
  pair: NamedPair;
  state: ReturnType<typeof pairState>;
  isMentor: boolean;
  other: string;
  /** The other's first name: all that is told of them beside what both care about. */
  name: string;
  said: NamedPair['menteeSaid'];
}

function ownOf(draft: Draft, pair: NamedPair): Own {
  const isMentor = pair.mentor === draft.person.id;
  const [other, name] = isMentor ? [pair.mentee, pair.menteeName] : [pair.mentor, pair.mentorName];
  return {
    ...{ pair, isMentor, state: pairState(pair, draft.now), other: other ?? '' },
    name: name?.trim().split(/\s+/)[0] || phrase(draft, draft.parts.phrases.mentor_somebody),
    said: isMentor ? pair.mentorSaid : pair.menteeSaid,
  };
}

/** They said yes, and it did not come to be: told for a while, also to who is not written to. */
const wasUnmet = ({ said, pair: { agreedAt, answerBy } }: Own, now: Date) =>
  said === 'yes' && !agreedAt && answerBy !== null && answerBy <= now && answerBy.getTime() > now.getTime() - UNMET_TOLD;

function commonLine(draft: Draft, people: readonly Pairable[], { other }: Own): string[] {
  const { parts, person } = draft;
  const [me, them] = [person.id, other].map((id) => people.find((one) => one.person === id));
  const shared = me && them ? inCommon(me, them).interests : [];
  const labels = parts.areas.filter(({ value }) => shared.includes(value)).map(({ label }) => say(label, person.language, () => ''));
  return labels.length === 0 ? [] : [phrase(draft, parts.phrases.mentor_common, { interests: labels.join(', ') })];
}

/**
 * MENTOR: whom the team thought of, what both said yes to, or what a mentor is, before the question what they want. Nothing is asked about a pair while a
 * concern about one of the two is open. Answers what its flow has to know.
 */
export async function tellMentors(draft: Draft): Promise<MentoringContext | undefined> {
  const { parts, person, now } = draft;
  const found = await parts.store.pathways.of(person.id);
  if (!found) return undefined;
  const { phrases } = parts;
  const { wantedAt, offeredAt, pairs } = await parts.store.pairs.of(person.id);
  const own = pairs.map((pair) => ownOf(draft, pair));
  const asked = own.filter(({ state }) => state === 'asked');
  const held = new Set(asked.length > 0 ? await parts.store.pairs.concerned([person.id, ...asked.map(({ other }) => other)]) : []);
  const left = found.enrolment.leftAt !== null;
  const question = left ? undefined : asked.find(({ said, other }) => said === null && !held.has(person.id) && !held.has(other));
  // Whatever the other said since: who said yes sees the same until the time is over.
  const waits = own.filter(({ said, pair }) => said === 'yes' && !pair.agreedAt && pair.answerBy && pair.answerBy > now);
  const paired = own.filter(({ state }) => state === 'agreed' || state === 'introduced');
  const people = question || paired.length > 0 ? await pairables(parts, [person.id, ...own.map(({ other }) => other)], now) : [];
  const by = ({ pair }: Own) => dayCalled(today(parts, pair.answerBy ?? now));
  const pairedLine = ({ isMentor, state, name }: Own) =>
    phrase(draft, state === 'agreed' ? phrases.mentor_agreed : isMentor ? phrases.mentor_is : phrases.mentor_has, { name });
  const said = [
    ...paired.flatMap((one) => [pairedLine(one), ...commonLine(draft, people, one)]),
    ...new Set(waits.map((one) => phrase(draft, phrases.mentor_waits, { day: by(one) }))),
    ...(own.some((one) => wasUnmet(one, now)) ? [phrase(draft, phrases.mentor_unmet)] : []),
    ...(question
      ? [
          phrase(draft, question.isMentor ? phrases.mentor_question_mentor : phrases.mentor_question, { name: question.name }),
          ...commonLine(draft, people, question),
          phrase(draft, phrases.mentor_fair, { day: by(question) }),
        ]
      : []),
    ...(wantedAt && paired.every(({ isMentor }) => isMentor) && !question && waits.length === 0
      ? [phrase(draft, phrases.mentor_wanted)]
      : []),
    ...(offeredAt ? [phrase(draft, phrases.mentor_offered)] : []),
  ];
  tell(draft, { text: said.length > 0 ? said.join('\n') : phrase(draft, phrases.mentor_about) });
  const adult = isAdult(parts, person.ageBand);
  return {
    ...{ wants: wantedAt !== null, offers: offeredAt !== null },
    mayAsk: !left && (adult || parts.pairing.under18 !== 'never'),
    mayOffer: !left && adult && atMentors(parts, found, now),
    question: question?.pair.id ?? '',
    waits: waits[0]?.pair.id ?? '',
    paired: paired[0]?.pair.id ?? '',
    second: paired[1]?.pair.id ?? '',
  };
}
