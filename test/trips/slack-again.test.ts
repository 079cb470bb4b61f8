import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createStore } from '../../src/store/index.ts';
import { type Bot, startBot } from '../support/bot.ts';
import { inEachPlace } from '../support/database.ts';
import { signed } from '../support/fake-slack.ts';
import { readable } from '../support/slack-door.ts';
import { emulated, startEmulator } from '../support/slack-emulator.ts';

/** What somebody says, in order; each is an event of its own. */
const replies = ['hello', 'English', 'Robin', '19', 'home', 'Leeds', '1 and 3', 'skip', 'skip', 'skip'];

/** The way to the database, which can be cut. */
async function wayTo(databaseUrl: string) {
  const to = new URL(databaseUrl);
  const open = new Set<Socket>();
  let cut = false;
  const server: Server = createServer((socket) => {
    if (cut) return void socket.destroy();
    const other = connect(Number(to.port), to.hostname);
    for (const [one, two] of [
      [socket, other],
      [other, socket],
    ] as const) {
      open.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        open.delete(one);
        two.destroy();
      });
      one.pipe(two);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.port = String((server.address() as { port: number }).port);
  return {
    url: url.href,
    cut: () => {
      cut = true;
      for (const socket of open) socket.destroy();
    },
    mend: () => void (cut = false),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

inEachPlace('A bot that loses its database, or its life', (fresh) => {
  it('does not acknowledge what it could not keep, and answers once what Slack sends again', async () => {
    const slack = await startEmulator({ paced: false });
    const { place, remove } = await fresh();
    const way = place.databaseUrl ? await wayTo(place.databaseUrl) : null;
    const start = () =>
      startBot(way ? { databaseUrl: way.url } : place, {
        SLACK_BOT_TOKEN: emulated.token,
        SLACK_SIGNING_SECRET: emulated.secret,
        SLACK_API_URL: slack.apiUrl,
      });
    let bot: Bot = await start();
    const user = slack.userId('robin');
    const channel = await slack.channel(user);

    /** One try of Slack's; 0: nothing answered. */
    async function tries(at: number): Promise<number> {
      const event = { type: 'message', channel_type: 'im', channel, user, text: replies[at], ts: `${at + 1}.1` };
      const body = JSON.stringify({ type: 'event_callback', team_id: emulated.team, event_id: `Ev-${at}`, event });
      const headers = { 'content-type': 'application/json', ...signed(emulated.secret, body, Math.floor(Date.now() / 1000)) };
      return fetch(`${bot.url}/slack/events`, { method: 'POST', headers, body }).then(
        ({ status }) => status,
        () => 0,
      );
    }

    const first: number[] = [];
    for (const at of replies.keys()) {
      const trying = tries(at);
      // Trouble comes a moment after it, and not after the same moment; an embedded database takes seconds to start again.
      const trouble = way ? at % 3 === 1 : at === 4;
      if (trouble) {
        await wait(at);
        if (way) way.cut();
        else await bot.kill();
      }
      first.push(await trying);
      if (trouble && way) {
        expect(await tries(at)).toBe(500);
        way.mend();
      } else if (trouble) bot = await start();
      await expect.poll(() => tries(at), { timeout: 20_000 }).toBe(200);
      // Slack sends it once more, because the acknowledgement was lost.
      expect(await tries(at)).toBe(200);
    }
    expect(first).toContain(200);
    // What a bot was sending when it was killed waits until its claim is over, so there nothing is waited for.
    if (way) await slack.until(() => slack.messages(channel).some(({ blocks }) => readable(blocks).includes('May we use what you say')));
    expect(await bot.stop()).toBe(0);
    await way?.close();

    const store = await createStore(place);
    const { messages } = await store.history('slack', `${emulated.team}/${user}`);
    expect(messages.filter(({ direction }) => direction === 'in').map(({ externalId }) => externalId)).toEqual(
      replies.map((_, at) => `Ev-${at}`),
    );
    const said = messages.filter(({ direction }) => direction === 'out').map(({ text }) => text);
    expect(new Set(said).size).toBe(said.length);
    // Nothing was posted twice, not even what went out as the bot was killed.
    const posted = slack.messages(channel).filter(({ blocks }) => blocks.length > 0);
    expect(posted.length).toBeLessThanOrEqual(said.length);
    if (way) expect(posted).toHaveLength(said.length);
    await store.close();
    await remove();
    await slack.close();
  }, 180_000);
});
