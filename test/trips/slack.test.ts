import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStore } from '../../src/store/index.ts';
import { faultsOfMessage, faultsOfView } from '../support/block-kit.ts';
import { type Bot, freshFolder, startBot } from '../support/bot.ts';
import { loseAnswer, signed } from '../support/fake-slack.ts';
import { pressOf, readable } from '../support/slack-door.ts';
import { emulated, type SlackEmulator, startEmulator } from '../support/slack-emulator.ts';
import { slackPerson } from '../support/slack-person.ts';

/** The bot as a process, and a Slack that we did not write: its events, its messages, its rules. */
describe('The bot in Slack', () => {
  let slack: SlackEmulator;
  let bot: Bot;
  let folder: ReturnType<typeof freshFolder>;
  let robin: { id: string; channel: string };

  const { secret, team, token } = emulated;
  const settings = () => ({
    SLACK_BOT_TOKEN: token,
    SLACK_SIGNING_SECRET: secret,
    SLACK_API_URL: slack.apiUrl,
    ONWARD_ADMINS: `slack:${team}/${slack.userId('ada')}`,
  });

  async function begin(choices: Parameters<typeof startEmulator>[0] = {}) {
    slack = await startEmulator(choices);
    folder = freshFolder();
    bot = await startBot({ dataDir: folder.dataDir }, settings());
    slack.subscribe(`${bot.url}/slack/events`);
    const id = slack.userId('robin');
    robin = { id, channel: await slack.channel(id) };
  }
  async function end() {
    await bot.stop();
    await slack.close();
    folder.remove();
  }
  beforeEach(() => begin());
  afterEach(end);

  const ours = (channel = robin.channel) => slack.messages(channel).filter(({ blocks }) => blocks.length > 0);
  const said = (text: string, channel = robin.channel) =>
    slack.until(() => ours(channel).some((message) => readable(message).includes(text)));

  /** Signed as Slack signs, for what the emulator does not send. */
  async function post(body: string, type: string, other = secret) {
    const headers = { 'content-type': type, ...signed(other, body, Math.floor(Date.now() / 1000)) };
    const response = await fetch(`${bot.url}/slack/events`, { method: 'POST', headers, body });
    return { status: response.status, body: await response.text() };
  }
  const form = (fields: Record<string, string>) => post(new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded');
  const interacts = (payload: object) => form({ payload: JSON.stringify({ ...payload, team: { id: team, domain: 'test' } }) });
  const event = (text: string, id: string, other?: string) =>
    post(
      JSON.stringify({
        type: 'event_callback',
        team_id: team,
        event_id: id,
        event: { type: 'message', channel_type: 'im', channel: robin.channel, user: robin.id, text, ts: '1.1' },
      }),
      'application/json',
      other,
    );

  /** Somebody with Slack; `quiet` waits for nothing, because here each step waits for what it wants to read. */
  const person = () =>
    slackPerson({ writes: (_, text) => types(text), interacts }, { messages: ours, quiet: async () => undefined }, robin.id);

  /** In Slack itself, which sends the event. */
  async function types(text: string) {
    const { ok } = await slack.api('chat.postMessage', { channel: robin.channel, text }, 'xoxp-robin');
    return { status: ok ? 200 : 500, body: '' };
  }

  async function people() {
    const store = await createStore({ dataDir: folder.dataDir, role: 'command' });
    return store.people.list(10).finally(store.close);
  }

  it('goes with somebody from the first word to the end of registering', async () => {
    const they = person();
    await they.types('hello');
    await said('How would you like me to write to you?');
    await they.presses('English');
    await said('What should we call you?');
    await they.types('Robin &amp; &lt;b&gt;');
    await said('How old are you?');
    await they.presses('18 to 24');
    await said('Where are you living now?');
    await they.presses('In a town, city or village');
    await said('Which town or area');
    await they.types('Leeds');
    await said('What matters to you?');
    await they.ticks('Health', 'Police');
    await said('What would you like to do?');
    await they.ticks('Share my views');
    await said('easier for you to take part');
    await they.presses('Skip this question');
    await said('How may we contact you?');
    await they.presses('Here, in this chat');
    for (const purpose of ['write to you here', 'send you reminders', 'use what you say']) {
      await said(`May we ${purpose}`);
      await they.presses('Yes');
    }
    await said('Is it right?');
    await they.presses("That's right");
    await said('Thank you. That is everything.');

    const all = ours();
    for (const { text, blocks } of all) expect(faultsOfMessage({ text, blocks })).toEqual([]);
    // Every question was answered, so no button is left.
    await slack.until(() => ours().every((message) => !message.blocks.some(({ type }) => type === 'actions')));
    const picked = ours().flatMap((message) => readable(message).match(/You picked: .*/g) ?? []);
    expect(picked.slice(0, 2)).toEqual(['You picked: English', 'You picked: 18 to 24']);
    expect(picked).toContain('You picked: Health, Police');
    expect(await people()).toMatchObject([{ name: 'Robin & <b>', ageBand: '18-24', registeredAt: expect.any(Date) }]);
    // At one message a second nobody was ever limited.
    expect(slack.seen.filter(({ status }) => status === 429)).toEqual([]);
    expect(bot.logged.join('\n')).not.toMatch(/Robin|Leeds|xoxb/);
    // Some thirty messages, one a second.
  }, 180_000);

  it('takes a double click and an event sent twice once, an old button for nothing, and no bad signature at all', async () => {
    expect((await event('hello', 'Ev-bad', 'f'.repeat(32))).status).toBe(401);
    expect(await people()).toEqual([]);
    await Promise.all([event('hello', 'Ev-1'), event('hello', 'Ev-1')]);
    await said('How would you like me to write to you?');
    const question = { ...(ours().at(-1) as NonNullable<ReturnType<typeof ours>[number]>) };
    const row = question.blocks.find(({ type }) => type === 'actions') as { block_id: string; elements: object[] };
    const press = () => interacts(pressOf(robin.id, question, { ...row.elements[0], block_id: row.block_id }));
    expect((await Promise.all([press(), press()])).map(({ status }) => status)).toEqual([200, 200]);
    await said('What should we call you?');
    await types('Robin');
    await said('How old are you?');
    await press();
    await types('18');
    await said('Where are you living now?');
    const texts = ours().map(readable);
    expect(texts.filter((text) => text.includes('What should we call you?'))).toHaveLength(1);
    expect(texts.filter((text) => text.includes('earlier question'))).toHaveLength(0);
  });

  it('takes events in whatever order they come: none is lost, and each is answered once', async () => {
    await event('hello', 'Ev-1');
    await said('How would you like me to write to you?');
    // The younger of the two comes first, both come together, and the older comes once more.
    expect((await event('Robin', 'Ev-3')).status).toBe(200);
    const both = await Promise.all([event('English', 'Ev-2'), event('WHY', 'Ev-4')]);
    expect([...both, await event('English', 'Ev-2')].map(({ status }) => status)).toEqual([200, 200, 200]);
    await said('What should we call you?');
    // A message each second: what went in is read where it is kept.
    const store = await createStore({ dataDir: folder.dataDir, role: 'command' });
    const { messages } = await store.history('slack', `${team}/${robin.id}`).finally(store.close);
    const heard = messages.flatMap(({ direction, externalId }) => (direction === 'in' ? [externalId] : []));
    expect(heard.toSorted()).toEqual(['Ev-1', 'Ev-2', 'Ev-3', 'Ev-4']);
    expect(heard.indexOf('Ev-3')).toBeLessThan(heard.indexOf('Ev-2'));
    // Nobody is stuck: the question that waits is there, and is answered.
    await types('Robin');
    await said('How old are you?');
  });

  it('answers a command, opens its form while there is time, and puts the answer where the form was', async () => {
    const ada = slack.userId('ada');
    const command = async (text: string, trigger: string) =>
      form({
        command: '/onward',
        text,
        team_id: team,
        user_id: ada,
        channel_id: 'C1',
        api_app_id: 'A1',
        is_enterprise_install: 'false',
        trigger_id: trigger,
        response_url: 'http://127.0.0.1:9/',
      });
    const listed = JSON.parse((await command('people list', 'none')).body);
    expect(readable(listed.blocks)).toContain('Nobody has registered');
    expect((await command(`roles grant slack:${team}/${robin.id}`, await slack.trigger(ada))).body).toBe('');
    const view = slack.views().at(-1) as { view_id: string; blocks: unknown[]; private_metadata: string; title: unknown; submit: unknown };
    expect(faultsOfView({ ...view, type: 'modal' })).toEqual([]);
    const values = {
      who: { field: { type: 'plain_text_input', value: `slack:${team}/${robin.id}` } },
      role: { field: { type: 'static_select', selected_option: { value: 'staff' } } },
      why: { field: { type: 'plain_text_input', value: 'joins us' } },
    };
    const sent = await interacts({
      type: 'view_submission',
      user: { id: ada, team_id: team },
      is_enterprise_install: false,
      view: { ...view, id: view.view_id, state: { values } },
    });
    expect(JSON.parse(sent.body)).toMatchObject({ response_action: 'update' });
    // A trigger that is used up: the form is a press away, with what was typed.
    const trigger = await slack.trigger(ada);
    await command('roles grant', trigger);
    const late = JSON.parse((await command('roles grant slack:T1/U7', trigger)).body);
    expect(late.text).toContain('did not open in time');
    const row = late.blocks.at(-1);
    const before = slack.views().length;
    const press = pressOf(ada, { channel: 'C1', ts: '1.1', text: '', blocks: [] }, { ...row.elements[0], block_id: row.block_id });
    await interacts({ ...press, user: { id: ada, team_id: team }, trigger_id: await slack.trigger(ada) });
    await slack.until(() => slack.views().length > before);
    expect(JSON.stringify(slack.views().at(-1))).toContain('slack:T1/U7');
  });

  it('waits when Slack asks for patience, and does not say twice what may have arrived', async () => {
    slack.breaks('chat.postMessage', (res) => res.writeHead(429, { 'retry-after': '1' }).end());
    await types('hello');
    await said("I'm a bot");
    await said('How would you like me to write to you?');
    await person().presses('English');
    await said('What should we call you?');
    slack.breaks('chat.postMessage', loseAnswer);
    const before = slack.seen.length;
    await types('Robin');
    await slack.until(() => slack.seen.slice(before).some(({ method, status }) => method === 'chat.postMessage' && status === 0));
    await types('WHY');
    await said('How old are you?');
    expect(slack.seen.slice(before).filter(({ method, status }) => method === 'chat.postMessage' && status === 0)).toHaveLength(1);
  });

  it('goes on in a workspace that installed it before it asked for some of its scopes, and says what to do', async () => {
    await end();
    await begin({ without: ['files:read', 'files:write', 'users:read'] });
    await types('hello');
    await said('How would you like me to write to you?');
    await person().presses('English');
    await said('What should we call you?');
    await types('MY DATA');
    await said('Keep a copy as a page');
    await person().presses('Keep a copy as a page');
    await slack.until(() => slack.seen.some(({ method }) => method === 'chat.postEphemeral'));
    await expect.poll(() => bot.logged.join('\n')).toContain('allow users:read');
    expect(bot.logged.join('\n')).not.toMatch(/xoxb|Robin/);
  });
});
