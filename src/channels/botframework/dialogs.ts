import { z } from 'zod';
import type { WholeOrder } from '../../desk/ports.ts';
import { cleanText } from '../clean-text.ts';
import { soon } from '../soon.ts';
import { cut } from '../split.ts';
import type { Activity } from './activity.ts';
import { answerActivities } from './answers.ts';
import { fittingSheet, putUp } from './board.ts';
import type { Came } from './came.ts';
import { attachmentOf, type Card, card } from './card.ts';
import { fileOffers, takeConsent } from './files.ts';
import { readAsked } from './filled.ts';
import { formCard } from './form.ts';
import { caller, giveOnce } from './give.ts';
import { ours } from './limits.ts';
import { textOfHtml } from './message-text.ts';
import { atOf, ownChat, sendAll } from './own-chat.ts';
import type { Json } from './port.ts';
import { plainLanguage, type Room, type Who } from './room.ts';
import { type At, sheetActivities, sheetCard } from './sheet.ts';
import { someLines } from './some-lines.ts';
import { beside } from './staff.ts';

/**
 * Forms that open over the chat (Teams calls them dialogs, once task modules), and what becomes of one when it is sent. Only whoever pressed sees
 * it, and what they may is asked of them, whoever the button was for.
 */

const Value = z.looseObject({
  data: z.unknown().optional(),
  commandId: z.string().max(64).optional(),
  messagePayload: z.looseObject({ body: z.looseObject({ content: z.string().nullish() }).nullish() }).nullish(),
});

const titled = (name: string) => cut(cleanText(`${name.charAt(0).toUpperCase()}${name.slice(1)}`), ours.stepLetters);

const dialog = (title: string, content: Card): Json => ({
  task: { type: 'continue', value: { title: titled(title), width: 'medium', height: 'large', card: attachmentOf(content) } },
});

/** A dialog that says a sentence. */
const saying = (title: string, text: string): Json => {
  const { body } = someLines(text || '…', ours.saidBytes);
  return dialog(title, card(body, [], { fallbackText: cut(cleanText(text), ours.fallback) }));
};

/** What is seen by somebody who is alone with us only: whatever brought it, it is not shown over a group. */
const isForOwnChat = ({ commands }: Room, { scope }: Who, name: string) =>
  scope !== 'personal' && commands.some((command) => command.private && command.name === name);

/** Opens the form of an order, filled with what it says already. */
async function openForm(room: Room, who: Who, order: WholeOrder, at: At | undefined): Promise<Json> {
  const words = room.words(plainLanguage);
  if (isForOwnChat(room, who, order.name)) return saying(order.name, words('own_chat_only'));
  try {
    const shown = await room.desk.form(caller(who), order);
    if (shown.kind === 'refused') return saying(order.name, shown.why);
    return dialog(order.name, formCard(shown.form, words, room.ids.next(), { at }));
  } catch (error) {
    room.failed(error);
    return saying(order.name, words('staff_trouble'));
  }
}

/** What came of it, in the dialog. What does not fit there follows in their own chat. */
async function answered(room: Room, who: Who, name: string, came: Came, at: At | undefined, again: boolean): Promise<Json> {
  const words = room.words(plainLanguage);
  if (came.kind === 'said' || came.kind === 'before') return saying(name, came.text);
  if (came.kind === 'form') return dialog(name, formCard(came.form, words, room.ids.next(), { ...came, at }));
  const { lasting } = came.sheet;
  const shown = await fittingSheet(room, who, lasting ? beside(room, came.sheet) : came.sheet);
  if (!again) room.later(() => follow(room, who, came, at));
  return dialog(name, sheetCard(shown, words, who.surface, at));
}

/** A sheet for everybody goes where it was asked for; pictures and files go into their own chat. */
async function follow(room: Room, who: Who, { sheet }: Extract<Came, { kind: 'sheet' }>, at: At | undefined): Promise<void> {
  const { pictures, charts, files } = sheet;
  const apart = (pictures && !(charts && who.surface.charts)) || files;
  if (!sheet.lasting && !apart) return;
  const own = await ownChat(room, who);
  if (own.kind !== 'there') return;
  if (sheet.lasting) await putUp(room, own.who, at, sheet);
  const [, ...rest] = sheetActivities({ ...sheet, next: [] }, room.words(plainLanguage), who.surface);
  await sendAll(room, own.who, [...rest, ...(await fileOffers(room, own.who, sheet))]);
}

/** A form that was sent, or an order that was pressed in a dialog. */
async function submitted(room: Room, who: Who, data: unknown): Promise<Json | null> {
  const asked = readAsked(data);
  if (!asked) return null;
  const at = atOf(who) ?? asked.at;
  if (asked.kind === 'open') return openForm(room, who, asked.order, at);
  const { name } = asked.order;
  if (isForOwnChat(room, who, name)) return saying(name, room.words(plainLanguage)('own_chat_only'));
  const { work, again } = giveOnce(room, who, asked);
  const came = await soon(work, ours.patience, room.wait);
  if (came !== 'late') return answered(room, who, name, came, at, again);
  if (!again) room.later(async () => afterAll(room, who, await work, at));
  return saying(name, room.words(plainLanguage)('staff_working'));
}

/** What came too late for the dialog. */
async function afterAll(room: Room, who: Who, came: Came, at: At | undefined): Promise<void> {
  const own = await ownChat(room, who);
  if (own.kind !== 'there') return;
  if (came.kind === 'sheet' && came.sheet.lasting) await putUp(room, own.who, at, came.sheet);
  else await sendAll(room, own.who, await answerActivities(room, own.who, came, at));
}

/** `evidence_add` on a message is the order `evidence add` with that message's words. */
function orderOn(commandId: string, html: string): WholeOrder {
  const text = textOfHtml(html);
  return { name: commandId.replaceAll('_', ' '), input: text === '' ? {} : { text } };
}

/** What Teams asks for while somebody waits. null: it is nothing of staff's. */
export async function takeInvoke(room: Room, who: Who, activity: Activity): Promise<Json | null> {
  if (activity.name === 'fileConsent/invoke') return takeConsent(room, who, activity) ? {} : null;
  const value = Value.safeParse(activity.value).data;
  if (!value) return null;
  const { data, commandId, messagePayload } = value;
  switch (activity.name) {
    case 'task/fetch': {
      const asked = readAsked(data);
      return asked?.kind === 'open' ? openForm(room, who, asked.order, atOf(who) ?? asked.at) : null;
    }
    case 'composeExtension/fetchTask':
      if (commandId === undefined) return null;
      return openForm(room, who, orderOn(commandId, messagePayload?.body?.content ?? ''), atOf(who));
    case 'task/submit':
    case 'composeExtension/submitAction':
      return submitted(room, who, data);
    default:
      return null;
  }
}
