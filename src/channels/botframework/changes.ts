import { cleanText } from '../clean-text.ts';
import { type Activity, externalIdOf, typedText } from './activity.ts';
import type { Room, Who } from './room.ts';

/**
 * A message that somebody changed or took away after they had sent it. An answer is what was sent first: they are told so, and how to change it. What is new in
 * it goes through the screen all the same.
 */
export async function takeChange(room: Room, who: Who, activity: Activity): Promise<void> {
  const { eventType } = activity.channelData ?? {};
  if (who.scope !== 'personal' || (eventType !== 'editMessage' && eventType !== 'softDeleteMessage')) return;
  const { address } = who;
  const { person, stopped } = await room.desk.view('botframework', address);
  if (person === null) return;
  const text = cleanText(typedText(activity));
  if (eventType === 'editMessage' && text !== '') {
    // The same message may be changed again.
    const externalId = `${externalIdOf(activity)} ${String(activity.timestamp ?? '')}`;
    if (await room.desk.overhear({ channel: 'botframework', externalId, address, text })) return;
  }
  if (!stopped) room.later(() => room.tell(who, eventType === 'editMessage' ? 'edited' : 'deleted'));
}
