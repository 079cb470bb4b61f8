import { z } from 'zod';
import { Bounded } from '../bounded.ts';
import type { Activity } from './activity.ts';
import { ours } from './limits.ts';
import type { Room } from './room.ts';

const Zoned = z.object({
  localTimezone: z.string().max(64).optional(),
  entities: z.array(z.looseObject({ type: z.string(), timezone: z.string().max(64).optional() })).optional(),
});

/** The time zone of whoever's app sent it, as Teams says it. */
export function zoneIn(activity: Activity): string | null {
  const { localTimezone, entities = [] } = Zoned.safeParse(activity).data ?? {};
  return localTimezone ?? entities.find(({ type, timezone }) => type === 'clientInfo' && timezone)?.timezone ?? null;
}

/** Tells the desk in which time zone somebody is: when it is another than this replica has told before. */
export function createLocate(): (room: Room, address: string, activity: Activity) => void {
  const told = new Bounded<string, string>(ours.remembered);
  return (room, address, activity) => {
    const zone = zoneIn(activity);
    if (zone === null || told.get(address) === zone) return;
    told.set(address, zone);
    room.later(() => room.desk.locate('botframework', address, zone));
  };
}
