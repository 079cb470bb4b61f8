import type { Words } from '../../engine/index.ts';
import type { Line } from '../../pathways/index.ts';
import type { Draft } from '../draft.ts';

/** Made once: making one costs more than all else. Days are local already. */
const longDay = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
export const dayCalled = (day: string) => longDay.format(new Date(`${day}T00:00:00Z`));

export type Say = (words: Words, fills?: Record<string, string>) => string;

/** How one requirement stands. Of a check only whether it is done, and nothing of why something was waived. */
export function lineOf({ parts: { phrases } }: Draft, text: Say, { requirement, state, have, need, until, change }: Line): string {
  const what = text(requirement.label);
  const isCheck = requirement.kind === 'check';
  if (state === 'met' && until !== null && !isCheck) return text(phrases.pathway_line_until, { what, day: dayCalled(until) });
  if (state === 'met' || state === 'waived') return text(phrases.pathway_line_done, { what });
  if (state === 'ran out' && until !== null && !isCheck) return text(phrases.pathway_line_over, { what, day: dayCalled(until) });
  if (change.what === 'sign off' && !isCheck) return text(phrases.pathway_line_waits, { what });
  if (need > 1) return text(phrases.pathway_line_count, { what, have: String(have), need: String(need) });
  return text(phrases.pathway_line_to_do, { what });
}
