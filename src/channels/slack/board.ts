import type { Board, Sheet } from '../../desk/ports.ts';
import type { Offered } from '../offered.ts';
import type { SlackMessage } from './outbound.ts';
import { notice } from './outbound.ts';
import { outcomeOf, refusalOf } from './outcome.ts';
import type { Room, Who } from './room.ts';
import { sheetBlocks } from './sheet.ts';
import type { Words } from './words.ts';

/** Sheets that stand in a message for everybody who is there, and are changed when there is something new. A place is `TEAM/CHANNEL`; with one workspace the team may be left out. */

export function messageOf(sheet: Offered, words: Words): SlackMessage {
  return { text: notice(sheet.text ?? words('form_result')).text, blocks: sheetBlocks(sheet, words) };
}

/** The message, or its place, is not there any more. */
const gone = new Set(['message_not_found', 'channel_not_found', 'cant_update_message', 'is_archived', 'account_inactive', 'token_revoked']);

export function createBoard({ clients, tokens, clock }: Pick<Room, 'clients' | 'tokens' | 'clock'>, words: Words): Board {
  return {
    channel: 'slack',
    post: async (place, sheet) => {
      const [install = '', channel = ''] = place.split('/');
      const bot = await tokens.of(install);
      if (!bot) return { kind: 'unreachable' };
      try {
        const { ts } = await clients.bulk(bot.token).chat.postMessage({ channel, ...messageOf(sheet, words), unfurl_links: false });
        return { kind: 'sent', externalId: ts ?? null };
      } catch (error) {
        return outcomeOf(error, clock.now());
      }
    },
    change: async (place, ts, sheet) => {
      const [install = '', channel = ''] = place.split('/');
      const bot = await tokens.of(install);
      if (!bot) return 'gone';
      try {
        await clients.bulk(bot.token).chat.update({ channel, ts, ...messageOf(sheet, words) });
        return 'changed';
      } catch (error) {
        return gone.has(refusalOf(error) ?? '') ? 'gone' : 'later';
      }
    },
  };
}

/** Puts a lasting sheet up where it was asked for; in their own messages where we may not write there. */
export async function putUp(room: Room, who: Who, channel: string | undefined, sheet: Sheet, words: Words): Promise<void> {
  const { chat } = room.clients.bulk(who.token);
  const post = (to: string) => chat.postMessage({ channel: to, ...messageOf(sheet, words) });
  const own = () => room.channels.of(who, null, true).then(post);
  const posted = channel ? await post(channel).catch(own) : await own();
  if (posted.ts && posted.channel)
    await room.desk.keep({ channel: 'slack', place: `${who.install}/${posted.channel}`, externalId: posted.ts }, sheet);
}
