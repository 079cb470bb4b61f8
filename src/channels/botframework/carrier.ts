import type { Carrier, ChannelPhrases, Clock, Delivered, OutMessage } from '../../desk/ports.ts';
import { createLanes } from '../../lanes.ts';
import { readPlace } from './activity.ts';
import { ours } from './limits.ts';
import type { OpenQuestions } from './open-questions.ts';
import { activitiesOf } from './outbound.ts';
import { outcomeOf } from './outcome.ts';
import type { Paced } from './pace.ts';
import { surfaceOf } from './surface.ts';
import { wordsOf } from './words.ts';

export interface CarrierParts {
  connector: Paced;
  questions: OpenQuestions;
  phrases: ChannelPhrases;
  clock: Clock;
}

/** Sends messages of the desk to people alone, into the conversation in which they wrote to us. */
export function createCarrier({ connector, questions, phrases, clock }: CarrierParts): Carrier {
  const lanes = createLanes();

  async function deliver({ address, place, said, language, kind }: OutMessage): Promise<Delivered> {
    const to = place === null ? null : readPlace(place);
    // Nobody can be written to who never wrote, or put the bot into their chats.
    if (!to) return { kind: 'unreachable' };
    let last: string | null = null;
    for (const [at, activity] of activitiesOf(said, wordsOf(phrases, language), surfaceOf(to.channelId)).entries()) {
      const sent = await connector.send(to, activity, kind !== null && kind !== 'alert');
      // The first part of a long text is there already: sent again, it would be there twice.
      if (sent.kind !== 'sent') return at > 0 ? { kind: 'unknown' } : outcomeOf(sent, clock.now());
      last = sent.id;
      if (sent.id !== null && said.prompt) questions.show(address, { to, id: sent.id, activity });
    }
    return { kind: 'sent', externalId: last };
  }

  return {
    channel: 'botframework',
    // How much one conversation takes, pace.ts knows. Nothing has to be opened for a first message.
    pace: { address: 0, workspace: ours.betweenInTenant, first: 0 },
    send: (message) => lanes.run(message.address, () => deliver(message)),
  };
}
