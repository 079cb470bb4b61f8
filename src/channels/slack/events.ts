import { z } from 'zod';
import { createTakeCode } from '../codes.ts';
import { greetingIn, sayUnkept } from '../unkept.ts';
import { takeTypedCode } from './codes.ts';
import { publishHome } from './home.ts';
import { readMessage } from './inbound.ts';
import { installOf, type Origin, type Room, whoOf } from './room.ts';
import { createLocate } from './zones.ts';

/** The desk is busy or failed: not acknowledged, and Slack sends the event again. */
export class NotTaken extends Error {
  override name = 'NotTaken';
}

type Handle = (room: Room, event: unknown, eventId: unknown, origin: Origin) => Promise<void>;

const HomeOpened = z.object({ tab: z.enum(['home', 'messages']), channel: z.string().optional() });
const Revoked = z.object({ tokens: z.object({ bot: z.array(z.string()).optional() }) });

/** What we do about each kind of event; nothing about all others. */
export function eventHandlers({ clock }: Pick<Room, 'clock'>): Record<string, Handle> {
  const locate = createLocate();
  const takeCode = createTakeCode('slack', clock);

  const message: Handle = async (room, event, eventId, origin) => {
    const who = whoOf(origin);
    const written = who && readMessage(event, eventId, who.address);
    if (!who || !written) return;
    room.channels.learn(who.address, written.channel);
    if (written.kind === 'wordless') return room.later(() => room.tell(who, written.channel, 'words_only'));
    const { reply, externalId } = written.inbound;
    if (reply.kind === 'text' && (await takeTypedCode(takeCode, room, who, { text: reply.text, externalId })))
      return void room.greeted.take(who.address);
    const prompt = room.greeted.get(who.address);
    const question = room.questions.take(who.address);
    const taken = await room.desk.receive({ ...written.inbound, ...(prompt !== undefined && { prompt }) });
    if (taken.kind === 'busy') throw new NotTaken('The desk is busy.');
    if (taken.kind === 'duplicate') return;
    room.greeted.take(who.address);
    if (question) room.later(() => room.questions.settle(question, room.words(taken.language)));
    if (taken.forgotten) room.later(() => sayUnkept(room, who, taken.messages, taken.language));
    else locate(room, who);
  };

  const app_home_opened: Handle = async (room, event, _eventId, origin) => {
    const who = whoOf(origin);
    const opened = HomeOpened.safeParse(event).data;
    if (!who || !opened) return;
    if (opened.channel) room.channels.learn(who.address, opened.channel);
    if (opened.tab === 'home')
      return room.later(async () => {
        const { person, stopped } = await publishHome(room, who);
        if (person !== null && !stopped) locate(room, who);
      });
    const view = await room.desk.view('slack', who.address);
    // Somebody whom nobody knows sees the greeting before they write, as on the page; nothing is kept of it.
    if (view.person !== null || room.greeted.has(who.address)) return;
    room.greeted.set(who.address, view.prompt?.id);
    room.later(() => sayUnkept(room, who, greetingIn(view), view.language));
  };

  const removed: Handle = async (room, _event, _eventId, origin) => {
    const install = installOf(origin);
    if (install) await room.tokens.remove(install);
  };

  return {
    message,
    app_home_opened,
    app_uninstalled: removed,
    tokens_revoked: async (room, event, eventId, origin) => {
      if (Revoked.safeParse(event).data?.tokens.bot?.length) await removed(room, event, eventId, origin);
    },
  };
}
