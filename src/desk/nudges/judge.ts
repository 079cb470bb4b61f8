import { lateness, missesIt } from '../../nudges/index.ts';
import { pushedChannels } from '../deliver.ts';
import { keptAddress } from '../mail.ts';
import type { DeskParts } from '../parts.ts';
import type { Blackout, DueNudge, NudgeDecision } from '../ports.ts';
import type { Shelf } from '../shelf.ts';
import { goes } from './goes.ts';
import { wordsOf } from './words.ts';

/** What becomes of a nudge that is due. */
export async function judge(
  parts: DeskParts,
  shelf: Shelf,
  now: Date,
  due: DueNudge,
  blackouts: readonly Blackout[],
): Promise<NudgeDecision> {
  const { id, version, person, nudged, survey } = due;
  const seen = { id, version, person, nudged };
  const skip = (why: string): NudgeDecision => ({ ...seen, kind: 'end', state: 'skipped', why });
  const decided = await goes(parts, due, { blackouts, budget: parts.budget }, now);
  switch (decided.kind) {
    case 'end':
      return { ...seen, ...decided };
    case 'wait': {
      const { policy, until, why } = decided;
      if (until === null || missesIt(policy, due, until)) return skip(survey ? 'closed' : why);
      return { ...seen, kind: 'wait', dueAt: until, why };
    }
    case 'go': {
      const { policy, channel, told } = decided;
      const which = lateness(policy, due, now);
      if (which === 'skip') return skip('late');
      const said = await wordsOf(parts, shelf, due, policy, which, told);
      const address = keptAddress(parts, decided);
      const pushed = pushedChannels.includes(channel);
      return { ...seen, kind: 'send', message: { kind: due.kind, channel, address, said, pushed, until: due.until } };
    }
  }
}
