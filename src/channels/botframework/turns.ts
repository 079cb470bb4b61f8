import type { Inbound, Taken } from '../../desk/ports.ts';
import { sayUnkept } from '../unkept.ts';
import { placeOf } from './activity.ts';
import type { Room, Who } from './room.ts';

/** Turns of somebody in their own chat with us. */

/** The desk is busy or failed: whoever brought it is told that it was not taken. */
export class NotTaken extends Error {
  override name = 'NotTaken';
}

/**
 * One turn, committed when this resolves. What is kept nowhere is said past the outbox.
 * @throws NotTaken
 */
export async function turn(room: Room, who: Who, inbound: Omit<Inbound, 'channel' | 'address' | 'place'>): Promise<Taken> {
  const { address, reference } = who;
  const place = placeOf(reference);
  const taken = await room.desk.receive({ ...inbound, channel: 'botframework', address, place });
  if (taken.kind === 'busy') throw new NotTaken('The desk is busy.');
  if (taken.kind === 'taken' && taken.forgotten) room.later(() => sayUnkept(room, { address, place }, taken.messages, taken.language));
  return taken;
}
