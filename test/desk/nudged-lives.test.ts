import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dayOf, isOpen, startOfDay } from '../../src/calendar/index.ts';
import type { Carrier, Delivered, Desk, OutMessage } from '../../src/desk/ports.ts';
import { onEmbedded } from '../support/database.ts';
import { runs } from '../support/deep.ts';
import { addSession } from '../support/surveys.ts';
import { createWorld, throughRegistering, type World } from '../support/world.ts';

/** A year of some people and a charity that asks them much, on the real desk: whatever happens, nobody is written to when they may not be. */

const zones = ['Europe/London', 'America/New_York', 'Australia/Sydney', null] as const;
const agreeing = [...throughRegistering.slice(0, 10), 'yes', ...throughRegistering.slice(11)];
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const one = fc.nat({ max: 5 });
const happening = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      what: fc.constant('survey' as const),
      named: fc.boolean(),
      reminders: fc.nat({ max: 2 }),
      open: fc.integer({ min: 1, max: 30 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      what: fc.constant('says' as const),
      who: one,
      text: fc.constantFrom('stop', 'start', 'pause', 'hello', 'survey', 'skip'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('danger' as const), who: one }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('closes concerns' as const) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('blackout' as const), days: fc.integer({ min: 1, max: 12 }) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('restart' as const) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('closes a survey' as const) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('staff' as const), does: fc.constantFrom('hold', 'release', 'cancel') }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('asleep' as const), days: fc.integer({ min: 1, max: 20 }) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('moves' as const), who: one, zone: fc.constantFrom(...zones) }) },
  { weight: 4, arbitrary: fc.record({ what: fc.constant('slow' as const), hours: fc.integer({ min: 1, max: 6 }) }) },
);
type Happening = typeof happening extends fc.Arbitrary<infer One> ? One : never;

/** What happens, and how many hours after what came before. */
const year = fc.array(fc.tuple(fc.integer({ min: 1, max: 14 * 24 }), happening), { minLength: runs(15, 40), maxLength: runs(20, 60) });

interface Sent {
  at: Date;
  message: OutMessage;
}

