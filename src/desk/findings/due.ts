import type { Choice } from '../../people/index.ts';
import type { About } from '../nudges/about.ts';
import type { DeskParts } from '../parts.ts';
import type { DueNudge } from '../ports.ts';
import { entriesOf, policyOf } from './tell.ts';
import { fillsOf } from './words.ts';

/**
 * What becomes of it when it is to go, whatever was so when it was planned: only to somebody who still counts among those who had a part in it, has not said no to
 * hearing what came of it, and was not told; and only while it is what holds.
 */
export async function dueOf(parts: DeskParts, due: DueNudge, _choices: readonly Choice[], _now: Date): Promise<About> {
  const end = (state: Extract<About, { kind: 'end' }>['state'], why: string): About => ({ kind: 'end', state, why });
  const [id = '', entry = ''] = due.occurrence.split(':');
  const found = await parts.store.findings.standing(id, entry, due.person, due.id);
  if (!found) return end('skipped', 'over');
  if (found.news === false) return end('refused', 'no_news');
  if (found.told) return end('cancelled', 'told');
  const telling = entriesOf(found.finding).find((one) => one.of.id === entry && policyOf[one.kind] === due.policy);
  if (!telling) return end('cancelled', 'changed');
  return {
    kind: 'say',
    told: { fills: fillsOf(parts, found.finding, telling, due.candidate.language), quick: null },
    wanted: found.news === true,
  };
}
