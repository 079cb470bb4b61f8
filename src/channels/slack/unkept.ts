import type { Said } from '../../desk/ports.ts';
import type { Room, Who } from './room.ts';

/**
 * Says what is kept nowhere, and so is in no outbox: the greeting of somebody whom nobody knows, and the last words to somebody of whom
 * everything was erased. Tried once more where Slack asks for patience.
 */
export async function sayUnkept({ carrier, ids, clock, wait }: Room, { address }: Who, messages: Said[], language: string): Promise<void> {
  const send = (said: Said, attempts: number) =>
    carrier.send({ id: ids.next(), person: '', channel: 'slack', address, place: null, said, language, attempts, kind: null });
  // All are handed over at once: the carrier keeps their order.
  await Promise.all(
    messages.map(async (said) => {
      const first = await send(said, 0);
      if (first.kind !== 'later') return;
      if (first.at) await wait(Math.max(0, first.at.getTime() - clock.now().getTime()));
      await send(said, 1);
    }),
  );
}
