import { dayOf, shifted, startOfDay, timeOf } from '../../calendar/index.ts';
import { momentOf, type NudgePolicy, type PathwayEvent, pathwayEventOf, spanOf } from '../../engine/index.ts';
import { occurrencesOf } from '../../nudges/index.ts';
import { occasionsOf } from '../../pathways/index.ts';
import { ruleFor } from '../../people/index.ts';
import type { DeskParts } from '../parts.ts';
import { today } from '../pathways/place.ts';
import type { DueNudge, NewNudge, PathwayTiming, PersonOnPathway } from '../ports.ts';

/** Nudges that are timed by somebody's pathway. At night they are planned for everybody; for one person at once when staff changed something. */

type Parts = Pick<DeskParts, 'flows' | 'pathway' | 'contactHours' | 'ageRules'>;

/** Days ahead that are planned: longer than the bot is ever off, so that nothing is lost. */
const AHEAD = 60;

interface Timed {
  flow: string;
  policy: NudgePolicy & { when: string };
  event: PathwayEvent;
}

/** Every policy that is timed by somebody's pathway. */
function timed({ flows }: Pick<DeskParts, 'flows'>): Timed[] {
  return [...flows].flatMap(([flow, { main }]) =>
    main.nudges.flatMap((policy) => {
      const event = pathwayEventOf(policy);
      return event && policy.when ? [{ flow, policy: { ...policy, when: policy.when }, event }] : [];
    }),
  );
}

/** What begins from the first of these to before the second is planned now: nothing whose day is over when it becomes known. */
function windowOf({ contactHours: { zone } }: Parts, now: Date): { from: Date; until: Date } {
  const from = startOfDay(zone, dayOf(zone, now));
  return { from, until: shifted(zone, from, { count: AHEAD, unit: 'day' }) };
}

const timingOf = ({ flow, policy, event }: Timed): PathwayTiming => {
  const { count, unit } = momentOf(policy.when);
  return { flow, policy: policy.nudge, event, shift: `${count} ${unit}`, lasts: policy.for ?? '0', apart: policy.apart ?? null };
};

/** Plans everybody's anew, and takes out what is about nothing any more. */
export async function replanPathways(parts: Parts & Pick<DeskParts, 'store'>, now: Date): Promise<{ planned: number; dropped: number }> {
  const { contactHours, pathway, ageRules, store } = parts;
  const timings = timed(parts).map(timingOf);
  const bands = ageRules.filter(({ nudges }) => nudges).map(({ band }) => band);
  const days = { zone: contactHours.zone, today: today(parts, now), time: contactHours.from };
  return store.nudges.replan({ pathway, timings, bands, ...days, ...windowOf(parts, now) }, now);
}

type Theirs = Pick<PersonOnPathway, 'id' | 'facts' | 'history' | 'enrolment'>;

/**
 * All that there is to say to somebody about their pathway, whenever it is due. What another of the same occasion has overtaken, because it is due too
 * and later, is not in it.
 */
export function aboutPathway(parts: Parts, found: Theirs, now: Date): NewNudge[] {
  const { pathway, contactHours } = parts;
  const { zone, from } = contactHours;
  const occasions = occasionsOf(pathway, found, now, (at) => dayOf(zone, at));
  const all = timed(parts).flatMap(({ flow, policy, event }) =>
    occasions
      .filter((one) => one.event === event)
      .flatMap(({ of, day }) =>
        occurrencesOf(policy, { [event]: timeOf(zone, day, from) }, zone).map(({ number, from, until }) => ({
          event,
          nudge: {
            ...{ person: found.id, flow, policy: policy.nudge, occurrence: `${of}:${number}`, kind: policy.kind, invitation: null },
            ...{ from, until },
          },
        })),
      ),
  );
  const overtaken = ({ event, nudge }: (typeof all)[number]) =>
    all.some(
      (other) =>
        other.event === event &&
        other.nudge.flow === nudge.flow &&
        other.nudge.occurrence === nudge.occurrence &&
        nudge.from < other.nudge.from &&
        other.nudge.from <= now,
    );
  return all.filter((one) => !overtaken(one)).map(({ nudge }) => nudge);
}

/** Whether there still is what a nudge is about. */
export function stillAbout(parts: Parts, found: Theirs | null, due: DueNudge, now: Date): boolean {
  return (
    found !== null &&
    aboutPathway(parts, found, now).some(
      ({ flow, policy, occurrence }) => flow === due.flow && policy === due.policy && occurrence === due.occurrence,
    )
  );
}

/** Plans the nudges of one person anew. */
export async function replanFor(parts: Parts & Pick<DeskParts, 'store'>, person: string, now: Date): Promise<void> {
  const { store, ageRules, contactHours } = parts;
  const found = await store.pathways.of(person);
  if (!found) return;
  const mayAtAll = ruleFor(ageRules, found.facts.ageBand)?.nudges === true;
  const about = mayAtAll ? aboutPathway(parts, found, now) : [];
  const policies = timed(parts);
  const sent = await store.nudges.lastSent(found.id);
  const tooSoon = ({ flow, policy, from }: NewNudge) => {
    const apart = policies.find((one) => one.flow === flow && one.policy.nudge === policy)?.policy.apart;
    const last = sent.find((one) => one.flow === flow && one.policy === policy);
    return apart !== undefined && last !== undefined && shifted(contactHours.zone, last.at, spanOf(apart)) > from;
  };
  const window = windowOf(parts, now);
  const fresh = about.filter((one) => window.from <= one.from && one.from < window.until && one.until > now && !tooSoon(one));
  await store.nudges.keepOnly(
    found.id,
    policies.map(({ flow, policy }) => `${flow}/${policy.nudge}`),
    about,
  );
  if (fresh.length > 0) await store.nudges.plan(fresh, now);
}
