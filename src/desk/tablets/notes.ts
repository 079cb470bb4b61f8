import { readNote } from '../../sessions/index.ts';
import { alertLeads } from '../alert.ts';
import type { Opened, Refused, Taking } from './take.ts';

/** Notes that a facilitator wrote on a tablet: read for danger as everything that is written, and kept once under the envelope's own id. */
export async function takeNotes({ parts, now, tablet, run }: Taking, opened: Opened<'note'>): Promise<Refused> {
  const { store, ids, areas, screen } = parts;
  const session = run.session === null ? null : await store.surveys.session(run.session);
  const refused: Refused = [];
  let alarmed = false;
  for (const { id, content } of opened) {
    const text = readNote(content.text);
    const known = content.area === null || areas.some(({ value }) => value === content.area);
    if (!session || text === '' || !known) {
      refused.push(id);
      continue;
    }
    const alarm = screen(text);
    const concern = alarm && { id: ids.next(), ...alarm, place: session.kind === 'secure' ? 'secure' : 'community' };
    alarmed ||= concern !== null;
    const note = { id, session: session.id, area: content.area, text, by: tablet.by, at: now };
    await store.sessions.note({ ...note, concern, writer: tablet.by, channel: 'web' });
  }
  // What fails here the next tick does: the notes and their concerns are kept.
  if (alarmed) await alertLeads(parts, now).catch(() => undefined);
  return refused;
}
