import { z } from 'zod';
import { Bounded } from '../bounded.ts';
import { greetingIn, sayUnkept } from '../unkept.ts';
import { type Activity, placeOf } from './activity.ts';
import { ours } from './limits.ts';
import type { Room, Who } from './room.ts';
import { staffGreeting } from './staff.ts';

/** Who comes, and who takes us out again. */

const Added = z.object({ membersAdded: z.array(z.object({ id: z.string() })).min(1) });

/** `come`: somebody opened a chat with us, or put us into a group. `gone`: they have taken us out. */
export function comingOrGoing({ type, action, channelId, recipient, membersAdded }: Activity): 'come' | 'gone' | null {
  if (type === 'installationUpdate') {
    if (action === 'add' || action === 'add-upgrade') return 'come';
    return action === 'remove' || action === 'remove-upgrade' ? 'gone' : null;
  }
  // Teams says the same by an installationUpdate. Elsewhere the bot is added too, and greets people alone.
  const added = Added.safeParse({ membersAdded }).data?.membersAdded ?? [];
  return type === 'conversationUpdate' && channelId !== 'msteams' && added.some(({ id }) => id !== recipient.id) ? 'come' : null;
}

/** Greets people who come. */
export interface Greetings {
  /** The same person twice is greeted once. */
  greet(room: Room, who: Who): Promise<void>;
  /** The greeting's question, which their first words may be an answer to. */
  questionFor(address: string): string | undefined;
  /** They have written. */
  answered(address: string): void;
}

export function createGreetings(): Greetings {
  /** Who was greeted by this replica and has not written yet, and the greeting's question. */
  const greeted = new Bounded<string, string | undefined>(ours.remembered);
  return {
    questionFor: (address) => greeted.get(address),
    answered: (address) => void greeted.take(address),
    greet: async (room, who) => {
      const { address, reference } = who;
      const place = placeOf(reference);
      await room.desk.place('botframework', address, place);
      const view = await room.desk.view('botframework', address);
      const { person, stopped, language } = view;
      if (greeted.has(address)) return;
      greeted.set(address, view.prompt?.id);
      room.later(async () => {
        if (await staffGreeting(room, who)) return;
        if (stopped) return sayUnkept(room, { address, place }, [{ text: room.words(language)('stopped') }], language);
        // Whom we know is where they were. Somebody whom nobody knows sees the greeting before they write, as on the page; nothing is kept of it.
        if (person !== null) return;
        await sayUnkept(room, { address, place }, greetingIn(view), language);
      });
    },
  };
}
