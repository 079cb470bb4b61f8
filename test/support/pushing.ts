import type { Carrier, Desk } from '../../src/desk/ports.ts';

let count = 0;

/** A desk in memory that sends what it says, as the real one does from its outbox. */
export const pushing =
  (desk: Desk) =>
  (carrier: Carrier): Desk => ({
    ...desk,
    receive: async (inbound) => {
      const taken = await desk.receive(inbound);
      if (taken.kind === 'taken' && !taken.forgotten)
        for (const said of taken.messages)
          void carrier.send({
            id: `m-${++count}`,
            person: taken.person,
            channel: carrier.channel,
            address: inbound.address,
            place: inbound.place ?? null,
            said,
            language: taken.language,
            attempts: 0,
            kind: null,
          });
      return taken;
    },
  });

/** A carrier of which a test knows when all that it was given has been sent. */
export function waitedFor(carrier: Carrier): { carrier: Carrier; sent(): Promise<void> } {
  const sending = new Set<Promise<unknown>>();
  return {
    carrier: {
      ...carrier,
      send: (message) => {
        const going = carrier.send(message);
        sending.add(going);
        void going.then(() => sending.delete(going));
        return going;
      },
    },
    sent: async () => {
      while (sending.size > 0) await Promise.all(sending);
    },
  };
}
