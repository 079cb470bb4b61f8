import { afterEach, beforeEach, expect, it } from 'vitest';
import { placeOf } from '../../../src/channels/botframework/activity.ts';
import type { Connector, Reference, Sent } from '../../../src/channels/botframework/port.ts';
import { createRoom } from '../../../src/channels/botframework/room.ts';
import { channelPhrases } from '../../../src/flows/index.ts';
import { ids } from '../../../src/ids.ts';
import { onEmbedded } from '../../support/database.ts';
import { deep, runs } from '../../support/deep.ts';
import { handTimer } from '../../support/hand-timer.ts';
import { quietly } from '../../support/quiet.ts';
import { catalogue } from '../../support/shipped.ts';
import { createWorld, type World } from '../../support/world.ts';

const people = runs(60, 1000);
const answering = runs(12, 50);
/** Of real time, on a machine that others use too. */
const patience = runs(120_000, 300_000);
const tenant = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';

/** Microsoft's, written down once more: what a conversation and a tenant may get, wherever the window begins. */
const rules = {
  conversation: [
    [7, 1_000],
    [8, 2_000],
    [60, 30_000],
    [1_800, 3_600_000],
  ],
  tenant: [[30, 1_000]],
} as const;

/** The most that any window of this length holds. Times ascend. */
function mostWithin(times: number[], within: number): number {
  let most = 0;
  for (let first = 0, last = 0; last < times.length; last++) {
    while ((times[last] as number) - (times[first] as number) >= within) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

const referenceOf = (n: number): Reference => ({
  channelId: 'msteams',
  serviceUrl: 'https://smba.example/',
  conversation: { id: `a:${n}`, tenantId: tenant, conversationType: 'personal' },
  bot: { id: '28:bot' },
  user: { id: `29:${n}` },
});
const address = (n: number) => `msteams:${tenant}/user-${n}`;

onEmbedded('A wave of invitations through Teams', (kind) => {
  const watched = quietly(kind);
  let world: World;
  let timer: ReturnType<typeof handTimer>;
  /** What Teams has taken. */
  let arrived: { conversation: string; text: string; at: number }[];
  /** What it has refused, and until when it had asked for patience. */
  let refused: { at: number; until: number }[];
  /** While it asks for patience, what comes is refused. */
  let closed: { from: number; until: number };

  beforeEach(async () => {
    timer = handTimer();
    arrived = [];
    refused = [];
    closed = { from: Number.POSITIVE_INFINITY, until: 0 };
    let calls = 0;
    const connector: Connector = {
      admits: async () => 'yes',
      // Some are quick and some are slow, and it counts them somewhere on their way.
      send: async ({ conversation }, { text }): Promise<Sent> => {
        const slow = 20 + ((calls++ * 37) % 150);
        await timer.wait(slow / 2);
        const at = timer.now();
        const shut = at >= closed.from && at < closed.until;
        if (shut) refused.push({ at, until: closed.until });
        else arrived.push({ conversation: conversation.id, text: String(text), at });
        await timer.wait(slow / 2);
        return shut
          ? { kind: 'refused', status: 429, patience: Math.max(0, closed.until - timer.now()) }
          : { kind: 'sent', id: `${arrived.length}` };
      },
      update: async () => ({ kind: 'sent', id: null }),
      open: async () => ({ kind: 'sent', id: null }),
      close: () => undefined,
    };
    const clock = { now: () => new Date(Date.parse('2026-03-10T10:00:00Z') + timer.now()) };
    const room = createRoom(
      {
        settings: { app: null, channels: ['msteams'], tenants: [tenant], hosts: [], cloud: null },
        phrases: channelPhrases(catalogue.botframeworkPhrases, catalogue.constants),
        commands: [],
        ids,
        clock,
        publicUrl: 'https://chat.example.org',
        log: { info: () => undefined, warn: () => undefined, error: ({ err }) => expect.fail(String(err)) },
        wait: timer.wait,
      },
      connector,
    );
    world = await createWorld(watched.kind, { clock, carriers: new Map([['botframework', room.carrier]]) });
    const { rows } = world.database;
    await rows(`INSERT INTO person (id, created_at) SELECT gen_random_uuid(), now() FROM generate_series(1, ${people})`);
    await rows(`INSERT INTO address (channel, value, person_id, created_at) SELECT 'botframework',
      'msteams:${tenant}/user-' || row_number() OVER (), id, now() FROM person`);
    const places = Array.from({ length: people }, (_, at) => `('${address(at + 1)}', '${placeOf(referenceOf(at + 1))}')`);
    await rows(`INSERT INTO letterbox (person_id, channel, address, place) SELECT person_id, channel, value, given.place
      FROM address JOIN (VALUES ${places.join(', ')}) AS given (value, place) USING (value)`);
  });
  afterEach(() => world.remove());

  async function invite(): Promise<void> {
    const now = world.parts.clock.now();
    const rows = await world.database.rows<{ person: string; address: string }>(
      'SELECT person_id AS person, value AS address FROM address',
    );
    await world.database.store.outbox.add(
      rows.map((row) => ({
        ...row,
        channel: 'botframework',
        kind: 'invitation',
        said: { text: 'Will you tell us?' },
        at: now,
        dueAt: now,
      })),
    );
  }

  /** Lets time pass while the outbox sends, as `keepSending` does, until nothing waits any more. */
  async function pass(events: { at: number; happens: () => void }[] = []): Promise<void> {
    const { sending } = world.desk;
    for (const { at, happens } of events) void timer.wait(at).then(happens);
    let news = true;
    sending.onNews(() => {
      news = true;
    });
    let look = 0;
    for (;;) {
      await watched.quiet();
      if (news || timer.now() >= look) {
        news = false;
        const next = await sending.look();
        const [queued] = await world.database.rows(`SELECT 1 FROM message WHERE state = 'queued' LIMIT 1`);
        const soon = Math.min(1000, (next?.getTime() ?? Number.POSITIVE_INFINITY) - world.parts.clock.now().getTime());
        look = queued ? timer.now() + Math.max(1, soon) : Number.POSITIVE_INFINITY;
        if (queued) void timer.wait(look - timer.now());
      } else if (!(await timer.next())) return;
    }
  }

  /** Somebody who was invited writes, and it is answered. */
  const writes = (n: number) => () =>
    void world.desk.receive({
      channel: 'botframework',
      address: address(n),
      place: placeOf(referenceOf(n)),
      externalId: ids.next(),
      reply: { kind: 'text', text: 'hello' },
    });

  const invitations = () => arrived.filter(({ text }) => text === 'Will you tell us?');
  const answers = () => arrived.filter(({ text }) => text !== 'Will you tell us?');

  function keepsTheRules(): void {
    const timesOf = (which: typeof arrived) => which.map(({ at }) => at).toSorted((a, b) => a - b);
    for (const [most, within] of rules.tenant) expect(mostWithin(timesOf(arrived), within)).toBeLessThanOrEqual(most);
    for (const one of new Set(arrived.map(({ conversation }) => conversation)))
      for (const [most, within] of rules.conversation)
        expect(mostWithin(timesOf(arrived.filter(({ conversation }) => conversation === one)), within)).toBeLessThanOrEqual(most);
  }

  it(
    'goes as fast as Teams lets it, once to each, and answers meanwhile as if there were none',
    async () => {
      await invite();
      const asked = 700;
      /** Alone in the middle of it, and one who types as fast as nobody can. */
      const lone = deep ? 20_000 : 1_800;
      await pass([
        ...Array.from({ length: answering }, (_, at) => ({ at: asked, happens: writes(at + 1) })),
        { at: lone, happens: writes(people) },
        ...Array.from({ length: 12 }, () => ({ at: asked, happens: writes(people - 1) })),
      ]);
      keepsTheRules();
      const invited = invitations().map(({ conversation }) => conversation);
      expect(invited).toHaveLength(people);
      expect(new Set(invited).size).toBe(people);
      // Whoever types so fast is invited after the last answer to them.
      const took = Math.max(...invitations().flatMap(({ conversation, at }) => (conversation === `a:${people - 1}` ? [] : [at])));
      const least = ((arrived.filter(({ at }) => at <= took).length - 30) / 30) * 1000;
      const answersTo = (which: (n: number) => boolean) => answers().filter(({ conversation }) => which(Number(conversation.slice(2))));
      const crowd = answersTo((n) => n <= answering);
      const waited = Math.max(...crowd.map(({ at }) => at)) - asked;
      const alone = (answersTo((n) => n === people)[0]?.at ?? 0) - lone;
      console.info(
        `${arrived.length} messages in ${took} ms, ${(took / least).toFixed(2)} of the least; ${crowd.length} answers in ${waited} ms, one alone after ${alone} ms`,
      );
      expect(took / least).toBeLessThan(deep ? 1.2 : 1.7);
      // All those answers are more than goes at once: 30 in a second, and their ways there.
      expect(waited).toBeLessThan((crowd.length / 30) * 1000 + 700);
      expect(alone).toBeLessThan(400);
    },
    patience,
  );

  it(
    'heeds the patience that Teams asks for in all that goes there, and loses and doubles nothing',
    async () => {
      await invite();
      closed = { from: 600, until: 5_600 };
      const during = Array.from({ length: answering }, (_, at) => ({ at: 500 + at * 50, happens: writes(at + 1) }));
      await pass(during);
      keepsTheRules();
      // What was on its way before the first refusal was heard, and nothing after it.
      expect(refused.length).toBeGreaterThan(0);
      const heard = (refused[0]?.at ?? 0) + 100;
      expect(refused.filter(({ at }) => at > heard + 100)).toEqual([]);
      expect(arrived.filter(({ at }) => at > heard && at < closed.until)).toEqual([]);
      const invited = invitations().map(({ conversation }) => conversation);
      expect(invited).toHaveLength(people);
      expect(new Set(invited).size).toBe(people);
      expect(new Set(answers().map(({ conversation }) => conversation)).size).toBe(answering);
      expect(await world.database.rows(`SELECT 1 FROM message WHERE direction = 'out' AND state <> 'sent'`)).toEqual([]);
    },
    patience,
  );
});
