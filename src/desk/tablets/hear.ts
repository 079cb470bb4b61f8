import { alertLeads } from '../alert.ts';
import type { Alarm } from '../ports.ts';
import { alarmsIn } from '../surveys/captured.ts';
import type { Opened, Taking } from './take.ts';

/** What somebody may be in danger by is heard the first time that it is handed in, also where it has to wait, or cannot be taken. */

export const placeOf = ({ session }: Pick<Taking, 'session'>) => (session.setting.kind === 'secure' ? 'secure' : 'community');

/**
 * A concern for what is not kept as it is: one for each envelope, however often it comes, with the words for its lead. It names nobody.
 * @param alarms of one envelope
 */
export async function hearUnkept(taking: Taking, envelope: string, alarms: readonly (Alarm & { words: string })[]): Promise<void> {
  const { parts, now, run } = taking;
  const alarm = alarms.find(({ urgency }) => urgency === 'now') ?? alarms[0];
  if (!alarm) return;
  const { store, ids } = parts;
  const words = alarms.map((one) => one.words).join('\n');
  const concern = { ...alarm, id: ids.next(), place: placeOf(taking), person: ids.next(), run: run.id, at: now };
  await store.surveys.concern({ ...concern, words, envelope });
}

/** Reads for danger what waits for its session's day, or for an approval. */
export async function hearWaiting(taking: Taking, notes: Opened<'note'>, responses: Opened<'response'>): Promise<void> {
  const { parts, shelf, now, run } = taking;
  const { flow } = await shelf.pinned(run.flow, run.flowVersion);
  for (const { id, content } of notes) {
    const alarm = parts.screen(content.text);
    if (alarm) await hearUnkept(taking, id, [{ ...alarm, words: content.text }]);
  }
  for (const { id, content } of responses) await hearUnkept(taking, id, alarmsIn(parts, flow, content.answers));
  // What fails here the next tick does: the concerns are kept.
  await alertLeads(parts, now).catch(() => undefined);
}
