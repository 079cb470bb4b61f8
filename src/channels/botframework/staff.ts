import type { Sheet } from '../../desk/ports.ts';
import { soon } from '../soon.ts';
import { placeOf } from './activity.ts';
import { answerActivities } from './answers.ts';
import { putUp } from './board.ts';
import type { Came } from './came.ts';
import { readAsked } from './filled.ts';
import { caller, give, giveKindly } from './give.ts';
import { ours } from './limits.ts';
import { atOf, keepPlace, type OwnChat, ownChat, sendAll } from './own-chat.ts';
import { plainLanguage, type Room, type Who } from './room.ts';
import type { At } from './sheet.ts';

/**
 * Commands of staff that were typed, or pressed below an answer. The desk does once what is brought twice. Whatever is personal goes into their
 * own chat; where others are stand only sheets for everybody, and sentences that are always the same.
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

/** What came of an order; null: it was not given, because whoever gave it can't be written to alone. `heard`: it was no order, and somebody needs help. */
interface Given {
  own: OwnChat;
  came: Came | null;
  heard: boolean;
}

/** Shows what came of an order to them alone, and says where others are only that, or why not. */
async function alone(room: Room, who: Who, { own, came, heard }: Given, at: At | undefined): Promise<void> {
  // Its answer went out when it came first.
  if (came?.kind === 'before') return;
  const shown = () => (own.kind === 'there' && came ? show(room, own.who, came, at, who.scope !== 'personal') : own.kind);
  const ended = heard && own.kind === 'there' ? 'sent' : await shown();
  if (who.scope === 'personal' || ended === 'stands') return;
  await room.tell(who, ended === 'sent' ? 'answered_alone' : ended === 'closed' ? 'add_me_first' : 'staff_trouble');
}

/** Words of somebody who may give no command. true: they said that somebody needs help, and the desk answers them. */
async function overhear(room: Room, { address, event, reference, scope }: Who, text: string): Promise<boolean> {
  const place = scope === 'personal' ? { place: placeOf(reference) } : {};
  const heard = await room.desk.overhear({ channel: 'botframework', externalId: event, address, text, ...place });
  return heard !== null;
}

/** @param line what they typed, if they did: what is not done as an order is at least heard, for it may be about somebody in danger */
async function given(room: Room, who: Who, chat: Promise<OwnChat>, work: () => Promise<Came>, line?: string): Promise<Given> {
  const own = await chat;
  const me = own.kind === 'there' ? own.who : null;
  const came = me ? await work() : null;
  const isOrder = came !== null && !(came.kind === 'said' && came.stranger);
  if (me && isOrder) await keepPlace(room, me);
  return { own, came, heard: !isOrder && line !== undefined && (await overhear(room, me ?? who, line)) };
}

/**
 * One order, and its answer. Resolves when it is done, so that the channel brings it again if we stop before; sooner, where that takes longer than the
 * channel has patience.
 * @throws when what may be about somebody in danger could not be kept
 */
async function obey(room: Room, who: Who, work: () => Promise<Came>, at: At | undefined, line?: string): Promise<void> {
  const chat = ownChat(room, who);
  const done = given(room, who, chat, work, line);
  room.later(async () => alone(room, who, await done, at));
  if ((await soon(done, ours.patience, room.wait)) !== 'late') return;
  room.later(async () => {
    const own = await chat;
    if (own.kind === 'there') await room.connector.send(own.who.reference, { type: 'typing' });
  });
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
    await obey(room, who, async () => ({ kind: 'said', text: room.words(plainLanguage)('staff_help') }), undefined);
    return 'taken';
  }
  if (certain) {
    await obey(room, who, () => giveKindly(room, who, { line }), atOf(who), line);
    return 'taken';
  }
  if (await mayBeAnswer(room, who, line)) return 'stranger';
  const came = await give(room, who, { line, unsure: true });
  if (came.kind === 'said' && came.stranger) return 'stranger';
  if (came.kind === 'before') return 'taken';
  room.later(async () => {
    await keepPlace(room, who);
    await show(room, who, came, undefined, true);
  });
  return 'taken';
}

/**
 * What a button of ours sent, or a form that stood in the chat.
 * @param on the message on which it was pressed, if the channel says so
 * @returns whether it was one of staff's
 */
export async function takeSubmit(room: Room, who: Who, data: unknown, on: string | null = null): Promise<boolean> {
  const asked = readAsked(data);
  if (!asked) return false;
  const how = asked.kind === 'form' ? { form: asked.id } : { on: `${who.reference.conversation.id} ${on ?? ''}` };
  await obey(room, who, () => giveKindly(room, who, asked.order, how), atOf(who) ?? asked.at);
  return true;
}

/** HELP is for everybody, whatever they are asked at that moment. Somebody who has a role may have meant their commands: they are told where those are. */
export async function mentionCommands(room: Room, who: Who, text: string): Promise<void> {
  if (!/^help$/i.test(text)) return;
  const { kind } = await give(room, who, { line: text });
  if (kind === 'sheet') await room.tell(who, 'staff_help_too');
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
