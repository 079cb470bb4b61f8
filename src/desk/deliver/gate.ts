import { dayOf, openingAt } from '../../calendar/index.ts';
import { blackoutsFor, holdOf, openHours } from '../../nudges/index.ts';
import type { Blackout, Claimed, Settled } from '../ports.ts';
import type { SendingParts } from './policy.ts';

/** Milliseconds for which days that staff closed are remembered: they are set by people, for days ahead. */
const REMEMBERED = 60_000;

/** The last question before a message goes, asked each time: may it still? null: yes. */
export type Gate = (message: Claimed) => Promise<Settled | null>;

/**
 * Nothing that was said before STOP, and nothing that nobody asked for, goes after it. A nudge was allowed when it was queued; when that is a while ago,
 * because a channel was slow or gone, it is night now, or a break has begun, or its time is over, or they have taken back the yes that it needed.
 */
export function createGate({ store, clock, contactHours, stillGoes }: SendingParts): Gate {
  let remembered: { at: number; blackouts: Promise<Blackout[]> } | null = null;
  /** By zone, the opening in which it is now: asked for every message, and the same for hours. */
  const openings = new Map<string, { opens: number; closes: number }>();

  function blackoutsAt(now: Date): Promise<Blackout[]> {
    if (!remembered || Math.abs(now.getTime() - remembered.at) > REMEMBERED) {
      const blackouts = store.nudges.blackouts.list(dayOf(contactHours.zone, now));
      blackouts.catch(() => (remembered = null));
      remembered = { at: now.getTime(), blackouts };
      openings.clear();
    }
    return remembered.blackouts;
  }

  /** When a nudge may go; `now` itself if it may, null if at no time. */
  async function chance({ person, zone, pausedUntil, concern }: Claimed, now: Date): Promise<Date | null> {
    const all = await blackoutsAt(now);
    const projects = all.some(({ project }) => project !== null) ? await store.nudges.projectsOf(person) : [];
    const own = zone ?? contactHours.zone;
    const free = !concern && !(pausedUntil && pausedUntil > now);
    const known = free && projects.length === 0 ? openings.get(own) : undefined;
    if (known && known.opens <= now.getTime() && now.getTime() < known.closes) return now;
    const hours = openHours({ hours: { ...contactHours, zone: own }, blackouts: blackoutsFor(all, projects) });
    const opening = projects.length === 0 ? openingAt(hours, now) : null;
    if (opening) openings.set(own, opening);
    const held = holdOf({ concern, pausedUntil, sent: [] }, hours, null, now);
    return held ? held.until : now;
  }

  return async (message) => {
    const { stoppedAt, kind, at, goodUntil } = message;
    if (stoppedAt !== null && (kind !== null || at < stoppedAt)) return { state: 'held', reason: 'stopped' };
    if (kind === null || kind === 'alert') return null;
    const now = clock.now();
    const [free, over] = [await chance(message, now), goodUntil !== null && goodUntil < now];
    // Hours are cheap to ask: first whether it is night, and only of what could go now all the rest.
    const asked = free?.getTime() === now.getTime() && !over ? await stillGoes(message, await blackoutsAt(now), now) : null;
    if (asked?.kind === 'end') return { state: 'held', reason: asked.why };
    const may = asked?.kind === 'wait' ? asked.until : free;
    if (may?.getTime() === now.getTime() && !over) return null;
    if (!may || (goodUntil && goodUntil < may)) return { state: 'held', reason: 'late' };
    return { state: 'queued', dueAt: may, doubt: message.doubt, untried: true };
  };
}
