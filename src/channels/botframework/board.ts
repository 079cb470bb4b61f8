import type { Board, Clock, Sheet } from '../../desk/ports.ts';
import { offered } from '../offered.ts';
import { placeOf, readPlace } from './activity.ts';
import { caller } from './give.ts';
import { ours } from './limits.ts';
import { isNobodyThere, outcomeOf } from './outcome.ts';
import { referenceAt, sendKindly } from './own-chat.ts';
import type { Connector } from './port.ts';
import { plainLanguage, type Room, type Who } from './room.ts';
import { type At, sheetActivities } from './sheet.ts';
import { surfaceOf } from './surface.ts';
import type { Words } from './words.ts';

/** Sheets that stand in a message for everybody who is there, and are changed when there is something new. A place is a reference, as `placeOf` writes it. */

export function createBoard({ connector, clock }: { connector: Connector; clock: Clock }, words: Words): Board {
  const drawn = (sheet: Sheet, channelId: string) => sheetActivities(sheet, words, surfaceOf(channelId));
  return {
    channel: 'botframework',
    post: async (place, sheet) => {
      const to = readPlace(place);
      if (!to) return { kind: 'unreachable' };
      const [activity = {}, ...rest] = drawn(sheet, to.channelId);
      const sent = await connector.send(to, activity);
      if (sent.kind !== 'sent') return outcomeOf(sent, clock.now());
      for (const more of rest) await connector.send(to, more);
      return { kind: 'sent', externalId: sent.id };
    },
    change: async (place, id, sheet) => {
      const to = readPlace(place);
      if (!to) return 'gone';
      const [activity = {}] = drawn(sheet, to.channelId);
      const sent = await connector.update(to, id, activity);
      if (sent.kind === 'sent') return 'changed';
      return isNobodyThere(sent) ? 'gone' : 'later';
    },
  };
}

/** With orders that fit their buttons. Where nothing can be pressed they are typed. */
export async function fittingSheet(room: Room, who: Who, sheet: Sheet) {
  if (who.surface.kind === 'text') return sheet;
  return offered(sheet, ours.orderLetters, (order) => room.desk.park(caller(who), order));
}

/**
 * Puts a lasting sheet up where it was asked for; in their own chat where we may not write there.
 * @param own whose sheet it is, in their own chat
 * @returns whether it stands anywhere
 */
export async function putUp(room: Room, own: Who, at: At | undefined, sheet: Sheet): Promise<boolean> {
  const words = room.words(plainLanguage);
  const [first = {}, ...rest] = sheetActivities(await fittingSheet(room, own, sheet), words, own.surface);
  for (const to of at ? [referenceAt(own, at), own.reference] : [own.reference]) {
    const sent = await sendKindly(room, to, first);
    // Of an answer that was lost nobody knows: a second one would stand there and never change.
    if (sent.kind === 'lost') return true;
    if (sent.kind !== 'sent') continue;
    for (const more of rest) await sendKindly(room, to, more);
    // A message in words can't be changed on most channels that have only those.
    if (sent.id !== null && own.surface.kind === 'cards')
      await room.desk.keep({ channel: 'botframework', place: placeOf(to), externalId: sent.id }, sheet);
    return true;
  }
  return false;
}
