import type { CopyFormat, Inbound } from '../../desk/ports.ts';
import { sayUnkept } from '../unkept.ts';
import { answeredMessage, without } from './answered.ts';
import { homeBlocks, publishHome } from './home.ts';
import { type Press, readAnswer, readPress } from './inbound.ts';
import { copyActs, copyBlock, type SlackMessage } from './outbound.ts';
import { plainLanguage, type Room, type Who } from './room.ts';

/** What presses of young people do. Slack sends no press twice, so whoever pressed is told what did not work. */
export async function takePress(room: Room, who: Who, body: unknown, id: string): Promise<void> {
  const press = readPress(body);
  const channel = press?.channel?.id;
  const unknown = () => room.later(() => room.tell(who, channel, 'old_button'));
  const [action] = press?.actions ?? [];
  if (!press || !action) return unknown();
  if (channel) room.channels.learn(who.address, channel);
  const answering = readAnswer(press, who.address);
  if (answering?.kind === 'ticking') return;
  if (answering?.kind === 'nothing_ticked') return room.later(() => room.tell(who, channel, 'pick_some'));
  if (answering) return turn(room, who, answering.inbound, press, answering.picked);
  const format = copyActs[action.action_id as keyof typeof copyActs];
  if (format && action.block_id === copyBlock) return handCopy(room, who, press, action.value ?? '', format);
  if (format && action.block_id === homeBlocks.copy) {
    const offered = await room.desk.copies.ticket('slack', who.address);
    return handCopy(room, who, press, offered?.ticket ?? '', format);
  }
  if (action.block_id === homeBlocks.start)
    return turn(
      room,
      who,
      { channel: 'slack', externalId: `press ${who.address} ${id}`, address: who.address, reply: { kind: 'text', text: 'START' } },
      press,
      null,
    );
  unknown();
}

/** One turn. @param picked what they read on what they pressed */
async function turn(room: Room, who: Who, inbound: Inbound, press: Press, picked: string | null): Promise<void> {
  room.questions.take(who.address);
  const taken = await room.desk.receive(inbound);
  if (taken.kind === 'busy') return room.later(() => room.tell(who, press.channel?.id, 'busy'));
  if (taken.kind === 'duplicate') return;
  // Answered: their next words are about what comes after it.
  room.greeted.take(who.address);
  const words = room.words(taken.language);
  const { message } = press;
  if (message) update(room, who, press, answeredMessage(message, picked, words));
  else room.later(() => publishHome(room, who));
  if (taken.forgotten) room.later(() => sayUnkept(room, who, taken.messages, taken.language));
}

/** A kindness: the answer is kept, whether the message changes or not. */
function update(room: Room, { token }: Who, { channel, message }: Press, to: SlackMessage): void {
  if (!channel || !message) return;
  room.later(() => room.clients.quick(token).chat.update({ channel: channel.id, ts: message.ts, ...to }));
}

async function handCopy(room: Room, who: Who, press: Press, ticket: string, format: CopyFormat): Promise<void> {
  // A double click is one file: the second would be told that the ticket is used up.
  const place = press.message && `${press.channel?.id}/${press.message.ts}`;
  if (place && room.handed.has(place)) return;
  if (place) room.handed.set(place, true);
  const file = await room.desk.copies.take('slack', who.address, ticket, format);
  if (press.message)
    update(
      room,
      who,
      press,
      without(press.message, (block) => block === copyBlock),
    );
  if (!file) return room.later(() => room.tell(who, press.channel?.id, 'copy_gone'));
  room.later(async () => {
    const channel_id = press.channel?.id ?? (await room.channels.of(who, null, true));
    const initial_comment = room.words(plainLanguage)('copy_here');
    await room.clients
      .bulk(who.token)
      .files.uploadV2({ channel_id, initial_comment, filename: file.name, title: file.name, file: Buffer.from(file.body) })
      .catch(async (error: unknown) => {
        room.failed(error);
        await room.tell(who, press.channel?.id, 'copy_gone');
      });
  });
}
