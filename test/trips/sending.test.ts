import { setTimeout as wait } from 'node:timers/promises';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createStore } from '../../src/store/index.ts';
import { firstTurn } from '../store/turns.ts';
import type { Place } from '../support/bot.ts';
import { type BotPlace, inEachPlace } from '../support/database.ts';
import { replyAt } from '../support/load.ts';
import { type CarrierKind, startWorker, type Worker } from '../support/sending-workers.ts';
import { type Sink, startSink } from '../support/sink.ts';

/** `npm run kills:sending` does all of it; the deep run what is marked as short. */
const all = Boolean(process.env.ONWARD_KILLS);
const onlyWithKills = all ? it : it.skip;

const people = 200;
const nudges = 3 * people;
const clients = 4;
/** What one worker has on its way at most: nudges, and answers to those who write. */
const atOnce = 16 + clients;
/** When so many different messages have come, workers are killed. */
const moments = [100, 220, 340, 460];
/** Milliseconds after the last start, or after the trouble, within which all has to be there. */
const WITHIN = 10_000;
/** Long enough for a test of processes on a machine that others use. */
const PATIENCE = 240_000;

const nudgeOf = ({ address }: { address: string }) => address.startsWith('T0/N');

/** Three for each person, due now. */
async function queueNudges(place: Place): Promise<void> {
  const store = await createStore(place);
  const at = await store.time();
  const turns = Array.from({ length: people }, (_, n) =>
    firstTurn({ at, channel: 'slack', address: `T0/N${n}`, conversation: null, messages: [] }),
  );
  for (const turn of turns) await store.commit(turn);
  const rounds = [1, 2, 3].flatMap((n) => turns.map((turn) => ({ ...turn, said: { text: `${n} of ${turn.address}` } })));
  await store.outbox.add(
    rounds.map(({ person, address, said }) => ({ person: person.id, channel: 'slack', address, kind: 'reminder', said, at, dueAt: at })),
  );
  await store.close();
}

/** Asks the database beside the workers; the embedded one only while none runs. */
async function ask<Row extends object>(place: Place, text: string): Promise<Row[]> {
  if (place.databaseUrl) {
    const client = new pg.Client({ connectionString: place.databaseUrl });
    await client.connect();
    const { rows } = await client.query<Row>(text);
    await client.end();
    return rows;
  }
  const pglite = await PGlite.create(`${place.dataDir}/pglite`);
  const { rows } = await pglite.query<Row>(text);
  await pglite.close();
  return rows;
}

/** Of messages that were claimed and not settled. */
const underWay = async (place: Place) =>
  (await ask<{ n: number }>(place, `SELECT count(*)::int AS n FROM message WHERE state = 'queued' AND leased_until IS NOT NULL`))[0]?.n ??
  0;

