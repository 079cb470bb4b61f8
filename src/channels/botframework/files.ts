import { z } from 'zod';
import type { CopyFormat, Sheet } from '../../desk/ports.ts';
import { nameOfCopy } from '../copies.ts';
import { type ButtonOrder, readOrder } from '../offered.ts';
import { patiently } from '../patiently.ts';
import type { Activity } from './activity.ts';
import { caller } from './give.ts';
import { ours } from './limits.ts';
import { notice, notices } from './outbound.ts';
import { sendAll } from './own-chat.ts';
import type { Json } from './port.ts';
import { plainLanguage, type Room, type Who } from './room.ts';
import { lineOf } from './typed-order.ts';
import type { PhraseId } from './words.ts';

/**
 * Files of a sheet, and copies of somebody's data. Teams asks the person whether one may be put into their storage, and gives an address for it when they say yes: then it is made
 * again, or now. Each question has a ticket of the desk, which works once and for them alone (learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4).
 */

const consentType = 'application/vnd.microsoft.teams.card.file.consent';
const infoType = 'application/vnd.microsoft.teams.card.file.info';

/** Where Teams keeps files: SharePoint and OneDrive of work accounts, of the public cloud and those of governments. A file of ours goes nowhere else. */
const keepers = ['.sharepoint.com', '.sharepoint.us', '.sharepoint-mil.us', '.sharepoint.cn'];

const offer = (name: string, context: Json, description: string, summary: string, more: Json = {}): Json => ({
  type: 'message',
  summary,
  attachments: [
    { contentType: consentType, name, content: { description, ...more, acceptContext: context, declineContext: { onward: 'file' } } },
  ],
});

export async function fileOffers(room: Room, own: Who, { files = [], again }: Sheet): Promise<Json[]> {
  if (files.length === 0) return [];
  const words = room.words(plainLanguage);
  const line = again && lineOf(again);
  if (!own.surface.files || !again) return notices(words('file_elsewhere', { line: line ?? '' }));
  return Promise.all(
    files.map(async ({ name, body }) => {
      const order = await room.desk.park(caller(own), again);
      const size = { sizeInBytes: Buffer.byteLength(body) };
      return offer(name, { onward: 'file', order, name }, words('file_offer'), words('staff_answer'), size);
    }),
  );
}

/** Asks whether a copy of their data may be put into their storage. Answers what is said of it where they pressed. */
export async function offerCopy(room: Room, who: Who, { format, ticket }: { format: CopyFormat; ticket: string }): Promise<PhraseId> {
  const admitted = await room.desk.copies.admits('botframework', who.address, ticket);
  if (!admitted) return 'copy_gone';
  const words = room.words(admitted.language);
  const asked = offer(
    nameOfCopy(format),
    { onward: 'file', copy: { format, ticket } },
    words(format === 'pdf' ? 'record_intro' : 'copy_intro'),
    words('news'),
  );
  room.later(() => sendAll(room, who, [asked]));
  return 'copy_asked';
}

const Consent = z.object({
  action: z.enum(['accept', 'decline']),
  context: z.looseObject({
    onward: z.literal('file'),
    order: z.unknown().optional(),
    name: z.string().max(300).optional(),
    copy: z.object({ format: z.enum(['html', 'json', 'pdf']), ticket: z.string().max(20_000) }).optional(),
  }),
  uploadInfo: z
    .object({
      uploadUrl: z.url().max(4096),
      contentUrl: z.url().max(4096),
      name: z.string().max(300),
      uniqueId: z.string().max(300),
      fileType: z.string().max(40),
    })
    .optional(),
});

function isKeeper(address: string): boolean {
  const { protocol, hostname, port, username } = new URL(address);
  return protocol === 'https:' && port === '' && username === '' && keepers.some((end) => hostname.endsWith(end));
}

/** @returns whether it was an answer to a question of ours. What comes of a yes is said in their own chat, when it is there */
export function takeConsent(room: Room, who: Who, { value, replyToId }: Activity): boolean {
  const read = Consent.safeParse(value).data;
  // We ask in their own chat, and what is said of it would stand for everybody to read.
  if (!read || who.scope !== 'personal') return false;
  const { action, context, uploadInfo } = read;
  const order = readOrder(context.order);
  if (action === 'decline' || !(order || context.copy) || !uploadInfo) return action === 'decline';
  room.later(async () => {
    const said = await bring(room, who, { ...context, order }, uploadInfo);
    if (!said) return;
    // The question gives way to the file, and where that can't be, stands above it.
    const changed = replyToId ? await room.connector.update(who.reference, replyToId, said) : null;
    if (changed?.kind !== 'sent') await sendAll(room, who, [said]);
  });
  return true;
}

type UploadInfo = NonNullable<z.infer<typeof Consent>['uploadInfo']>;

interface Wanted {
  order: ButtonOrder | null;
  name?: string | undefined;
  copy?: { format: CopyFormat; ticket: string } | undefined;
}

/** The file, made now; else what is said instead. null: it was made before. */
async function made(
  room: Room,
  who: Who,
  { order, name: wanted, copy }: Wanted,
): Promise<{ body: Buffer<ArrayBuffer> } | { instead: Json } | null> {
  const words = room.words(plainLanguage);
  if (copy) {
    const file = await room.desk.copies.take('botframework', who.address, copy.ticket, copy.format);
    return file ? { body: Buffer.from(file.body as string) } : { instead: notice(words('copy_gone')) };
  }
  if (!order) return { instead: notice(words('file_trouble')) };
  const result = await patiently(() => room.desk.command(caller(who), order, { event: who.event }), room.wait);
  if (result.kind === 'refused') return result.before ? null : { instead: notice(result.why) };
  const file = result.sheet.files?.find(({ name }) => name === wanted);
  return file ? { body: Buffer.from(file.body as string) } : { instead: notice(words('file_trouble')) };
}

/** Makes the file and puts it there. Answers what is said of it; null: nothing. Its address opens it for whoever has that: it is in no log. */
async function bring(room: Room, who: Who, wanted: Wanted, info: UploadInfo): Promise<Json | null> {
  const trouble = notice(room.words(plainLanguage)('file_trouble'));
  if (!isKeeper(info.uploadUrl)) return trouble;
  const file = await made(room, who, wanted);
  if (!file) return null;
  if ('instead' in file) return file.instead;
  const { body } = file;
  const headers = {
    'content-type': 'application/octet-stream',
    'content-range': `bytes 0-${body.length - 1}/${body.length}`,
  };
  const options = { method: 'PUT', headers, body, redirect: 'error', signal: AbortSignal.timeout(ours.upload) } as const;
  const answered = await room.fetch(info.uploadUrl, options).catch(() => null);
  if (!answered?.ok) return trouble;
  const { contentUrl, name, uniqueId, fileType } = info;
  const content = { uniqueId, fileType };
  return {
    type: 'message',
    summary: room.words(plainLanguage)('staff_answer'),
    attachments: [{ contentType: infoType, contentUrl, name, content }],
  };
}
