import { answeredCard, invokeCard } from './answered.ts';
import { cardMessage } from './card.ts';
import { offerCopy } from './files.ts';
import type { Json } from './port.ts';
import type { Pressed } from './pressed.ts';
import type { Room, Who } from './room.ts';
import { turn } from './turns.ts';
import type { PhraseId } from './words.ts';

/** What becomes of a card of which something was pressed: a sentence is said with it, or this message stands in its place. */
export type AfterPress = { kind: 'told'; phrase: PhraseId } | { kind: 'changed'; message: Json; invoke: Json };

/** What presses of young people do. */
export async function takePress(room: Room, who: Who, press: Pressed): Promise<AfterPress> {
  if (press.kind === 'nothing_ticked') return { kind: 'told', phrase: 'pick_some' };
  if (press.kind === 'copy') return { kind: 'told', phrase: await offerCopy(room, who, press) };
  room.questions.take(who.address);
  const done = await turn(room, who, press.inbound);
  if (done.kind !== 'taken') return { kind: 'told', phrase: 'answered_before' };
  const words = room.words(done.language);
  const card = answeredCard(press.said, press.picked, words);
  return { kind: 'changed', message: cardMessage(card, words('news')), invoke: invokeCard(card) };
}