onEmbedded('A year of nudges', (kind) => {
  let world: World;
  let desk: Desk;
  const sent: Sent[] = [];
  /** Until when the channel is gone. */
  let slow = 0;
  const carrier: Carrier = {
    channel: 'slack',
    send: async (message): Promise<Delivered> => {
      if (world.clock.now().getTime() < slow) return { kind: 'later', at: null };
      sent.push({ at: world.clock.now(), message });
      return { kind: 'sent', externalId: String(sent.length) };
    },
  };
  const parts = { carriers: new Map([['slack', carrier]] as const) };
  beforeAll(async () => {
    world = await createWorld(kind, parts);
    desk = world.desk;
  });
  afterAll(() => world.remove());

  const rows = <Row>(text: string) => world.database.rows<Row>(text);
  const now = () => world.clock.now();
  const ada = { channel: 'terminal', address: 'ada@office' } as const;
  const order = async (name: string, input: object) => {
    const result = await desk.command(ada, { name, input: { ...input } });
    return result.kind === 'done' ? result.sheet : null;
  };

  async function beat(): Promise<void> {
    await desk.tick(now());
    await desk.deliver();
  }

  /** Lets hours go by, and wakes the desk when something is due: no more often than it asks for. */
  async function live(hours: number, asleep = false): Promise<void> {
    const until = now().getTime() + hours * HOUR;
    for (let beats = 0; !asleep && beats < 200; beats++) {
      const next = await desk.sending.look();
      if (!next || next.getTime() >= until) break;
      world.clock.pass(Math.max(1, Math.ceil((next.getTime() - now().getTime()) / 60_000)));
      await beat();
    }
    if (now().getTime() < until) world.clock.pass((until - now().getTime()) / 60_000);
    await beat();
  }

  /** Where somebody is, and since when they want nothing: as it was when a message went. */
  const wishes = new Map<string, { stopped: boolean; pausedUntil: number; zone: string; concern: boolean }>();
  const blackouts: { from: string; until: string }[] = [];

  async function readWishes(): Promise<void> {
    for (const row of await rows<{ value: string; stopped: boolean; paused: Date | null; zone: string | null; concern: boolean }>(
      `SELECT a.value, p.stopped_at IS NOT NULL AS stopped, p.paused_until AS paused, p.zone, EXISTS (SELECT 1 FROM concern k WHERE k.person_id = p.id
        AND NOT EXISTS (SELECT 1 FROM concern_event e WHERE e.concern_id = k.id AND e.state = 'closed')) AS concern
      FROM address a JOIN person p ON p.id = a.person_id WHERE a.channel = 'slack'`,
    ))
      wishes.set(row.value, {
        stopped: row.stopped,
        pausedUntil: row.paused?.getTime() ?? 0,
        zone: row.zone ?? 'Europe/London',
        concern: row.concern,
      });
  }

  async function happens(next: Happening, people: string[], ids: string[]): Promise<void> {
    switch (next.what) {
      case 'survey': {
        const session = await addSession(world, ids, { date: dayOf('Europe/London', new Date(now().getTime() - DAY)) });
        const closes = dayOf('Europe/London', new Date(now().getTime() + next.open * DAY));
        const input = { template: 'after-session', session, kind: next.named ? 'named' : 'anonymous', reminders: next.reminders, closes };
        const go = (await order('survey send', input))?.next?.[0]?.order;
        if (go) await order(go.name, go.input);
        return;
      }
      case 'says':
        await world.visitor(people[next.who] as string, 'slack', desk).types(next.text);
        return;
      case 'danger':
        await world.visitor(people[next.who] as string, 'slack', desk).types('i want to kill myself');
        return;
      case 'closes concerns':
        for (const { id } of await world.database.store.concerns.list(false))
          await world.database.store.concerns.add(id, { state: 'closed', who: 'a lead', why: 'done', at: now() });
        return;
      case 'blackout': {
        const from = dayOf('Europe/London', new Date(now().getTime() + DAY));
        const until = dayOf('Europe/London', new Date(now().getTime() + next.days * DAY));
        await order('blackouts add', { from, until, why: 'exams' });
        blackouts.push({ from, until });
        return;
      }
      case 'restart':
        await desk.close();
        desk = await world.replica();
        return;
      case 'closes a survey': {
        const [run] = await rows<{ id: string }>(
          `SELECT id FROM survey_run WHERE closes_at > '${now().toISOString()}' ORDER BY id DESC LIMIT 1`,
        );
        if (run) await order('survey close', { id: run.id });
        return;
      }
      case 'staff': {
        const [nudge] = await rows<{ id: string }>(`SELECT id FROM nudge WHERE state IN ('planned', 'held') ORDER BY id LIMIT 1`);
        if (nudge) await order(`nudges ${next.does}`, { id: nudge.id });
        return;
      }
      case 'asleep':
        return live(next.days * 24, true);
      case 'moves':
        await rows(`UPDATE person SET zone = ${next.zone ? `'${next.zone}'` : 'NULL'} WHERE id = '${ids[next.who]}'`);
        return;
      case 'slow':
        slow = now().getTime() + next.hours * HOUR;
        return;
    }
  }

  let lives = 0;

  it('never at night, over the budget, against a wish, or twice; and all that was planned went, or says why not', async () => {
    await fc.assert(
      fc.asyncProperty(year, async (happenings) => {
        const people = Array.from({ length: 6 }, (_, index) => `T${lives}/U${index}`);
        lives += 1;
        const ids: string[] = [];
        for (const person of people) {
          const visitor = world.visitor(person, 'slack', desk);
          for (const text of ['hi', ...agreeing]) await visitor.types(text);
          ids.push((await visitor.view()).person ?? '');
        }
        await beat();
        await readWishes();
        let seen = sent.length;
        const nudged = () =>
          sent.slice(seen).filter(({ message }) => 'kind' in message && message.kind !== null && message.kind !== 'alert');
        for (const [hours, next] of happenings) {
          await live(hours);
          // What went since was allowed by what stood then: nothing but time has changed it.
          for (const { at, message } of nudged()) {
            const wish = wishes.get(message.address);
            if (!wish) throw new Error('Everybody has wishes.');
            const hours = { ...world.parts.contactHours, zone: wish.zone };
            const day = dayOf(wish.zone, at);
            expect(isOpen(hours, at), `in hours: ${at.toISOString()} ${wish.zone}`).toBe(true);
            expect
              .soft(
                blackouts.some(({ from, until }) => from <= day && day <= until),
                `no blackout: ${day}`,
              )
              .toBe(false);
            expect([wish.stopped, wish.concern, wish.pausedUntil > at.getTime()]).toEqual([false, false, false]);
          }
          seen = sent.length;
          await happens(next, people, ids);
          await beat();
          await readWishes();
          seen = sent.length;
        }
        await live(40 * 24);

        // The budget, over the whole life, by the local days of where they were last: nobody moves in the middle of a message.
        const ours = sent.filter(
          ({ message }) => people.includes(message.address) && 'kind' in message && ![null, 'alert'].includes(message.kind as never),
        );
        if (process.env.SHOW) console.log('SENT', ours.length, happenings.length);
        const keys = ours.map(({ message }) => message.id);
        expect(new Set(keys).size).toBe(keys.length);
        for (const person of people) {
          const times = ours.filter(({ message }) => message.address === person).map(({ at }) => at.getTime());
          for (const [index, at] of times.entries()) {
            const inAWeek = times.slice(index).filter((other) => other - at < 6 * DAY);
            expect(inAWeek.length).toBeLessThanOrEqual(3);
            // A day of somebody who moves may be as short as this.
            expect((times[index + 1] ?? Number.POSITIVE_INFINITY) - at).toBeGreaterThan(7 * HOUR);
          }
        }
        const left = await rows<{ state: string; reason: string | null; due: Date; message: string | null; said: number }>(
          `SELECT n.state, n.reason, n.due_at AS due, n.message_id::text AS message, (SELECT count(*)::int FROM message m
            WHERE m.person_id = n.person_id AND m.id = n.message_id) AS said FROM nudge n WHERE n.person_id = ANY ('{${ids.join()}}')`,
        );
        for (const { state, reason, due, said } of left) {
          if (state === 'sent') expect(said).toBe(1);
          else if (state === 'planned') expect(due.getTime()).toBeGreaterThan(now().getTime());
          else if (state !== 'held') expect(reason).not.toBeNull();
        }
        const went = await rows<{ n: number }>(
          `SELECT count(*)::int AS n FROM message WHERE kind IN ('invitation', 'reminder', 'nudge') AND person_id = ANY ('{${ids.join()}}')`,
        );
        expect(went[0]?.n).toBe(left.filter(({ state }) => state === 'sent').length);
        expect(startOfDay('Europe/London', dayOf('Europe/London', now())).getTime()).toBeLessThanOrEqual(now().getTime());
      }),
      { numRuns: runs(1, 3), endOnFailure: true },
    );
  }, 600_000);
});
