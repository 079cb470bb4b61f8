import { noPair } from '../../pathways/index.ts';
import type { DeskParts } from '../parts.ts';
import { pairables } from './pairable.ts';

/**
 * Ends pairs that cannot go on, and agrees those of which both said yes and against which nothing stands now. That is asked here and not in the turn, so
 * that the second of the two hears what the first one did, and nobody can tell from it what the other has said, or what holds it up.
 */
export async function settlePairs(parts: DeskParts, now: Date): Promise<void> {
  const { pairs } = parts.store;
  await pairs.close(now);
  const ready = await pairs.bothSaidYes(now);
  if (ready.length === 0) return;
  const known = await pairs.known();
  const ids = ready.flatMap(({ mentee, mentor }) => [mentee, mentor]).filter((id) => id !== null);
  const people = new Map((await pairables(parts, ids, now)).map((one) => [one.person, one]));
  for (const { id, mentee, mentor } of ready) {
    const [one, other] = [people.get(mentee ?? ''), people.get(mentor ?? '')];
    if (one && other && !noPair(parts.pairing, known, one, other, now, id)) await pairs.agree(id, now);
  }
}
