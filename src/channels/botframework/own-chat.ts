import { placeOf } from './activity.ts';
import { asksForPatience, isNobodyThere } from './outcome.ts';
import type { Json, Reference, Sent } from './port.ts';
import type { Room, Who } from './room.ts';
import type { At } from './sheet.ts';

/** The conversation in which we talk to somebody alone. What is personal goes there, wherever it was asked for. */

/** `closed`: we may not write to them there. */
export type OwnChat = { kind: 'there'; who: Who } | { kind: 'closed' } | { kind: 'trouble' };

export async function ownChat(room: Room, who: Who): Promise<OwnChat> {
  if (who.scope === 'personal') return { kind: 'there', who };
  const there = (reference: Reference): OwnChat => ({ kind: 'there', who: { ...who, reference, scope: 'personal' } });
  const known = room.ownChats.get(who.address);
  if (known) return there(known);
  const opened = await room.connector.open(who.reference);
  if (opened.kind !== 'sent' || opened.id === null) return isNobodyThere(opened) ? { kind: 'closed' } : { kind: 'trouble' };
  const { tenantId } = who.reference.conversation;
  const conversation = { id: opened.id, ...(tenantId && { tenantId }), conversationType: 'personal' };
  const reference: Reference = { ...who.reference, conversation };
  room.ownChats.set(who.address, reference);
  await keepPlace(room, { ...who, reference });
  return there(reference);
}

/**
 * So that somebody of the team can be reached in their own chat, by an alert for instance. With each of their orders: whom the desk did not know when they
 * came, because they had no role yet, has no place there until then.
 */
export async function keepPlace(room: Room, { address, reference }: Who): Promise<void> {
  await room.desk.place('botframework', address, placeOf(reference)).catch(room.failed);
}

/** The group or channel that an order came from, as seen from somebody's own chat. */
export const referenceAt = ({ reference }: Who, { id, type }: At): Reference => {
  const { tenantId } = reference.conversation;
  return { ...reference, conversation: { id, ...(tenantId && { tenantId }), conversationType: type } };
};

/** null: they are alone with us. */
export function atOf({ scope, reference }: Who): At | undefined {
  return scope === 'personal' ? undefined : { id: reference.conversation.id, type: scope };
}

/** Once more where the channel asks for patience: what staff are answered is in no outbox. */
export async function sendKindly(room: Room, to: Reference, activity: Json): Promise<Sent> {
  const sent = await room.connector.send(to, activity);
  if (!asksForPatience(sent)) return sent;
  await room.wait(sent.patience ?? 1000);
  return room.connector.send(to, activity);
}

/**
 * One after the other.
 * @returns how it ended: `closed` when we may not write there any more
 */
export async function sendAll(
  room: Room,
  { address, reference }: Who,
  activities: readonly Json[],
): Promise<'sent' | 'closed' | 'trouble'> {
  for (const activity of activities) {
    const sent = await sendKindly(room, reference, activity);
    if (sent.kind === 'sent') continue;
    if (!isNobodyThere(sent)) return 'trouble';
    room.ownChats.take(address);
    return 'closed';
  }
  return 'sent';
}
