import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { ChatMessage } from '../../src/desk/ports.ts';
import { createStore } from '../../src/store/index.ts';
import { startBot } from '../support/bot.ts';
import { databases, inEachPlace } from '../support/database.ts';
import { type Client, replyAt, runClient } from '../support/load.ts';
import { createWorld } from '../support/world.ts';

/** CI kills fifty times (npm run kills). Each takes a start of the bot, so the everyday run does a few. */
const kills = Number(process.env.ONWARD_KILLS ?? 3);
const clients = 8;
/** Shortest and longest life of a bot in milliseconds: from its first turns to some hundred. */
const life = { shortest: 50, longest: 800 };

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** What is said in a chat that nothing disturbs, turn by turn; the first has the greeting too. */
async function undisturbed(turns: number): Promise<string[][]> {
  const [kind] = databases();
  if (!kind) throw new Error('There is a PGlite always.');
  const world = await createWorld(kind);
  const said: string[][] = [];
  let after: string | undefined;
  for (let turn = 0; turn < turns; turn++) {
    const reply = { kind: 'text', text: replyAt(turn) } as const;
    const prompt = turn === 0 ? { prompt: 'language' } : {};
    await world.desk.receive({ channel: 'web', address: 'undisturbed', externalId: `turn-${turn}`, reply, ...prompt });
    const { messages } = await world.desk.view('web', 'undisturbed', after);
    after = messages.at(-1)?.id;
    said.push(messages.map(lineOf));
  }
  await world.remove();
  return said;
}

/** Codes are drawn by chance, and the bot that is killed has today's date: any code and any day stand for every other. */
const lineOf = ({ direction, text }: ChatMessage) =>
  `${direction}: ${text.replace(/\b[a-z]+-[a-z]+-[a-z]+-\d\d\b/, '(a code)').replace(/\b\d{1,2} [A-Z][a-z]+ \d{4}\b/g, '(a day)')}`;

inEachPlace(`A bot that is killed ${kills} times under load`, (fresh) => {
  it(
    'answers every message that it acknowledged once, and none twice',
    async () => {
      const { place, remove } = await fresh();
      const port = String(await freePort());
      let going = true;
      let raise: (url: string) => void = () => undefined;
      let up = new Promise<string>((resolve) => (raise = resolve));
      const running: Promise<Client>[] = [];
      for (let kill = 0; kill < kills; kill++) {
        const bot = await startBot(place, { PORT: port });
        raise(bot.url);
        if (kill === 0)
          for (let client = 0; client < clients; client++)
            running.push(
              runClient(
                () => up,
                () => going,
              ),
            );
        await wait(life.shortest + Math.random() * (life.longest - life.shortest));
        up = new Promise<string>((resolve) => (raise = resolve));
        await bot.kill();
      }
      going = false;
      const last = await startBot(place, { PORT: port });
      raise(last.url);
      const done = await Promise.all(running);
      expect(await last.stop()).toBe(0);

      const store = await createStore(place);
      const expected = await undisturbed(Math.max(...done.map(({ acknowledged }) => acknowledged.length)));
      for (const { address, acknowledged } of done) {
        const { messages } = await store.history('web', address);
        const heard = messages.flatMap(({ direction, externalId }) => (direction === 'in' ? [externalId] : []));
        expect(heard).toEqual(acknowledged.slice(-heard.length));
        // A history is cut to the newest 500 messages.
        const wanted = expected.slice(0, acknowledged.length).flat();
        expect(messages.map(lineOf)).toEqual(wanted.slice(-messages.length));
        expect(messages.length).toBe(Math.min(500, wanted.length));
      }
      await store.close();
      await remove();
      const turns = done.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
      console.info(`${kills} kills, ${turns} turns acknowledged, all answered once`);
      expect(turns).toBeGreaterThan(kills);
    },
    kills * 15_000 + 60_000,
  );
});