inEachPlace('Sending', (fresh, kind) => {
  let there: BotPlace;
  let sink: Sink;
  let workers: Worker[];
  let chats: Promise<string[]>[];
  let going: boolean;
  /** When the last of them started, or the trouble was over. */
  let since: number;

  beforeEach(async () => {
    there = await fresh();
    sink = await startSink();
    workers = [];
    chats = [];
    going = true;
    await queueNudges(there.place);
  });
  afterEach(async () => {
    going = false;
    for (const worker of workers) await worker.kill();
    await Promise.all(chats);
    await sink.close();
    await there.remove();
  });

  async function start(count: number, carrier: CarrierKind): Promise<void> {
    const started = await Promise.all(Array.from({ length: count }, () => startWorker(there.place, sink.url, carrier)));
    workers = started;
    for (const worker of started) worker.begin();
    since = performance.now();
  }

  /** Somebody who writes all the while, each message again and again until it is taken. Answers the ids of those. */
  async function chat(client: number): Promise<string[]> {
    const taken: string[] = [];
    while (going) {
      const externalId = `${client}-${taken.length}`;
      const reply = { kind: 'text', text: replyAt(taken.length) } as const;
      const worker = workers[taken.length % Math.max(1, workers.length)];
      const done = await worker?.takes({ channel: 'slack', address: `T0/C${client}`, externalId, reply });
      if (done) taken.push(externalId);
      await wait(100);
    }
    return taken;
  }

  async function open(count: number, carrier: CarrierKind): Promise<void> {
    await start(count, carrier);
    chats = Array.from({ length: clients }, (_, client) => chat(client));
  }

  /** Until every nudge was there: milliseconds. */
  async function finished(): Promise<number> {
    const different = () => new Set(sink.received.filter(nudgeOf).map(({ id }) => id)).size;
    while (different() < nudges && performance.now() - since < WITHIN) await wait(20);
    expect(different()).toBe(nudges);
    return Math.round(performance.now() - since);
  }

  /** Nothing was lost, nothing changed its order, nobody was answered twice; and how many messages came more than once. */
  async function judge(): Promise<{ twice: number; turns: number }> {
    going = false;
    const taken = await Promise.all(chats);
    // What a worker had when it died is free by then; and the last answers are on their way for a moment more.
    await wait(Math.max(0, since + 8_000 - performance.now()));
    for (let came = -1; came < sink.received.length; await wait(1_500)) came = sink.received.length;
    for (const worker of workers.splice(0)) await worker.kill();
    const rows = await ask<{ id: string; address: string; text: string; state: string; direction: string; external: string }>(
      there.place,
      `SELECT id::text, address, content->>'text' AS text, state, direction, external_id AS external FROM message ORDER BY message.id`,
    );
    for (const [client, acknowledged] of taken.entries())
      expect(rows.flatMap(({ external }) => (external?.startsWith(`${client}-`) ? [external] : []))).toEqual(acknowledged);
    const out = rows.filter(({ direction }) => direction === 'out');
    expect(out.filter(({ state }) => state !== 'sent')).toEqual([]);
    // What somebody reads whose channel shows a key once.
    const shown = [...new Map(sink.received.toReversed().map((one) => [one.id, one])).values()].toReversed();
    for (const address of new Set(out.map((row) => row.address)))
      expect(shown.filter((one) => one.address === address).map(({ text }) => text)).toEqual(
        out.filter((row) => row.address === address).map(({ text }) => text),
      );
    return { twice: sink.received.length - shown.length, turns: taken.flat().length };
  }

  async function killed(count: number, carrier: CarrierKind): Promise<void> {
    await open(count, carrier);
    let inFlight = 0;
    for (const moment of moments) {
      await sink.until(moment);
      await Promise.all(workers.splice(0).map((worker) => worker.kill()));
      inFlight += Math.min(await underWay(there.place), count * atOnce);
      await start(count, carrier);
    }
    const took = await finished();
    const { twice, turns } = await judge();
    const end = `the last nudge ${took} ms after the last start; ${twice} came twice, ${inFlight} were on their way`;
    console.info(`${kind}, ${count} workers, a channel that ${carrier}: killed 4 times in ${nudges} nudges and ${turns} turns: ${end}`);
    expect(twice).toBeLessThanOrEqual(carrier === 'finds' ? 0 : inFlight);
  }

  async function troubled(name: string, carrier: CarrierKind, trouble: () => Promise<number>): Promise<void> {
    await open(kind === 'PGlite' ? 1 : 2, carrier);
    await sink.until(150);
    const inFlight = await trouble();
    since = performance.now();
    const took = await finished();
    const { twice, turns } = await judge();
    const end = `the last nudge ${took} ms after it; ${twice} came twice, ${inFlight} may have been on their way`;
    console.info(`${kind}, a channel that ${carrier}: ${name} in ${nudges} nudges and ${turns} turns: ${end}`);
    expect(twice).toBeLessThanOrEqual(carrier === 'finds' ? 0 : inFlight);
  }

  const cut = async () => {
    const broken = await sink.cut();
    await wait(2_500);
    await sink.mend();
    return broken;
  };

  it(
    'by one worker that is killed four times loses nothing, and sends twice at most what was on its way',
    () => killed(1, 'counts'),
    PATIENCE,
  );

  onlyWithKills('by a worker that is killed sends nothing twice where the channel can be asked', () => killed(1, 'finds'), PATIENCE);

  it('loses nothing when the network to the channel is cut', () => troubled('cut off', 'counts', cut), PATIENCE);

  onlyWithKills(
    'sends nothing twice when the network is cut, where the channel can be asked',
    () => troubled('cut off', 'finds', cut),
    PATIENCE,
  );

  onlyWithKills(
    'loses nothing when the clock jumps an hour forward, and back again',
    () =>
      troubled('clock an hour ahead and back', 'counts', async () => {
        const inFlight = atOnce * workers.length;
        for (const worker of workers) worker.setClock(3_600_000);
        await sink.until(300);
        for (const worker of workers) worker.setClock(0);
        return 2 * inFlight;
      }),
    PATIENCE,
  );

  if (kind === 'PGlite') return;

  onlyWithKills(
    'by three workers that are killed four times loses nothing, and sends twice at most what was on its way',
    () => killed(3, 'counts'),
    PATIENCE,
  );

  onlyWithKills(
    'loses nothing when the database is away for two seconds, and every connection with it',
    () =>
      troubled('database away', 'counts', async () => {
        const server = new URL(there.place.databaseUrl as string);
        const name = server.pathname.slice(1);
        server.pathname = '/postgres';
        const inFlight = atOnce * workers.length;
        const away = (text: string) => ask({ databaseUrl: server.href }, text);
        await away(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
        await away(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
        await wait(2_000);
        await away(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
        return inFlight;
      }),
    PATIENCE,
  );
});
