import { setTimeout as wait } from 'node:timers/promises';
import { Logger, makeWorkerUtils, run } from 'graphile-worker';
import { clock } from '../../dist/clock.js';
import { keepSending } from '../../dist/sending.js';
import { house } from './house.mjs';
import { nudges, onOutbox, poolOn, timed } from './outbox.mjs';
import { inTurn, median, percentile, spread } from './rounds.mjs';

const ROUNDS = 3;
const NUDGES = 200;
/** Milliseconds from one due time to the next, and until the first. */
const EACH = 30;
const AHEAD = 1000;
const DURING = AHEAD + NUDGES * EACH + 500;

const silent = new Logger(() => () => undefined);

/** Row 9: from when a nudge is due until the channel gets it, while little else goes on. */
export function lagRows() {
  return onOutbox(async ({ databaseUrl, store }) => {
    let lags = [];
    const due = new Map();
    const carrier = {
      channel: 'slack',
      send: async ({ said }) => {
        lags.push(Date.now() - due.get(said.text));
        return { kind: 'sent', externalId: null };
      },
    };
    const desk = await house.openDesk(store, { carriers: [carrier] });
    const pgPool = poolOn(databaseUrl, 10);
    const utils = await makeWorkerUtils({ pgPool, logger: silent });
    await utils.migrate();

    function planned() {
      lags = [];
      due.clear();
      const first = Date.now() + AHEAD;
      return nudges(NUDGES, (n) => new Date(first + n * EACH)).map((one, n) => {
        due.set(String(n), one.dueAt.getTime());
        return { ...one, said: { text: String(n) } };
      });
    }
    async function result(work) {
      const [, ms, cpuMs] = await timed(work);
      if (lags.length !== NUDGES) throw new Error(`${lags.length} of ${NUDGES} came.`);
      return { p50: percentile(lags, 50), p99: percentile(lags, 99), cpu: (cpuMs / ms) * 1000 };
    }
    const ours = () =>
      result(async () => {
        await store.outbox.add(planned());
        const stop = new AbortController();
        const going = keepSending(desk, clock, console, stop.signal);
        await wait(DURING);
        stop.abort();
        await going;
      });
    const peer = () =>
      result(async () => {
        await utils.addJobs(planned().map(({ said, dueAt }) => ({ identifier: 'nudge', payload: said, runAt: dueAt })));
        const taskList = { nudge: async ({ text }) => void lags.push(Date.now() - due.get(text)) };
        const runner = await run({ pgPool, taskList, concurrency: 10, pollInterval: 100, logger: silent, noHandleSignals: true });
        await wait(DURING);
        await runner.stop();
      });
    const rounds = await inTurn(ROUNDS, { ours, peer });
    await desk.close();
    await utils.release();
    await pgPool.end().catch(() => undefined);
    const of = (name, what) => median(rounds[name].map((one) => one[what]));
    const rowOf = (row, what, unit, atMost) => ({
      ...{ row, peer: 'graphile-worker 0.17, polling at 100 ms', unit, target: { atMost } },
      figures: { ours: of('ours', what), peer: of('peer', what) },
      ratio: spread(rounds.ours.map((one, n) => one[what] / rounds.peer[n][what])),
    });
    return [
      rowOf('From due to sent, p99', 'p99', 'ms', 0.1),
      rowOf('From due to sent, p50', 'p50', 'ms', 0.1),
      rowOf('Processor for that', 'cpu', 'ms/s', 1),
    ];
  });
}
