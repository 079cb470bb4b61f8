import type { Carrier, Claimed, Settled } from '../ports.ts';
import type { Gate } from './gate.ts';
import { inDoubt, putOff, type SendingParts, settledBy } from './policy.ts';

/**
 * Takes one message to its channel, and answers what became of it. Where it may have arrived already, because an answer was lost or its worker
 * died, the channel is asked first, if it can be.
 */
export async function carry(parts: SendingParts, gate: Gate, carrier: Carrier, message: Claimed): Promise<Settled> {
  const refused = await gate(message);
  if (refused) return refused;
  if ((message.doubt || message.abandoned) && carrier.find) {
    const found = await carrier.find(message);
    if (found.kind === 'found') return { state: 'sent', externalId: found.externalId };
    if (found.kind === 'later') return putOff(message, found.at, true, parts);
    // Abandoned, it was most likely not sent yet.
    if (found.kind === 'unclear' && message.doubt) {
      const settled = inDoubt(message, parts);
      if (settled.state !== 'queued') return settled;
    }
  }
  const ready = await parts.prepare(message);
  if (!ready) return { state: 'held', reason: 'no_yes' };
  const delivered = await carrier.send(ready);
  if (delivered.kind === 'later' && delivered.at && delivered.everybody) await parts.store.outbox.close(message, delivered.at);
  return settledBy(delivered, message, carrier, parts);
}
