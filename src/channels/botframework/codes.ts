import type { TakeCode } from '../codes.ts';
import { sayUnkept, welcomeIn } from '../unkept.ts';
import { placeOf } from './activity.ts';
import type { Room, Who } from './room.ts';

/** A code to come back, typed in the chat with us. false: it is none, and the desk has to hear it. */
export async function takeTypedCode(take: TakeCode, room: Room, who: Who, written: { text: string; externalId: string }): Promise<boolean> {
  const taken = await take(room.desk, { ...written, address: who.address });
  // The address is another person's now, who can be written to here too.
  if (taken === 'taken' || taken === 'done') await room.desk.place('botframework', who.address, placeOf(who.reference));
  if (taken === 'taken') room.later(() => welcome(room, who));
  if (taken === 'wait' || taken === 'refused') room.later(() => room.tell(who, `code_${taken}`));
  return taken !== 'no_code';
}

async function welcome(room: Room, { address, reference }: Who): Promise<void> {
  const view = await room.desk.view('botframework', address);
  const words = room.words(view.language);
  const said = welcomeIn(view, { taken: words('code_taken'), stopped: words('stopped') });
  await sayUnkept(room, { address, place: placeOf(reference) }, said, view.language);
}
