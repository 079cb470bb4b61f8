import type { Taken } from '../../desk/ports.ts';
import type { Room, Who } from './room.ts';

/**
 * Sends what a turn said. The one place that goes when the desk delivers by itself: then what Slack asks to have later is sent by its
 * outbox; here it is tried once more, and lost with the process.
 */
export async function deliver(
  { carrier, ids, clock, wait }: Room,
  { address }: Who,
  { messages, person, language }: Extract<Taken, { kind: 'taken' }>,
): Promise<void> {
  // All are handed over at once: the carrier keeps their order, also with those of the next turn.
  const send = (said: (typeof messages)[number], attempts: number) =>
    carrier.send({ id: ids.next(), person, channel: 'slack', address, said, language, attempts });
  await Promise.all(
    messages.map(async (said) => {
      const first = await send(said, 0);
      if (first.kind !== 'later') return;
      if (first.at) await wait(Math.max(0, first.at.getTime() - clock.now().getTime()));
      await send(said, 1);
    }),
  );
}
