import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import { createWorld, type World } from '../support/world.ts';

const [kind] = databases();
if (!kind) throw new Error('There is a PGlite always.');

type Happening = { says: string } | { picks: string } | { minutes: number } | { restart: true } | { keeps: true };

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
  fc.record({ minutes: fc.constantFrom(1, 40, 60 * 24 * 31, 60 * 24 * 62) }),
  fc.constantFrom<Happening>({ restart: true }, { keeps: true }),
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

  it('hears nothing but signposts, whatever they write, however long it takes, also after restarts', async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom([], ['English'], ['English', 'Robin', '19', 'home']),
        fc.array(happening, { maxLength: 8 }),
        async (before, happenings) => {
          const address = `stopped-${count++}`;
          let visitor = world.visitor(address);
          for (const text of [...before, 'stop']) await visitor.types(text);
          await visitor.hears();
          for (const next of happenings) {
            if ('says' in next) await visitor.types(next.says || '.');
            else if ('picks' in next) await visitor.picks(next.picks);
            else if ('keeps' in next) await keepCopy(address);
            else if ('minutes' in next) {
              world.clock.pass(next.minutes);
              await world.desk.tick(world.clock.now());
            } else visitor = world.visitor(address, 'web', await world.replica());
          }
          const { messages, stopped } = await visitor.view();
          const after = messages.slice(messages.findIndex(({ text }) => text.startsWith('You have stopped')) + 1);
          const told = after.filter(({ direction, text }) => direction === 'out' && !text.startsWith('Thank you for telling me'));
          expect(told).toEqual([]);
          expect(stopped).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});
