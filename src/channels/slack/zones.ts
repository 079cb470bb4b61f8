import { Bounded } from '../bounded.ts';
import { ours } from './limits.ts';
import { refusalOf } from './outcome.ts';
import type { Room, Who } from './room.ts';

/** Tells the desk in which time zone somebody is, as their profile says: after Slack has been answered, and once a day for each person. */
export type Locate = (room: Room, who: Who) => void;

export function createLocate(): Locate {
  /** When somebody was asked about last, by address. */
  const asked = new Bounded<string, number>(ours.knownChannels);
  return (room, who) => {
    const now = room.clock.now().getTime();
    const before = asked.get(who.address);
    if (before !== undefined && now < before + ours.zonesFor) return;
    asked.set(who.address, now);
    room.later(async () => {
      try {
        const { user } = await room.clients.bulk(who.token).users.info({ user: who.user });
        if (user?.tz) await room.desk.locate('slack', who.address, user.tz);
      } catch (error) {
        // Refused, such as by an install of before we asked for users:read: refused tomorrow too. All else is tried with what they do next.
        if (refusalOf(error) === null) asked.take(who.address);
        else
          room.log.warn(
            `Slack does not say in which time zone people are (${refusalOf(error)}). Install the app again to allow users:read.`,
          );
      }
    });
  };
}
