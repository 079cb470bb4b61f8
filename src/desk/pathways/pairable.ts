import { type Pairable, stageOf } from '../../pathways/index.ts';
import { ruleFor } from '../../people/index.ts';
import type { DeskParts } from '../parts.ts';
import type { InterestsAt, MentoringRow, PersonOnPathway } from '../ports.ts';
import { placeOf, readinessOf } from './place.ts';

/** Where people say what matters to them, and in which town they are: when they register. A test holds that the flow asks it. */
export const interestsAt = ({ home }: Pick<DeskParts, 'home'>): InterestsAt => ({ flow: home.first, matters: 'matters', area: 'area' });

/** Says of two people nothing that they have in common. */
const NOT_SHARED = 'something-else';

/** 18 or over. Whose age is not known is not. */
export const isAdult = ({ ageRules }: Pick<DeskParts, 'ageRules'>, ageBand: string | null): boolean =>
  ageBand !== null && ruleFor(ageRules, ageBand)?.youngNotice === false;

/** Whether they are at a stage that mentors. */
export function atMentors(parts: DeskParts, found: PersonOnPathway, now: Date): boolean {
  return stageOf(parts.pathway, placeOf(parts, found, now).stage)?.mentors ?? false;
}

/** And whether they still meet what it asks: a check or a training may have run out since. */
function stillMeets(parts: DeskParts, found: PersonOnPathway, now: Date): boolean {
  const { stage } = placeOf(parts, found, now);
  return stage !== null && atMentors(parts, found, now) && readinessOf(parts, found, stage, now).ready;
}

export interface PairablePerson extends Pairable {
  name: string | null;
  wantedAt: Date | null;
}

async function pairableOf(parts: DeskParts, row: MentoringRow, now: Date): Promise<PairablePerson> {
  const { person, name, away, area, ageBand, interests, wantedAt, offeredAt } = row;
  const found = offeredAt ? await parts.store.pathways.of(person) : null;
  const known = new Set(parts.areas.map(({ value }) => value));
  return {
    ...{ person, name, away, area, wantedAt },
    adult: isAdult(parts, ageBand),
    mentors: found !== null && stillMeets(parts, found, now),
    interests: interests.filter((one) => known.has(one) && one !== NOT_SHARED),
  };
}

/** All who want a mentor or would be one, or these, as the rules see them; in the order of names. */
export async function pairables(parts: DeskParts, whom: string[] | 'all', now: Date): Promise<PairablePerson[]> {
  const rows = await parts.store.pairs.people(whom, interestsAt(parts));
  return Promise.all(rows.map((row) => pairableOf(parts, row, now)));
}
