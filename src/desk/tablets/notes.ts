import { readNote } from '../../sessions/index.ts';
import { alertLeads } from '../alert.ts';
import { hearUnkept, placeOf } from './hear.ts';
import { agreedTo, type NotTaken, type Opened, type Taking } from './take.ts';

/**
 * Notes that a facilitator wrote on a tablet: read for danger as everything that is written, and kept once under the envelope's own id. What cannot be kept, or has to
 * wait for the yes of a group, is read for danger all the same: nobody else has heard it. That concern names nobody.
 */
export async function takeNotes(taking: Taking, opened: Opened<'note'>): Promise<NotTaken> {
  const { parts, now, tablet, session } = taking;
  const { store, ids, areas, attributions, screen } = parts;
  const agreed = await agreedTo(taking);
  const not: NotTaken = { refused: [], waiting: [] };
  let alarmed = false;
  for (const { id, content } of opened) {
    const { area, saidBy, speaks } = content;
    const text = readNote(content.text);
    const known = (list: readonly { value: string }[], named: string | null) => named === null || list.some(({ value }) => value === named);
    const alarm = screen(text);
    const concern = alarm && { id: ids.next(), ...alarm, place: placeOf(taking) };
    alarmed ||= concern !== null;
    const strange = text === '' || !known(areas, area) || !known(attributions, saidBy);
    if (strange || (saidBy !== null && !agreed)) {
      (strange ? not.refused : not.waiting).push(id);
      if (alarm) await hearUnkept(taking, id, [{ ...alarm, words: text }]);
    } else {
      const note = { id, session: session.id, area, text, by: tablet.by, at: now, saidBy, speaks };
      await store.sessions.note({ ...note, concern, writer: tablet.by, channel: 'web' });
    }
  }
  // What fails here the next tick does: the notes and their concerns are kept.
  if (alarmed) await alertLeads(parts, now).catch(() => undefined);
  return not;
}
