import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDesk } from '../../src/desk/index.ts';
import type { ChannelName, Desk } from '../../src/desk/ports.ts';
import { FlowBundle } from '../../src/engine/index.ts';
import { fakeCarrier } from '../support/carrier.ts';
import { databases, type TestStore } from '../support/database.ts';
import { runs } from '../support/deep.ts';
import { catalogue } from '../support/shipped.ts';
import { createWorld, registeringBy, type Visitor, type World } from '../support/world.ts';

const [kind] = databases();
if (!kind) throw new Error('There is a PGlite always.');

type Happening =
  | { says: string }
  | { picks: string }
  | { minutes: number }
  | { list: string }
  | { staffWrites: 'given' | 'withdrawn' }
  | { queued: 'invitation' | 'reminder' | null }
  | 'restart'
  | 'keeps a copy'
  | 'comes by code'
  | 'somebody is in danger'
  | 'night';

const day = 60 * 24;

/** Rows of a list; `ME` is replaced by what is this person's own. */
const list = fc.constantFrom(
  'Sam,ME@example.org,',
  'Sam,me@EXAMPLE.org,07911 123456',
  'Sam,new-ME@example.org,',
  ',,PHONE',
  'Pat,other-ME@example.org,PHONE',
);

const words = [
  'hi',
  'help',
  'menu',
  'my data',
  'my choices',
  'no photos',
  'pause',
  'code',
  'change',
  'back',
  'why',
  'person',
  'stop',
  'yes',
];

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      says: fc.oneof(
        fc.constantFrom(...words, '19', 'sorry'),
        fc.constantFrom('i want to kill myself', 'my dad hits me', 'unsubscribe'),
        fc.string({ maxLength: 60 }),
      ),
    }),
  },
  fc.record({ picks: fc.constantFrom('en', '16-17', 'community', 'yes') }),
  { weight: 2, arbitrary: fc.record({ minutes: fc.constantFrom(1, 40, day * 31, day * 62, day * 800) }) },
  fc.record({ list }),
  fc.record({ staffWrites: fc.constantFrom('given' as const, 'withdrawn' as const) }),
  fc.record({ queued: fc.constantFrom('invitation' as const, 'reminder' as const, null) }),
  fc.constantFrom<Happening>('restart', 'keeps a copy', 'comes by code', 'somebody is in danger', 'night'),
);

/** Who they are before they say STOP, and what was on its way to them. */
const life = fc.record({
  channel: fc.constantFrom<ChannelName>('web', 'slack'),
  /** They have done nothing, begun, or registered, by email or by number. */
  registers: fc.constantFrom<(email: string, phone: string) => string[]>(
    () => [],
    () => ['English'],
    () => ['English', 'Robin', '19', 'home'],
    (email) => registeringBy('email', email),
    (_, phone) => registeringBy('text', phone),
  ),
  listedBefore: fc.option(list),
  isLead: fc.boolean(),
  /** Queued for Slack, and due in so many minutes. */
  queuedBefore: fc.array(fc.record({ kind: fc.constantFrom('invitation' as const, null), due: fc.constantFrom(0, 30) }), { maxLength: 2 }),
});

/** The house with a registration that speaks up soon when somebody is silent. */
function flowsThatAsk() {
  const first = structuredClone(catalogue.flows.get('register-interest'));
  if (!first) throw new Error('There is a first flow.');
  first.main.silence = { after_minutes: 120, end: 'lapsed' };
  for (const policy of first.main.nudges) if (policy.nudge === 'unfinished') policy.when = '1 hour after silence';
  return new Map([...catalogue.flows, ['register-interest', FlowBundle.parse(first)]]);
}

