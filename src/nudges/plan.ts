import { shifted } from '../calendar/index.ts';
import { momentOf, type NudgeEvent, type NudgePolicy, spanOf } from '../engine/index.ts';

/** When one nudge is to go, if it may: from the first moment on, and no later than the second. */
export interface Occurrence {
  /** Counts those of one policy for one thing, from 1. Part of what makes a nudge the same at every planning. */
  number: number;
  from: Date;
  until: Date;
}

/**
 * When the nudges of a policy are due, by what has happened and will happen. The same facts give the same occurrences, however often it is asked; when
 * facts move, an occurrence keeps its number. None where an event that it needs is not known.
 * @param zone where the person is
 * @param most caps `at_most`, where staff asked for fewer
 */
export function occurrencesOf(
  policy: NudgePolicy,
  events: Partial<Record<NudgeEvent, Date>>,
  zone: string,
  most: number = policy.at_most,
): Occurrence[] {
  const count = Math.min(policy.at_most, most);
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  if (policy.between) {
    const [begin, end] = policy.between.map((event) => events[event]);
    if (!begin || !end || end <= begin) return [];
    const share = (end.getTime() - begin.getTime()) / (count + 1);
    return numbers.map((number) => ({ number, from: new Date(Math.round(begin.getTime() + share * number)), until: end }));
  }
  const { event, ...span } = momentOf(policy.when as string);
  const at = events[event];
  if (!at) return [];
  const first = shifted(zone, at, span);
  return numbers.flatMap((number) => {
    const apart = policy.apart && spanOf(policy.apart);
    const from = apart ? shifted(zone, first, { ...apart, count: apart.count * (number - 1) }) : first;
    const until = policy.for ? shifted(zone, from, spanOf(policy.for)) : (events.closes ?? events.ending);
    return until && from < until ? [{ number, from, until }] : [];
  });
}
