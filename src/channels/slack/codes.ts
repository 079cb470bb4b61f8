import type { TakeCode } from '../codes.ts';
import { sayUnkept, welcomeIn } from '../unkept.ts';
import type { Room, Who } from './room.ts';

/** A code to come back, typed in the messages with us. false: it is none, and the desk has to hear it. */
export async function takeTypedCode(take: TakeCode, room: Room, who: Who, written: { text: string; externalId: string }): Promise<boolean> {
  const taken = await take(room.desk, { ...written, address: who.address });
  if (taken === 'taken') room.later(() => welcome(room, who));
  if (taken === 'wait' || taken === 'refused') room.later(() => room.tell(who, undefined, `code_${taken}`));
  return taken !== 'no_code';
}

async function welcome(room: Room, who: Who): Promise<void> {
  const view = await room.desk.view('slack', who.address);
  const words = room.words(view.language);
  await sayUnkept(room, who, welcomeIn(view, { taken: words('code_taken'), stopped: words('home_stopped') }), view.language);
}
