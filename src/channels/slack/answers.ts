import type { KnownBlock } from '@slack/types';
import type { CommandResult, Sheet } from '../../desk/ports.ts';
import { cleanText } from '../clean-text.ts';
import { type Offered, offered } from '../offered.ts';
import { messageOf, putUp } from './board.ts';
import { limits } from './limits.ts';
import { escaped } from './markup.ts';
import { notice, type SlackMessage } from './outbound.ts';
import { plainLanguage, type Room, type Who } from './room.ts';
import { sheetBlocks } from './sheet.ts';

/** What becomes of the answer to a command of staff, wherever it was given. */

export const caller = ({ address }: Who) => ({ channel: 'slack', address }) as const;

/** What is seen by the one who asked; null: it is put up for everybody instead. */
export async function shownOf(room: Room, who: Who, result: CommandResult, channel: string | undefined): Promise<SlackMessage | null> {
  if (result.kind === 'refused') return notice(result.why);
  const { sheet } = result;
  handOver(room, who, sheet, channel);
  return sheet.lasting ? null : messageOf(await fitting(room, who, sheet), room.words(plainLanguage));
}

/** What is seen where somebody filled in or pressed: a sheet that is put up for everybody is not there a second time. */
export async function shownOnModal(room: Room, who: Who, sheet: Sheet, channel: string | undefined): Promise<KnownBlock[]> {
  const words = room.words(plainLanguage);
  handOver(room, who, sheet, channel);
  const { text, next = [], data } = sheet;
  const shown = sheet.lasting ? { text: [text, words('stands')].filter(Boolean).join('\n'), next, data } : sheet;
  return sheetBlocks(await fitting(room, who, shown), words);
}

/** With orders that fit their buttons. */
export const fitting = (room: Room, who: Who, sheet: Sheet): Promise<Offered> =>
  offered(sheet, limits.buttonValue, (order) => room.desk.park(caller(who), order));

/** What stands elsewhere than in the answer. */
function handOver(room: Room, who: Who, sheet: Sheet, channel: string | undefined): void {
  sendFiles(room, who, sheet);
  if (sheet.lasting) room.later(() => putUp(room, who, channel, sheet, room.words(plainLanguage)));
}

/**
 * Pictures and files of an answer, in their messages. What a picture shows stands beside it as words: Slack's client sends a description under a
 * name that Slack does not know (`alt_text`, where it is `alt_txt`), and under the right one a file may not arrive (slackapi/python-slack-sdk#1818).
 */
function sendFiles(room: Room, who: Who, { pictures = [], files = [] }: Sheet): void {
  const uploads = [
    ...pictures.map(({ alt, png }, at) => ({
      filename: `picture-${at + 1}.png`,
      file: Buffer.from(png),
      initial_comment: escaped(cleanText(alt)),
    })),
    ...files.map(({ name, body }) => ({ filename: name, file: Buffer.from(body) })),
  ];
  if (uploads.length === 0) return;
  room.later(async () => {
    const channel_id = await room.channels.of(who, null, true);
    for (const upload of uploads) await room.clients.bulk(who.token).files.uploadV2({ channel_id, ...upload });
  });
}
