import { z } from 'zod';
import { accountOf } from '../../account.ts';
import type { Json, Reference } from './port.ts';

/** Activities of the Bot Framework protocol, as far as we read them (github.com/microsoft/botframework-sdk, specs/botframework-activity). Pure. */

const Id = z.string().min(1).max(1024);
const Account = z.looseObject({ id: Id, aadObjectId: z.string().max(64).optional() });

/** What every activity has that we take. The rest is read where it is needed. */
export const Activity = z.looseObject({
  type: z.string().min(1).max(64),
  /** Invokes have one too. Of what has none we can't tell whether it came before. */
  id: Id,
  channelId: z.string().min(1).max(64),
  serviceUrl: z.url().max(2048),
  from: Account,
  recipient: Account,
  conversation: z.looseObject({ id: Id, tenantId: z.string().max(64).optional(), conversationType: z.string().max(32).optional() }),
  name: z.string().max(256).optional(),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  replyToId: Id.nullish(),
  channelData: z.looseObject({ tenant: z.looseObject({ id: z.string().max(64) }).optional() }).nullish(),
});
export type Activity = z.infer<typeof Activity>;

/** Where something was done. Teams' own words for it. */
export type Scope = 'personal' | 'groupChat' | 'channel';

export function scopeOf({ conversation, channelId }: Activity): Scope {
  const { conversationType } = conversation;
  if (conversationType === 'groupChat' || conversationType === 'channel') return conversationType;
  // Other channels say nothing, or `isGroup`.
  return conversation.isGroup === true || (channelId === 'msteams' && conversationType !== 'personal') ? 'groupChat' : 'personal';
}

export const tenantOf = ({ conversation, channelData }: Pick<Activity, 'conversation' | 'channelData'>): string | null =>
  conversation.tenantId ?? channelData?.tenant?.id ?? null;

/**
 * Who did it, as grants and ONWARD_ADMINS name them: `msteams:TENANT/OBJECT` with the ids of Entra in Teams, `sms/+441632960001` and the like
 * elsewhere. What is before the slash shares one rate of messages. null: it cannot be said.
 */
export function addressOf(activity: Pick<Activity, 'channelId' | 'from' | 'conversation' | 'channelData'>): string | null {
  const { channelId, from } = activity;
  if (/\s/.test(from.id)) return null;
  if (channelId !== 'msteams') return `${channelId}/${from.id}`;
  const tenant = tenantOf(activity);
  return tenant ? accountOf('botframework', `msteams:${tenant}/${from.aadObjectId ?? from.id}`) : null;
}

export function referenceOf({ channelId, serviceUrl, conversation, recipient, from }: Activity): Reference {
  const { id, tenantId, conversationType } = conversation;
  return {
    channelId,
    serviceUrl,
    conversation: { id, ...(tenantId && { tenantId }), ...(conversationType && { conversationType }) },
    bot: { id: recipient.id },
    user: { id: from.id },
  };
}

const Kept = z.object({
  channelId: z.string(),
  serviceUrl: z.string(),
  conversation: z.object({ id: z.string(), tenantId: z.string().optional(), conversationType: z.string().optional() }),
  bot: z.object({ id: z.string() }),
  user: z.object({ id: z.string() }),
});

/** A reference as it is kept, always the same text for the same one. It is nobody's to read: never log it. */
export const placeOf = (reference: Reference): string => JSON.stringify(Kept.parse(reference));

/** null: it is none. */
export function readPlace(place: string): Reference | null {
  try {
    return (Kept.safeParse(JSON.parse(place)).data as Reference | undefined) ?? null;
  } catch {
    return null;
  }
}

/** What somebody wrote, without the mention of the bot that stands before it in groups and channels. */
export function typedText(activity: Activity): string {
  const entities = Array.isArray(activity.entities) ? activity.entities : [];
  const ours = entities.flatMap((entity: Json) => {
    const { type, text, mentioned } = (entity ?? {}) as { type?: unknown; text?: unknown; mentioned?: { id?: unknown } };
    return type === 'mention' && typeof text === 'string' && text !== '' && mentioned?.id === activity.recipient.id ? [text] : [];
  });
  return ours.reduce((text, mention) => text.replaceAll(mention, ' '), activity.text ?? '').replaceAll('\u00a0', ' ');
}

/** Under what an activity is remembered, so that what is brought twice is taken once. */
export const externalIdOf = ({ channelId, conversation, id }: Pick<Activity, 'channelId' | 'conversation' | 'id'>): string =>
  `${channelId} ${conversation.id} ${id}`;
