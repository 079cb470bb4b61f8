import { afterEach, beforeEach, expect, it } from 'vitest';
import { onEmbedded } from '../../support/database.ts';
import type { FakeSlack } from '../../support/fake-slack.ts';
import { type Door, pressOf, readable } from '../../support/slack-door.ts';
import type { SlackPerson } from '../../support/slack-person.ts';
import { createSlackWorld, type SlackWorld } from '../../support/slack-world.ts';
import { addSession, register, sendNow } from '../../support/surveys.ts';
import type { World } from '../../support/world.ts';

onEmbedded('A chat in Slack', (kind) => {
  let slack: SlackWorld;
  let world: World;
  let peer: FakeSlack;
  let door: Door;
  let personOf: SlackWorld['personOf'];
  let robin: SlackPerson;
  /** Fails the next turn before anything is written. */
  let fails = 0;

  beforeEach(async () => {
    fails = 0;
    slack = await createSlackWorld(kind, {}, (desk) => ({
      ...desk,
      receive: (inbound) => (fails-- > 0 ? Promise.reject(new Error('no database')) : desk.receive(inbound)),
    }));
    ({ world, peer, door, personOf } = slack);
    robin = personOf('U1');
  });
  afterEach(() => slack.close());

  const registered = () => world.database.rows('SELECT * FROM person WHERE registered_at IS NOT NULL');
  const answers = () =>
    world.database.rows<{ step: string; raw: string }>('SELECT step, raw FROM answer WHERE replaced_at IS NULL ORDER BY id');

  it('goes from the first word to the end of registering, by buttons, boxes and words', async () => {
    await robin.types('hello');
    expect(robin.reads(3)).toContain("I'm a bot");
    await robin.presses('English');
    await robin.types('Robin');
    await robin.presses('18 to 24');
    await robin.presses('In a town, city or village');
    await robin.types('Leeds');
    await robin.ticks('Feeling safe', 'Health');
    expect(robin.reads(2)).not.toContain('I did not get that');
    while ((await registered()).length === 0) {
      const choices = robin.choices();
      const go = ['Share my views', 'Here, in this chat', "That's right", 'Yes', 'Skip this question'].find((label) =>
        choices.includes(label),
      );
      if (!go) throw new Error(`No way on from: ${robin.reads()} (${choices.join(', ')})`);
      if (choices.includes('Done')) await robin.ticks(go);
      else await robin.presses(go);
    }
    expect(robin.reads(3)).toMatch(/within 5 working days/);
    const said = await answers();
    expect(said).toContainEqual({ step: 'name', raw: 'Robin' });
    expect(said.map(({ raw }) => raw)).toContain('Feeling safe, Health');
    expect(await world.database.rows('SELECT channel, value FROM address')).toEqual([{ channel: 'slack', value: 'T1/U1' }]);
  });

  it('shows what was picked, and takes the buttons away, also when the answer was typed', async () => {
    await robin.types('hello');
    const first = robin.newest();
    await robin.presses('English');
    expect(readable(first)).toContain('You picked: English');
    expect(first.blocks.filter(({ type }) => type === 'actions')).toEqual([]);
    const second = robin.newest();
    expect(readable(second)).toContain('Skip this question');
    await robin.types('Robin');
    expect(readable(second)).not.toContain('Skip this question');
  });

  it('takes a double click once, also on two different buttons', async () => {
    await robin.types('hello');
    const question = { ...robin.newest() };
    const [english, easy] = (question.blocks.find(({ type }) => type === 'actions') as { elements: object[] }).elements;
    const block_id = question.blocks.find(({ type }) => type === 'actions')?.block_id;
    const press = (element: object | undefined) => door.interacts(pressOf('U1', question, { ...element, block_id }));
    const all = await Promise.all([press(english), press(english), press(easy)]);
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200]);
    await door.slack.idle();
    expect(await answers()).toEqual([{ step: 'language', raw: 'English' }]);
    expect(peer.messages.filter(({ text }) => text.includes('What should we call you?'))).toHaveLength(1);
  });

  it('never takes an old button for an answer to the question that waits now', async () => {
    await robin.types('hello');
    const old = { ...robin.newest() };
    await robin.types('English');
    await robin.presses('English', old);
    expect(robin.reads(2)).toContain('That answer was for an earlier question');
    expect(robin.reads(1)).toContain('What should we call you?');
    expect(await answers()).toEqual([{ step: 'language', raw: 'English' }]);
  });

  it('takes an event that Slack sends again once, also after a failure, and acknowledges only what is kept', async () => {
    fails = 1;
    expect((await robin.types('hello', 'Ev-a')).status).toBe(500);
    expect(peer.messages).toEqual([]);
    expect((await robin.types('hello', 'Ev-a')).status).toBe(200);
    const said = peer.messages.length;
    expect((await robin.types('hello', 'Ev-a')).status).toBe(200);
    expect(peer.messages).toHaveLength(said);
    expect(door.logged).toContain('Slack: something could not be done');
  });

  it('tells somebody whose press was not taken, and takes the next one', async () => {
    await robin.types('hello');
    fails = 1;
    expect((await robin.presses('English')).status).toBe(200);
    expect(peer.ephemerals.at(-1)).toMatchObject({ user: 'U1', text: expect.stringContaining('on our side, not yours') });
    await robin.presses('English');
    expect(robin.reads()).toContain('What should we call you?');
  });

  it('begins a survey with the button of its invitation, once, and the button goes', async () => {
    const session = await addSession(world, [await register(world, 'T1/U1', 'slack')]);
    await sendNow(world, { template: 'after-session', session, kind: 'named' });
    await door.slack.idle();
    const invitation = robin.newest();
    const before = { ...invitation };
    await robin.presses('Start the questions');
    expect(robin.reads(2)).toMatch(/Your name stays with your answers[\s\S]*How was today\?/);
    expect(readable(invitation)).toContain('You picked: Start the questions');
    expect(invitation.blocks.filter(({ type }) => type === 'actions')).toEqual([]);
    const said = peer.messages.length;
    await robin.presses('Start the questions', before);
    expect(peer.messages).toHaveLength(said);
  });

  it('asks for a tick when Done is pressed with none', async () => {
    await robin.types('hello');
    for (const text of ['English', 'Robin', '19', 'home', 'Leeds']) await robin.types(text);
    await robin.ticks();
    expect(peer.ephemerals.at(-1)?.text).toContain('Tick one or more first');
  });

  it('understands addresses as Slack writes them, and shows markup as it was typed', async () => {
    await robin.types('hello');
    await robin.presses('English');
    await robin.types('&lt;!channel&gt; &amp; <mailto:a@b.org|a@b.org>');
    expect(await answers()).toContainEqual({ step: 'name', raw: '<!channel> & a@b.org' });
    for (const { text, blocks } of peer.messages) expect(JSON.stringify([text, blocks])).not.toMatch(/<[!@#]/);
  });

  it('says what it can’t read, and listens to nobody but people who write to it alone', async () => {
    await door.event({
      type: 'message',
      channel_type: 'im',
      subtype: 'file_share',
      channel: 'DU1',
      user: 'U1',
      ts: '1.1',
      text: '',
      files: [{}],
    });
    await door.slack.idle();
    expect(peer.ephemerals.at(-1)?.text).toContain('I can only read words');
    const others = [
      { channel: 'C1', channel_type: 'channel', user: 'U1', text: 'hi' },
      { channel_type: 'im', user: 'UBOT', text: 'hi' },
      { channel_type: 'im', bot_id: 'B1', user: 'UB', text: 'hi' },
      { channel_type: 'im', subtype: 'message_changed', message: { user: 'U1', text: 'hi' } },
      { channel_type: 'im', subtype: 'bot_message', text: 'hi' },
      { channel_type: 'im', user: 'U1', text: '   ' },
      { channel_type: 'im', user: 'U1' },
    ];
    for (const one of others) expect((await door.event({ type: 'message', channel: 'DU1', ts: '1.1', ...one })).status).toBe(200);
    await door.slack.idle();
    expect(peer.messages).toEqual([]);
  });

  it('greets somebody who opens it, keeps nothing of them, and takes their first press as an answer', async () => {
    await door.event({ type: 'app_home_opened', user: 'U1', channel: 'DU1', tab: 'messages' });
    await door.event({ type: 'app_home_opened', user: 'U1', channel: 'DU1', tab: 'messages' });
    await door.slack.idle();
    expect(peer.messages.filter(({ text }) => text.includes('How would you like'))).toHaveLength(1);
    expect(await world.database.rows('SELECT * FROM person')).toEqual([]);
    await robin.types('English');
    expect(robin.reads()).toContain('What should we call you?');
    await door.slack.idle();
    expect(peer.messages.filter(({ text }) => text.includes('How would you like'))).toHaveLength(1);
  });

  it('takes the first words of somebody who pressed a button of the greeting as an answer to the next question', async () => {
    await door.event({ type: 'app_home_opened', user: 'U1', channel: 'DU1', tab: 'messages' });
    await door.slack.idle();
    await robin.presses('English');
    await robin.types('Robin');
    expect(await answers()).toContainEqual({ step: 'name', raw: 'Robin' });
  });

  it('draws nothing of what Slack would make of marks', async () => {
    await robin.types('hello');
    for (const text of ['English', '*b* _i_ ~s~ :tada:', '19', 'home', '*Leeds* http://a.example/b_c_d', 'CHANGE', '2'])
      await robin.types(text);
    const last = peer.messages.findLast((one) => readable(one).includes('Your answer now'));
    expect(last?.blocks[0]).toMatchObject({ text: { type: 'plain_text', text: expect.stringContaining('*b* _i_ ~s~ :tada:') } });
  });

  it('says the last words to somebody under 13, of whom nothing is kept', async () => {
    await robin.types('hello');
    for (const text of ['English', 'Robin']) await robin.types(text);
    await robin.presses('Under 13');
    expect(robin.reads(2)).toContain('13');
    expect(await world.database.rows('SELECT * FROM person')).toEqual([]);
    const [{ count } = { count: 0 }] = await world.database.rows<{ count: number }>('SELECT count(*)::int FROM message');
    expect(count).toBe(0);
  });

  it('writes nothing after STOP but once, and shows the way back and one’s data on the Home tab', async () => {
    await robin.types('hello');
    await robin.types('English');
    await robin.types('STOP');
    const said = peer.messages.length;
    await robin.types('hello?');
    expect(peer.messages).toHaveLength(said);
    await door.event({ type: 'app_home_opened', user: 'U1', channel: 'DU1', tab: 'home' });
    await door.slack.idle();
    const home = peer.homes.get('U1');
    expect(readable(home)).toContain('You said STOP');
    const press = (block_id: string, action_id: string, value: string) =>
      door.interacts({
        ...pressOf('U1', robin.newest(), { type: 'button', block_id, action_id, value }),
        message: undefined,
        channel: undefined,
      });
    await press('home:copy', 'copy_html', 'new');
    await door.slack.idle();
    expect(peer.uploads).toMatchObject([{ name: expect.stringMatching(/\.html$/), body: expect.stringContaining('English') }]);
    await press('home:start', 'start', 'START');
    await door.slack.idle();
    expect(robin.reads(2)).toContain('What should we call you?');
    expect(readable(peer.homes.get('U1'))).not.toContain('You said STOP');
  });

  it('hands over a copy of somebody’s data as a file, once', async () => {
    await robin.types('hello');
    await robin.types('English');
    await robin.types('MY DATA');
    const offer = peer.messages.find((one) => readable(one).includes('Keep a copy as data'));
    await Promise.all([robin.presses('Keep a copy as data', offer), robin.presses('Keep a copy as data', offer)]);
    expect(peer.uploads).toHaveLength(1);
    expect(JSON.parse(peer.uploads[0]?.body ?? '')).toMatchObject({ answers: [{ raw: 'English' }] });
    expect(peer.calls.find(({ method }) => method === 'files.completeUploadExternal')?.args).toMatchObject({ channel_id: 'DU1' });
    expect(readable(offer)).not.toContain('Keep a copy as data');
    expect(peer.ephemerals).toEqual([]);
  });

  it('answers an unknown button kindly', async () => {
    await robin.types('hello');
    await door.interacts(pressOf('U1', robin.newest(), { type: 'button', action_id: 'of-last-year', block_id: 'b', value: 'v' }));
    await door.slack.idle();
    expect(peer.ephemerals.at(-1)?.text).toContain('That button is old');
  });
});
