import { createHash } from 'node:crypto';
import type { StaffCommand } from './commands/command.ts';
import { wordsOf } from './commands/words-of.ts';
import type { DeskParts } from './parts.ts';
import type { Bulletin, Sheet } from './ports.ts';
import type { Shelf } from './shelf.ts';

/** The same for sheets that look the same. */
const digestOf = ({ text, tables, next }: Sheet) =>
  createHash('sha256')
    .update(JSON.stringify([text, tables, next]))
    .digest('hex');

export async function keepBulletin(
  { store, ids }: Pick<DeskParts, 'store' | 'ids'>,
  place: Pick<Bulletin, 'channel' | 'place' | 'externalId'>,
  sheet: Sheet,
): Promise<void> {
  if (sheet.lasting) await store.bulletins.add({ id: ids.next(), ...place, ...sheet.lasting, digest: digestOf(sheet) });
}

/** Draws again what has changed since it was shown. What could not be shown now is drawn with the next tick. */
export async function redrawBulletins(parts: DeskParts, shelf: Shelf, commands: readonly StaffCommand[], now: Date): Promise<number> {
  const { store, boards } = parts;
  let redrawn = 0;
  for (const bulletin of await store.bulletins.live(now)) {
    const board = boards.get(bulletin.channel);
    const command = commands.find(({ name }) => name === bulletin.command);
    const input = command?.input.safeParse(bulletin.input);
    if (!board || !command?.redraw || !input?.success) continue;
    const sheet = await command.redraw({ parts, shelf, now, words: wordsOf(parts) }, input.data);
    if (sheet && digestOf(sheet) === bulletin.digest) continue;
    const became = sheet ? await board.change(bulletin.place, bulletin.externalId, sheet) : 'gone';
    if (became === 'gone') await store.bulletins.remove(bulletin.id);
    if (!sheet || became !== 'changed') continue;
    await store.bulletins.shows(bulletin.id, digestOf(sheet));
    redrawn += 1;
  }
  return redrawn;
}
