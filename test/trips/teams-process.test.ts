import { afterEach, describe, expect, inject, it } from 'vitest';
import { createStore } from '../../src/store/index.ts';
import { faultsOfActivity } from '../support/adaptive-cards.ts';
import { freshFolder } from '../support/bot.ts';
import { type BotInTeams, botInTeams } from '../support/bot-in-teams.ts';
import { inPostgres } from '../support/database.ts';
import { hang } from '../support/fake-connector.ts';
import { withAdmin } from '../support/prepare-databases.ts';
import { readOn } from '../support/teams-person.ts';

describe('The bot in Teams, as a process', () => {
  let teams: BotInTeams;
  let folder: ReturnType<typeof freshFolder>;
  async function begin(): Promise<void> {
    folder = freshFolder();
    teams = await botInTeams({ dataDir: folder.dataDir });
    await teams.start();
  }
  afterEach(async () => {
    await teams.close();
    folder.remove();
  });

  it('goes with somebody from hello to the end of registering, on cards that are pressed and in words', async () => {
    await begin();
    const robin = teams.personOf('robin');
    const told = (words: string) => teams.told(robin, words);
    expect((await robin.types('hello')).status).toBe(200);
    await told('How would you like me to write to you?');
    await robin.presses('English');
    await told('What should we call you?');
    await robin.types('Robin *&* <b>');
    await told('How old are you?');
    await robin.presses('18 to 24');
    await told('Where are you living now?');
    await robin.presses('In a town, city or village');
    await told('Which town or area');
    await robin.types('Leeds');
    await told('What matters to you?');
    await robin.picks('Health', 'Police');
    await told('What would you like to do?');
    await robin.picks('Share my views');
    await told('easier for you to take part');
    await robin.presses('Skip this question');
    await told('How may we contact you?');
    await robin.presses('Here, in this chat');
    for (const purpose of ['write to you here', 'send you reminders', 'use what you say']) {
      await told(`May we ${purpose}`);
      await robin.presses('Yes');
    }
    await told('Is it right?');
    await robin.presses("That's right");
    await told('Thank you. That is everything.');

    expect(teams.peer.posted.flatMap(({ activity }) => faultsOfActivity(activity))).toEqual([]);
    const picked = robin.shown().flatMap((shown) => readOn(shown).match(/You picked: .*/g) ?? []);
    expect(picked.slice(0, 2)).toEqual(['You picked: English', 'You picked: 18 to 24']);
    // What goes out has the bot's own token, and what is logged has nothing of anybody.
    expect(new Set(teams.peer.calls.map(({ token }) => token))).toEqual(new Set(['own-token']));
    expect(teams.bot().logged.join('\n')).not.toMatch(/Robin|Leeds|own-token|29:robin/);
    const store = await createStore({ dataDir: folder.dataDir, role: 'command' });
    const people = await store.people.list(10).finally(store.close);
    expect(people).toMatchObject([{ name: 'Robin *&* <b>', ageBand: '18-24', registeredAt: expect.any(Date) }]);
  }, 120_000);

  it('is killed between a message and its answer, and says it once when it is there again', async () => {
    await begin();
    const robin = teams.personOf('robin');
    await robin.types('hello');
    await teams.told(robin, 'How would you like me to write to you?');
    await robin.presses('English');
    await teams.told(robin, 'What should we call you?');
    const before = teams.peer.calls.length;
    teams.peer.breaks(hang, hang, hang);
    const words = robin.activity({ text: 'Robin' });
    expect((await teams.brings(words)).status).toBe(200);
    await teams.peer.until(() => teams.peer.calls.length > before);
    await teams.bot().kill();
    teams.peer.heals();

    await teams.start();
    // Azure brings again what it is not sure of.
    expect((await teams.brings(words)).status).toBe(200);
    await teams.told(robin, 'How old are you?');
    await robin.presses('18 to 24');
    await teams.told(robin, 'Where are you living now?');
    const read = robin.shown().map(readOn);
    for (const question of ['What should we call you?', 'How old are you?', 'Where are you living now?'])
      expect(read.filter((one) => one.includes(question))).toHaveLength(1);
    const store = await createStore({ dataDir: folder.dataDir, role: 'command' });
    const { messages } = await store.history('botframework', robin.address).finally(store.close);
    expect(messages.filter(({ direction, text }) => direction === 'in' && text === 'Robin')).toHaveLength(1);
  }, 120_000);
});

inPostgres('The bot in Teams whose database is away', (fresh) => {
  it('says that it took nothing, and takes it when the database is there again', async () => {
    const { place, remove } = await fresh();
    const server = inject('postgres');
    if (!server || !place.databaseUrl) throw new Error('It is on PostgreSQL.');
    const name = new URL(place.databaseUrl).pathname.slice(1);
    const tell = (statement: string) => withAdmin(server.url, async (admin) => void (await admin.query(statement)));
    const teams = await botInTeams(place);
    await teams.start();
    const robin = teams.personOf('robin');
    await robin.types('hello');
    await teams.told(robin, 'How would you like me to write to you?');
    await robin.presses('English');
    await teams.told(robin, 'What should we call you?');

    await tell(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await tell(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
    const words = robin.activity({ text: 'Robin' });
    expect((await teams.brings(words)).status).toBe(503);
    await tell(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await expect.poll(async () => (await teams.brings(words)).status, { timeout: 20_000 }).toBe(200);
    await teams.told(robin, 'How old are you?');
    const read = robin.shown().map(readOn);
    expect(read.filter((one) => one.includes('How old are you?'))).toHaveLength(1);
    await teams.close();
    await remove();
  }, 120_000);
});
