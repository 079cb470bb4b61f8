import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createStore } from '../../src/store/index.ts';
import { freshFolder, startBot } from '../support/bot.ts';
import { inEachPlace } from '../support/database.ts';
import { runClient } from '../support/load.ts';

const undo: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

inEachPlace('The bot', (fresh) => {
  it('is alive and ready, and stops when it is told to without cutting a turn in half', async () => {
    const { place, remove } = await fresh();
    undo.push(remove);
    const bot = await startBot(place);
    expect(await (await fetch(`${bot.url}/healthz`)).text()).toBe('ok');
    expect((await fetch(`${bot.url}/readyz`)).status).toBe(200);

    let going = true;
    let enough: () => void = () => undefined;
    const underLoad = new Promise<void>((resolve) => (enough = resolve));
    let turns = 0;
    const clients = Array.from({ length: 6 }, () =>
      runClient(
        () => (going ? Promise.resolve(bot.url) : Promise.reject(new Error('gone'))),
        () => {
          if (++turns === 60) enough();
          return going;
        },
        () => going,
      ),
    );
    await underLoad;
    // Twice at once, as npm and service managers do.
    const stopped = bot.stop('SIGTERM', 'SIGINT');
    expect(await stopped).toBe(0);
    going = false;
    const done = await Promise.all(clients);
    expect(bot.logged.at(-1)).toContain('Onward has stopped.');
    expect(bot.logged.join('\n')).not.toMatch(/Robin|Leeds|Wren/);

    const store = await createStore(place);
    undo.push(store.close);
    for (const { address, acknowledged } of done) {
      const { messages } = await store.history('web', address);
      const heard = messages.flatMap(({ direction, externalId }) => (direction === 'in' ? [externalId] : []));
      // What was committed but not heard any more is sent again by the page, under the same id.
      expect(heard.slice(0, acknowledged.length)).toEqual(acknowledged);
      expect(heard.length - acknowledged.length).toBeLessThanOrEqual(1);
    }
  });
});

describe('A bot that cannot start says why in a sentence, and leaves no stack', () => {
  const refusal = async (place: Parameters<typeof startBot>[0], more: Record<string, string> = {}): Promise<string> => {
    try {
      const bot = await startBot(place, more);
      undo.push(bot.stop);
      return 'it started';
    } catch (error) {
      return (error as Error).message;
    }
  };

  it('when a setting is wrong', async () => {
    expect(await refusal({}, { PORT: 'many' })).toBe('The bot ended with 1: PORT must be a whole number from 0 to 65535; "many" is not.\n');
  });

  it('when another bot has the folder', async () => {
    const { dataDir, remove } = freshFolder();
    undo.push(remove);
    const bot = await startBot({ dataDir });
    undo.push(bot.stop);
    expect(await refusal({ dataDir })).toMatch(/^The bot ended with 1: Another Onward is using .*Stop it first/);
  });

  it('when the port is taken', async () => {
    const { dataDir, remove } = freshFolder();
    const server = createServer();
    undo.push(remove, () => new Promise((resolve) => server.close(resolve)));
    const port = await new Promise<number>((resolve) => server.listen(0, () => resolve((server.address() as { port: number }).port)));
    expect(await refusal({ dataDir }, { PORT: String(port) })).toContain(`The bot ended with 1: Another program uses port ${port}. `);
  });

  it('when there is no PostgreSQL', async () => {
    expect(await refusal({ databaseUrl: 'postgresql://robin:hunter2@127.0.0.1:9/onward' })).toBe(
      'The bot ended with 1: Nothing answers at DATABASE_URL. Is PostgreSQL running, and is the port right?\n',
    );
  });
});
