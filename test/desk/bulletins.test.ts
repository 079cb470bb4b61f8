import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { redrawBulletins } from '../../src/desk/bulletins.ts';
import { staffCommand } from '../../src/desk/commands/command.ts';
import type { Board, Sheet } from '../../src/desk/ports.ts';
import { stockShelf } from '../../src/desk/shelf.ts';
import { onEmbedded } from '../support/database.ts';
import { createWorld, day, type World } from '../support/world.ts';

onEmbedded('A sheet that staff see as one message', (kind) => {
  let world: World;
  let figure: number | null;
  let shown: [place: string, externalId: string, text: string | undefined][];
  let becomes: Awaited<ReturnType<Board['change']>>;
  beforeEach(async () => {
    figure = 1;
    shown = [];
    becomes = 'changed';
    const change = async (place: string, externalId: string, { text }: Sheet) => {
      shown.push([place, externalId, text]);
      return becomes;
    };
    world = await createWorld(kind, {
      boards: new Map([['slack', { channel: 'slack', change, post: async () => ({ kind: 'unreachable' }) }]]),
    });
  });
  afterEach(() => world.remove());

  const command = staffCommand({
    name: 'try this',
    summary: 'a command of this test',
    may: 'see policy',
    input: z.strictObject({ of: z.string().describe('of what') }),
    positional: [],
    run: async () => ({ data: null }),
    redraw: async (_, { of }) => (figure === null ? null : { text: `${figure} ${of}`, data: null }),
  });
  const sheet = (): Sheet => ({
    text: '1 finished',
    lasting: { command: 'try this', input: { of: 'finished' }, until: new Date(world.clock.now().getTime() + day * 60_000) },
    data: null,
  });
  const redraw = async () => redrawBulletins(world.parts, await stockShelf(world.parts), [command], world.clock.now());
  const place = { channel: 'slack', place: 'T0/C1', externalId: '17.1' } as const;

  it('is changed where it stands when its figures change, and only then', async () => {
    await world.desk.keep(place, sheet());
    expect(await redraw()).toBe(0);
    figure = 2;
    expect(await redraw()).toBe(1);
    expect(await redraw()).toBe(0);
    expect(shown).toEqual([['T0/C1', '17.1', '2 finished']]);
  });

  it('is tried again with the next tick when it could not be changed now', async () => {
    await world.desk.keep(place, sheet());
    figure = 2;
    becomes = 'later';
    expect(await redraw()).toBe(0);
    becomes = 'changed';
    expect([await redraw(), await redraw()]).toEqual([1, 0]);
    expect(shown.map(([, , text]) => text)).toEqual(['2 finished', '2 finished']);
  });

  it('is let go when the message is gone, when there is nothing to show, and when its time is over', async () => {
    for (const end of [() => (becomes = 'gone'), () => (figure = null), () => world.clock.pass(2 * day)]) {
      figure = 1;
      becomes = 'changed';
      await world.desk.keep(place, sheet());
      figure = 2;
      end();
      await redraw();
      shown = [];
      figure = 3;
      becomes = 'changed';
      expect(await redraw()).toBe(0);
      expect(shown).toEqual([]);
    }
  });

  it('is not kept when it does not last', async () => {
    await world.desk.keep(place, { text: 'once', data: null });
    expect(await world.database.store.bulletins.live(world.clock.now())).toEqual([]);
  });
});