describe('Somebody who said STOP', () => {
  const slack = fakeCarrier();
  let world: World;
  /** The bot that runs now; a restart makes another. */
  let desk: Desk;
  let store: TestStore;
  beforeAll(async () => {
    world = await createWorld(kind, { flows: flowsThatAsk(), carriers: slack.carriers });
    desk = world.desk;
    store = world.database.store;
    const staff = { who: 'web:bo', role: 'staff', name: 'Bo', why: 'new' };
    await desk.command(ada, { name: 'roles grant', input: staff });
  });
  afterAll(async () => {
    await stop();
    await world.remove();
  });

  const ada = { channel: 'terminal', address: 'ada@office' } as const;
  const now = () => world.clock.now();

  async function stop(): Promise<void> {
    await desk.close();
    await store.close();
  }
  /** Nothing of the old process is left: not the desk, and not what it had open. */
  async function restart(): Promise<void> {
    await stop();
    // The embedded database has one connection, which remembers what a closed store had prepared.
    await world.database.rows('DEALLOCATE ALL');
    store = await world.database.another();
    desk = await createDesk({ ...world.parts, store, wakes: store });
  }

  let count = 0;

  /** Somebody's life from STOP on; all that was said to them since. */
  async function live({ channel, registers, listedBefore, isLead, queuedBefore }: typeof life extends fc.Arbitrary<infer L> ? L : never) {
    const me = `stopped${count++}`;
    const phone = `07911 1${String(10_000 + count)}`;
    const email = `Me-${me}@example.org`;
    let address = me;
    let at: ChannelName = channel;
    let visitor: Visitor = world.visitor(me, channel, desk);
    const view = (after?: string) => desk.view(at, address, after);
    const person = async () => (await view()).person ?? '';
    const codes: string[] = [];

    const imports = (row: string) => {
      const file = `name,email,phone\n${row.replace(/me(?=@)/i, email.split('@')[0] ?? '').replace('PHONE', phone)}`;
      return desk.command(ada, { name: 'people import', input: { apply: true, file } });
    };
    async function queue(kind: 'invitation' | 'reminder' | null, due: number): Promise<void> {
      const dueAt = new Date(now().getTime() + due * 60_000);
      const text = `queued for ${me}`;
      await store.outbox.add([{ person: await person(), channel: 'slack', address: me, kind, said: { text }, at: now(), dueAt }]);
    }

    if (listedBefore) await imports(listedBefore);
    const said = [...registers(email, phone), 'code'];
    for (const text of said) await visitor.types(text);
    for (const { text } of (await view()).messages) codes.push(...(/Your code is: (\S+)/.exec(text)?.slice(1) ?? []));
    if (isLead) {
      const grant = { who: await person(), role: 'safeguarding lead', why: 'a test' };
      await desk.command(ada, { name: 'roles grant', input: grant });
    }
    await desk.deliver();
    for (const { kind, due } of queuedBefore) await queue(kind, due);
    world.clock.pass(0.01);
    const before = slack.sent.length;
    await visitor.types('stop');
    let last = (await view()).messages.at(-1)?.id;
    const told: string[] = [];

    async function happens(next: Happening): Promise<void> {
      if (next === 'restart') {
        await restart();
        visitor = world.visitor(address, at, desk);
      } else if (next === 'keeps a copy') {
        const offered = await desk.copies.ticket(at, address);
        expect(await desk.copies.take(at, address, offered?.ticket ?? '', 'html')).not.toBeNull();
      } else if (next === 'comes by code') {
        const other = `${me}-${codes.length}`;
        if ((await desk.redeem('web', other, codes.pop() ?? '')).kind === 'refused' || channel === 'slack') return;
        [address, at, visitor] = [other, 'web', world.visitor(other, 'web', desk)];
      } else if (next === 'somebody is in danger') {
        await world.visitor(`${me}-friend`, 'web', desk).goesThrough('English', 'i want to kill myself');
        await desk.tick(now());
      } else if (next === 'night') await desk.night(now());
      else if ('says' in next) await visitor.types(next.says || '.');
      else if ('picks' in next) await visitor.picks(next.picks);
      else if ('list' in next) expect(await imports(next.list)).toMatchObject({ kind: 'done' });
      else if ('queued' in next) await queue(next.queued ?? 'reminder', 0);
      else if ('staffWrites' in next) {
        const input = { id: await person(), purpose: 'quotes', state: next.staffWrites, how: 'witnessed', witness: 'Bo', why: 'said so' };
        await desk.command({ channel: 'web', address: 'bo' }, { name: 'consents record', input });
      } else {
        world.clock.pass(next.minutes);
        await desk.tick(now());
      }
    }

    return {
      me,
      own: registers(email, phone).includes(email) ? email.toLowerCase() : `+44${phone.replaceAll(' ', '').slice(1)}`,
      registered: registers(email, phone).length > 4,
      view,
      /** What reached them because of it, on whatever they look at. */
      async hearsAfter(next: Happening): Promise<void> {
        await happens(next);
        await desk.deliver();
        const { messages } = await view(last);
        last = messages.at(-1)?.id ?? last;
        if (channel === 'web') told.push(...messages.filter(({ direction }) => direction === 'out').map(({ text }) => text));
      },
      told: () => (channel === 'web' ? told : slack.sent.slice(before).flatMap(({ address, said }) => (address === me ? [said.text] : []))),
    };
  }

  it('hears nothing but signposts, whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(life, fc.array(happening, { maxLength: 10 }), async (lives, happenings) => {
        const somebody = await live(lives);
        // An hour in which nothing is said belongs to every life: it is when silence, and what had to wait, come due.
        for (const next of [...happenings, { minutes: 60 }]) await somebody.hearsAfter(next);
        const told = somebody.told().filter((text) => !text.startsWith('Thank you for telling me'));
        const confirmed = told.filter((text) => text.startsWith('You have stopped all messages.'));
        expect(told).toEqual(confirmed.slice(0, 1));
        expect((await somebody.view()).stopped).toBe(true);
        // Nobody stands beside them, with their email or number, whom a door could write to.
        if (somebody.registered)
          expect(
            await world.database.rows(
              `SELECT p.name FROM address a JOIN person p ON p.id = a.person_id WHERE a.value = '${somebody.own}' AND p.stopped_at IS NULL`,
            ),
          ).toEqual([]);
      }),
      { numRuns: runs(25, 100) },
    );
  }, 180_000);
});
