import { say } from '../engine/index.ts';
import { leadsDue, rungsDue } from '../safeguarding/index.ts';
import { pushedChannels } from './deliver.ts';
import type { DeskParts } from './parts.ts';
import type { ChannelName } from './ports.ts';

const LEAD = 'safeguarding lead';

/** Where staff are reads before where they once tried the bot. */
const chats: ChannelName[] = ['slack', 'botframework', 'web', 'terminal'];

/** Where an alert is queued. A terminal shows it, once, to whoever sits there as staff: their own chat is another address. */
const queued: ChannelName[] = [...pushedChannels, 'terminal'];

/** Chats that something shows or carries. */
const openChats = ({ connected }: Pick<DeskParts, 'connected'>) =>
  chats.filter((channel) => connected.has(channel) || !pushedChannels.includes(channel));

/** Who can be told of a concern: once for each place where they are lead. Somebody whom no chat reaches is not. */
export async function leadsOf({ store, connected }: Pick<DeskParts, 'store' | 'connected'>) {
  const open = openChats({ connected });
  return (await store.roles.list()).flatMap(({ person, stopped, channels, language, roles }) => {
    const hears = !stopped && channels.some((channel) => open.includes(channel));
    return roles.flatMap(({ role, place, rung }) => (role === LEAD && hears ? [{ person, language, place, rung }] : []));
  });
}

/**
 * Tells leads, each in their own chat, of concerns that nobody has acknowledged: as far up the ladder as is due. Never a name and never a
 * word of what was written: that is read in the bot, which records who read it. Each lead is told once of a concern, so this may run as
 * often as anybody likes; a concern that nobody may be told of is counted. Who said STOP is passed over, and so is who has no chat that anything
 * shows or carries: the next on the ladder hears it in their place. Whom it did not reach hears it when they can be reached, if it still waits then.
 */
export async function alertLeads(
  { store, wakes, duty, phrases, lexicon, connected }: DeskParts,
  now: Date,
): Promise<{ alerts: number; unheard: number }> {
  const waiting = (await store.concerns.list(false)).filter(({ state }) => state === 'open');
  const told = { alerts: 0, unheard: 0 };
  if (waiting.length === 0) return told;
  told.alerts += await store.concerns.tellAgain(now);
  const leads = await leadsOf({ store, connected });
  for (const concern of waiting) {
    const rungs = rungsDue(duty, concern, now);
    const due = leadsDue(leads, concern.place, rungs);
    if (rungs > 0 && due.length === 0) told.unheard += 1;
    for (const { person, language, rung } of due) {
      const fills: Record<string, string> = { ...lexicon.constants, id: concern.id.slice(0, 13) };
      const words = concern.urgency === 'now' ? phrases.concern_now : phrases.concern_soon;
      const said = { text: say(words, language, (gap) => fills[gap] ?? '') };
      if (
        !(await store.concerns.tell({
          concern: concern.id,
          lead: person,
          rung,
          said,
          at: now,
          chats: openChats({ connected }),
          waiting: queued,
        }))
      )
        continue;
      told.alerts += 1;
      wakes.announce(person);
    }
  }
  return told;
}
