import { answeredActivity, invokeCard } from './answered.ts';
import type { Json } from './port.ts';
import type { Press } from './pressed.ts';
import type { Room, Who } from './room.ts';
import { turn } from './turns.ts';
import type { PhraseId } from './words.ts';

/** What becomes of a card of which something was pressed. */
export type Pressed = { kind: 'told'; phrase: PhraseId } | { kind: 'changed'; activity: Json; invoke: Json };

/** What presses of young people do. */
export async function takePress(room: Room, who: Who, press: Press): Promise<Pressed> {
  if (press.kind === 'nothing_ticked') return { kind: 'told', phrase: 'pick_some' };
  room.questions.take(who.address);
  const done = await turn(room, who, press.inbound);
  if (done.kind !== 'taken') return { kind: 'told', phrase: 'answered' };
  const activity = answeredActivity(press, room.words(done.language));
  return { kind: 'changed', activity, invoke: invokeCard(activity) };
}
