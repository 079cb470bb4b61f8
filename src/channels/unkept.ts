import type { Carrier, ChatView, Clock, Ids, Said } from '../desk/ports.ts';

/** What says it, and waits in between. */
export interface UnkeptParts {
  carrier: Carrier;
  ids: Pick<Ids, 'next'>;
  clock: Clock;
  wait(milliseconds: number): Promise<unknown>;
}

/**
 * Says what is kept nowhere, and so is in no outbox: the greeting of somebody whom nobody knows, and the last words to somebody of whom
 * everything was erased. Tried once more where the channel asks for patience.
 * @param to `place`: the channel's own name of the address; null: it finds that out
 */
export async function sayUnkept(
  { carrier, ids, clock, wait }: UnkeptParts,
  { address, place = null }: { address: string; place?: string | null },
  messages: Said[],
  language: string,
): Promise<void> {
  const { channel } = carrier;
  const send = (said: Said, attempts: number) =>
    carrier.send({ id: ids.next(), person: '', channel, address, place, said, language, attempts, kind: null });
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

/** The greeting of somebody whom nobody knows, as the desk shows it, with its question. */
export function greetingIn({ messages, prompt }: ChatView): Said[] {
  return messages.map(({ text }, at) => ({ text, ...(at === messages.length - 1 && prompt && { prompt }) }));
}

/** What somebody reads who comes back with a code: where they are, which is what was said last with the question that waits. */
export function welcomeIn({ messages, prompt, stopped }: ChatView, words: { taken: string; stopped: string }): Said[] {
  if (stopped) return [{ text: words.stopped }];
  const last = messages.findLast(({ direction }) => direction === 'out');
  return [{ text: words.taken }, ...(prompt && last ? [{ text: last.text, prompt }] : [])];
}
