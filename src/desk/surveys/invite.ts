import { isOpen, opensAt } from '../../calendar/index.ts';
import { judgeCandidate, mayRemind, nextReminder } from '../../surveys/index.ts';
import { standingsOf } from '../choices.ts';
import { pushedChannels } from '../deliver.ts';
import type { DeskParts } from '../parts.ts';
import type { DueInvitation, Settlement } from '../ports.ts';
import type { Shelf } from '../shelf.ts';
import { wordsOf } from './invitation.ts';

/** Invitations that one statement settles. */
const AT_ONCE = 200;

/** What becomes of one that is due. Whether somebody may be asked is asked now, whatever was so when it was sent. */
async function settled(parts: DeskParts, shelf: Shelf, now: Date, due: DueInvitation): Promise<Settlement> {
  const { id, state, reminded, run, date, candidate } = due;
  const { contactHours: hours } = parts;
  const seen = { id, state, reminded };
  const waits = state === 'waiting';
  const putOff = (at: Date | null): Settlement => {
    const dueAt = at && at < run.closesAt ? at : null;
    return waits && !dueAt ? { ...seen, kind: 'withhold', why: 'closed' } : { ...seen, kind: 'put off', dueAt };
  };
  if (now >= run.closesAt) return putOff(null);
  if (!isOpen(hours, now)) return putOff(opensAt(hours, now));
  const choices = standingsOf(parts, candidate.ageBand, candidate.consents);
  const judged = judgeCandidate(candidate, choices, now);
  if (judged.kind === 'leave') {
    if (waits) return { ...seen, kind: 'withhold', why: judged.why };
    return putOff(judged.why === 'paused' && candidate.pausedUntil ? opensAt(hours, candidate.pausedUntil) : null);
  }
  if (!waits && !mayRemind(candidate, choices)) return putOff(null);
  const kind = waits ? 'invitation' : 'reminder';
  const said = wordsOf(parts, await shelf.pinned(run.flow, run.flowVersion), kind, {
    run,
    date,
    language: candidate.language,
    invitation: id,
  });
  const { channel, address } = judged;
  const dueAt = nextReminder(run, waits ? 0 : reminded + 1, hours, now);
  return { ...seen, kind: 'send', message: { kind, channel, address, said, pushed: pushedChannels.includes(channel) }, dueAt };
}

/** Sends invitations and reminders that are due, and says how many were looked at. On channels that are pushed to they are queued. */
export async function sendInvitations(parts: DeskParts, shelf: Shelf, now: Date, going: () => boolean): Promise<number> {
  const { store, wakes } = parts;
  let looked = 0;
  while (going()) {
    const due = await store.surveys.due(now, AT_ONCE);
    const settlements = await Promise.all(due.map((one) => settled(parts, shelf, now, one)));
    for (const person of await store.surveys.settle(settlements, now)) wakes.announce(person);
    looked += due.length;
    if (due.length < AT_ONCE) break;
  }
  return looked;
}
