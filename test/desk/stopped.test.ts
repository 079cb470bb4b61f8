import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import { createWorld, registeringBy, type World } from '../support/world.ts';

const [kind] = databases();
if (!kind) throw new Error('There is a PGlite always.');

type Happening =
  | { says: string }
  | { picks: string }
  | { minutes: number }
  | { restart: true }
  | { keeps: true }
  | { list: string }
  | { night: true };

const day = 60 * 24;

/** Rows of a list; `ME` is replaced by what is this person's own. */
const list = fc.constantFrom(
  'Sam,ME@example.org,',
  'Sam,me@EXAMPLE.org,07911 123456',
  'Sam,new-ME@example.org,',
  ',,PHONE',
  'Pat,other-ME@example.org,PHONE',
);

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({
    says: fc.oneof(
      fc.constantFrom(
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
        '19',
        'sorry',
      ),
      fc.constantFrom('i want to kill myself', 'my dad hits me', 'unsubscribe'),
      fc.string({ maxLength: 60 }),
    ),
  }),
  fc.record({ picks: fc.constantFrom('en', '16-17', 'community', 'yes') }),
  fc.record({ minutes: fc.constantFrom(1, 40, day * 31, day * 62, day * 800) }),
  fc.constantFrom<Happening>({ restart: true }, { keeps: true }),
  fc.record({ list }),
  fc.constant<Happening>({ night: true }),
);

/** What they had done before: nothing, begun, or registered, by email or by number. */
const before = fc.constantFrom<(email: string, phone: string) => string[]>(
  () => [],
  () => ['English'],
  () => ['English', 'Robin', '19', 'home'],
  (email) => registeringBy('email', email),
  (_, phone) => registeringBy('text', phone),
);

describe('Somebody who said STOP', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld(kind);
  });
  afterAll(() => world.remove());

  /** Takes a copy of all that is held, which STOP does not end. */
  async function keepCopy(address: string): Promise<void> {
    const offered = await world.desk.copies.ticket('web', address);
    expect(await world.desk.copies.take('web', address, offered?.ticket ?? '', 'html')).not.toBeNull();
  }

  it('hears nothing but signposts, whatever they write, however long it takes, after restarts, lists and nights of retention', async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(before, fc.option(list), fc.array(happening, { maxLength: 10 }), async (registers, listedBefore, happenings) => {
        const me = `stopped${count++}`;
        const phone = `07911 1${String(10_000 + count)}`;
        const email = `Me-${me}@example.org`;
        const imports = (row: string) =>
          world.desk.command(
            { channel: 'terminal', address: 'ada@office' },
            {
              name: 'people import',
              input: {
                apply: true,
                file: `name,email,phone\n${row.replace(/me(?=@)/i, email.split('@')[0] ?? '').replace('PHONE', phone)}`,
              },
            },
          );
        if (listedBefore) await imports(listedBefore);
        let visitor = world.visitor(me);
        for (const text of [...registers(email, phone), 'stop']) await visitor.types(text);
        let last = (await visitor.view()).messages.at(-1)?.id;
        const told: string[] = [];
        for (const next of happenings) {
          if ('says' in next) await visitor.types(next.says || '.');
          else if ('picks' in next) await visitor.picks(next.picks);
          else if ('keeps' in next) await keepCopy(me);
          else if ('list' in next) expect(await imports(next.list)).toMatchObject({ kind: 'done' });
          else if ('night' in next) await world.desk.night(world.clock.now());
          else if ('minutes' in next) {
            world.clock.pass(next.minutes);
            await world.desk.tick(world.clock.now());
          } else visitor = world.visitor(me, 'web', await world.replica());
          const { messages } = await world.desk.view('web', me, last);
          told.push(...messages.filter(({ direction }) => direction === 'out').map(({ text }) => text));
          last = messages.at(-1)?.id ?? last;
        }
        expect(told.filter((text) => !text.startsWith('Thank you for telling me'))).toEqual([]);
        expect((await visitor.view()).stopped).toBe(true);
        // Nobody stands beside them, with their email or number, whom a door could write to.
        const own = registers(email, phone).includes(email) ? email.toLowerCase() : `+44${phone.replaceAll(' ', '').slice(1)}`;
        if (registers(email, phone).length > 4)
          expect(
            await world.database.rows(
              `SELECT p.name FROM address a JOIN person p ON p.id = a.person_id WHERE a.value = '${own}' AND p.stopped_at IS NULL`,
            ),
          ).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });
});
