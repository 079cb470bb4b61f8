import { Logger, makeWorkerUtils, runOnce } from 'graphile-worker';
import { house } from './house.mjs';
import { nudges, onOutbox, poolOn, timed } from './outbox.mjs';
import { beside, inTurn } from './rounds.mjs';

const ROUNDS = 9;
const NUDGES = 2000;

/** Row 6: nudges claimed, handed to a channel that does nothing, and marked one by one. */
export function sendingRows() {
  return onOutbox(async ({ databaseUrl, store }) => {
    const pgPool = poolOn(databaseUrl, 10);
    const silent = new Logger(() => () => undefined);
    const utils = await makeWorkerUtils({ pgPool, logger: silent });
    await utils.migrate();
    const carrier = { channel: 'slack', send: async () => ({ kind: 'sent', externalId: null }) };
    const desk = await house.openDesk(store, { carriers: [carrier] });
    let handled = 0;
    const taskList = { nudge: async () => void (handled += 1) };

    async function ours() {
      const now = await store.time();
      await store.outbox.add(nudges(NUDGES, () => now));
      const [counts, ms, cpuMs] = await timed(() => desk.deliver());
      if (counts.sent !== NUDGES) throw new Error(`${counts.sent} of ${NUDGES} were sent.`);
      return { rate: (NUDGES / ms) * 1000, cpu: (cpuMs * 1000) / NUDGES };
    }
    async function peer() {
      handled = 0;
      await utils.addJobs(nudges(NUDGES, () => null).map(({ said }) => ({ identifier: 'nudge', payload: said })));
      const [, ms, cpuMs] = await timed(() => runOnce({ pgPool, taskList, concurrency: 10, logger: silent, noHandleSignals: true }));
      if (handled !== NUDGES) throw new Error(`${handled} of ${NUDGES} were handled.`);
      return { rate: (NUDGES / ms) * 1000, cpu: (cpuMs * 1000) / NUDGES };
    }
    await ours();
    await peer();
    const slices = await inTurn(ROUNDS, { ours, peer });
    await desk.close();
    await utils.release();
    await pgPool.end().catch(() => undefined);
    const target = { atLeast: 2 };
    return [
      {
        row: 'Nudges sent and marked',
        peer: 'graphile-worker 0.17, 10 jobs',
        target,
        ...beside(slices.ours, slices.peer),
        unit: 'nudges/s',
      },
    ];
  });
}
