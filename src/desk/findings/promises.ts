import { dayOf } from '../../calendar/index.ts';
import { type SaidAndDone, saidAndDone } from '../../insight/promises/index.ts';
import type { DeskParts } from '../parts.ts';

/** Findings of one project in a report. */
const MOST = 1000;

/**
 * "You said, they did" of a project, as it was known at a moment: what was noted later is not in it, so the same moment says the same for ever. The oldest first; what was sent to
 * nobody yet is not in it. It names nobody.
 * @param project its id
 */
export async function promisesOf({ store, contactHours }: DeskParts, project: string, cutOff: Date): Promise<SaidAndDone[]> {
  const found = await store.findings.list(project, MOST);
  const today = dayOf(contactHours.zone, cutOff);
  return found.reverse().flatMap((finding) => saidAndDone(finding, cutOff, today) ?? []);
}
