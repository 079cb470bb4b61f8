import type { Order, Sheet } from '../../desk/ports.ts';
import type { ButtonOrder } from '../offered.ts';
import { soon } from '../soon.ts';
import { placeOf } from './activity.ts';
import { answerActivities } from './answers.ts';
import { putUp } from './board.ts';
import type { Came } from './came.ts';
import { readAsked } from './filled.ts';
import { caller, give, giveForm, giveKindly } from './give.ts';
import { ours } from './limits.ts';
import { notice } from './outbound.ts';
import { atOf, keepPlace, ownChat, sendAll } from './own-chat.ts';
import { plainLanguage, type Room, type Who } from './room.ts';
import type { At } from './sheet.ts';

/**
 * Commands of staff that were typed, or pressed below an answer. The channel is answered first and the order done then, because an order that
 * comes twice would be done twice. Whatever is personal goes into their own chat; where others are stand only sheets for everybody, and
 * sentences that are always the same.
 */

/** Shows them what came of it. @param at where else it was asked for */
async function show(
  room: Room,
  own: Who,
  came: Came,
  at: At | undefined,
  here: boolean,
): Promise<'sent' | 'closed' | 'trouble' | 'stands'> {
  if (came.kind !== 'sheet' || !came.sheet.lasting) return sendAll(room, own, await answerActivities(room, own, came, at));
  if (!(await putUp(room, own, at, came.sheet))) return 'trouble';
  if (here || at === undefined) return 'stands';
  return sendAll(room, own, await answerActivities(room, own, { kind: 'sheet', sheet: beside(room, came.sheet) }, at));
}

/** What is said where somebody pressed or filled in, of a sheet that stands elsewhere for everybody. */
export function beside(room: Room, { text, next = [], data }: Sheet): Sheet {
  return { text: [text, room.words(plainLanguage)('stands')].filter(Boolean).join('\n'), next, data };
}

/** Does some work whose answer is for them alone, and says where others are only that, or why not. @param line what they typed, if they did */
async function alone(
  room: Room,
  who: Who,
  work: (own: Who) => Promise<'sent' | 'closed' | 'trouble' | 'stands'>,
  line?: string,
): Promise<void> {
  const own = await ownChat(room, who);
  const ended = own.kind === 'there' ? await work(own.who) : own.kind;
  // What is not done as an order is at least heard: it may be about somebody in danger.
  if (own.kind !== 'there' && line !== undefined) await overhear(room, who, line);
  if (who.scope === 'personal' || ended === 'stands') return;
  await room.tell(who, ended === 'sent' ? 'answered_alone' : ended === 'closed' ? 'add_me_first' : 'staff_trouble');
}

/** Words of somebody who may give no command. true: they said that somebody needs help, and the desk answers them. */
async function overhear(room: Room, { address, reference, scope }: Who, text: string): Promise<boolean> {
  const place = scope === 'personal' ? { place: placeOf(reference) } : {};
  const heard = await room.desk.overhear({ channel: 'botframework', externalId: room.ids.next(), address, text, ...place });
  return heard !== null;
}

/** One order, and its answer. */
async function obey(room: Room, who: Who, order: Order, at = atOf(who)): Promise<void> {
  const line = 'line' in order ? order.line : undefined;
  await alone(
    room,
    who,
    async (own) => {
      const work = giveKindly(room, who, order);
      if ((await soon(work, ours.patience, room.wait)) === 'late') await room.connector.send(own.reference, { type: 'typing' });
      const came = await work;
      const stranger = came.kind === 'said' && came.stranger === true;
      if (stranger && line !== undefined && (await overhear(room, own, line))) return 'sent';
      if (!stranger) await keepPlace(room, own);
      return show(room, own, came, at, who.scope !== 'personal');
    },
    line,
  );
}

/** Whether they are in the middle of a survey or the like: there a command of one word, such as `home`, may well be an answer. Facilitators take part too. */
async function mayBeAnswer(room: Room, { address }: Who, line: string): Promise<boolean> {
  if (line.includes(' ')) return false;
  const { person, prompt } = await room.desk.view('botframework', address);
  return person !== null && (prompt?.progress ?? null) !== null;
}

/**
 * A line that somebody typed, as `orderIn` found it.
 * @returns `stranger`: it was not certain, and whoever typed it gives no commands: they are words to us, and nothing was done
 */
export async function takeLine(room: Room, who: Who, line: string, certain: boolean): Promise<'taken' | 'stranger'> {
  if (line === '') {
    room.later(() => alone(room, who, (own) => sendAll(room, own, [notice(room.words(plainLanguage)('staff_help'))])));
    return 'taken';
  }
  if (certain) {
    room.later(() => obey(room, who, { line }));
    return 'taken';
  }
  if (await mayBeAnswer(room, who, line)) return 'stranger';
  const came = await give(room, who, { line, unsure: true });
  if (came.kind === 'said' && came.stranger) return 'stranger';
  room.later(async () => {
    await keepPlace(room, who);
    await show(room, who, came, undefined, true);
  });
  return 'taken';
}

/** Whether the same was pressed on the same message just before: a double click. What came of the first is on its way. */
function isDouble(room: Room, { address }: Who, order: ButtonOrder, on: string | null): boolean {
  const press = JSON.stringify([address, on, order]);
  const now = room.clock.now().getTime();
  const before = room.pressedAt.get(press) ?? Number.NEGATIVE_INFINITY;
  room.pressedAt.set(press, now);
  return Math.abs(now - before) < ours.doublePress;
}

/**
 * What a button of ours sent, or a form that stood in the chat.
 * @param on the message on which it was pressed, if the channel says so
 * @returns whether it was one of staff's
 */
export async function takeSubmit(room: Room, who: Who, data: unknown, on: string | null = null): Promise<boolean> {
  const asked = readAsked(data);
  if (!asked) return false;
  const at = atOf(who) ?? asked.at;
  if (asked.kind !== 'form') {
    if (!isDouble(room, who, asked.order, on)) room.later(() => obey(room, who, asked.order, at));
    return true;
  }
  const { work, again } = giveForm(room, who, asked);
  // A double press: what came of the first is there, or on its way.
  if (!again) room.later(() => alone(room, who, async (own) => show(room, own, await work, at, who.scope !== 'personal')));
  return true;
}

/** What somebody with a role sees when they put the bot into their chats: what waits for them. null: they have no role. */
export async function staffGreeting(room: Room, who: Who): Promise<boolean> {
  if (who.scope !== 'personal') return false;
  const sheet = await room.desk.home(caller(who));
  if (!sheet) return false;
  const text = [room.words(plainLanguage)('staff_welcome'), sheet.text].filter(Boolean).join('\n');
  await sendAll(room, who, await answerActivities(room, who, { kind: 'sheet', sheet: { ...sheet, text } }, undefined));
  return true;
}
