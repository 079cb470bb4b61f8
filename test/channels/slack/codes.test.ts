import { afterEach, beforeEach, expect, it } from 'vitest';
import { onEmbedded } from '../../support/database.ts';
import type { FakeSlack } from '../../support/fake-slack.ts';
import { type Door, readable } from '../../support/slack-door.ts';
import { createSlackWorld, type SlackWorld } from '../../support/slack-world.ts';
import { handClock, throughRegistering, type World } from '../../support/world.ts';

onEmbedded('A code to come back, in Slack', (kind) => {
  let slack: SlackWorld;
  let world: World;
  let peer: FakeSlack;
  let door: Door;
  let personOf: SlackWorld['personOf'];
  const clock = handClock();

  beforeEach(async () => {
    slack = await createSlackWorld(kind, { clock });
    ({ world, peer, door, personOf } = slack);
  });
  afterEach(() => slack.close());

  const own = (user: string) => peer.messages.filter(({ channel }) => channel === `D${user}`);
  const onTheWeb = async (...replies: string[]) =>
    /Your code is: (\S+)/.exec(await world.visitor('web').goesThrough(...replies, 'code'))?.[1] ?? 'none';
  const people = () => world.database.rows<{ name: string }>('SELECT name FROM person ORDER BY name');

  it('brings the chat along, to somebody new and to somebody who has only begun, with the question that waits', async () => {
    for (const [user, ...before] of [['U1'], ['U2', 'hello', 'English', 'Wren']] as [string, ...string[]][]) {
      const they = personOf(user);
      for (const text of before) await they.types(text);
      const code = await onTheWeb('English', 'Robin');
      await they.types(` ${code.toUpperCase()}. `);
      expect(they.reads(2)).toMatch(/Welcome back[\s\S]*How old are you/);
      await they.presses('18 to 24');
      expect(they.reads()).toContain('Where are you living now?');
      expect(await people()).toEqual([{ name: 'Robin' }]);
      await world.visitor('web').types('DELETE ME');
      await world.visitor('web').types('yes');
    }
  });

  it('counts once when Slack sends it again, and is no answer then', async () => {
    const robin = personOf('U1');
    const code = await onTheWeb('English');
    await robin.types(code, 'Ev-code');
    await robin.types(code, 'Ev-code');
    expect(own('U1').map(readable).join()).not.toContain('did not work');
    expect(await people()).toEqual([{ name: null }]);
  });

  it('that is wrong costs nothing, and words that only look like one are words', async () => {
    const robin = personOf('U1');
    await robin.types('hello');
    await robin.types('English');
    await robin.types('blue-otter-lemon-42');
    expect(robin.reads()).toContain('did not work');
    expect(await people()).toEqual([{ name: null }]);
    await robin.types('Anna Maria Lou 42');
    expect(await people()).toEqual([{ name: 'Anna Maria Lou 42' }]);
  });

  it('takes no chat from somebody who has signed up, and is not used up by it', async () => {
    const robin = personOf('U1');
    for (const text of ['hello', ...throughRegistering]) await robin.types(text);
    const code = await onTheWeb('English', 'Wren');
    await robin.types(code);
    expect(robin.reads()).toContain('did not work');
    expect(await people()).toEqual([{ name: 'Robin' }, { name: 'Wren' }]);
    await personOf('U2').types(code);
    expect(personOf('U2').reads(2)).toContain('Welcome back');
  });

  it('of somebody who has signed up makes one of the two chats, shows it, and tells nothing of it before it has worked', async () => {
    const robin = personOf('U1');
    for (const text of ['hello', ...throughRegistering]) await robin.types(text);
    const code = await onTheWeb(...throughRegistering.map((reply) => (reply === 'Robin' ? 'Wren' : reply)));
    await robin.types(code);
    expect(robin.reads()).toContain('Welcome back. That code worked');
    expect(await people()).toEqual([{ name: 'Wren' }, { name: null }]);
    await robin.types('hi');
    expect(own('U1').map(readable).slice(-2).join()).toContain('Hello again, Wren');
    await robin.types(code);
    expect(robin.reads()).toContain('did not work');
  });

  it('cannot be guessed: after ten wrong ones none is tried for a quarter of an hour', async () => {
    const code = await onTheWeb('English', 'Robin');
    const guesser = personOf('U9');
    for (let at = 10; at < 20; at++) await guesser.types(`blue-otter-lemon-${at}`);
    await guesser.types(code);
    expect(guesser.reads()).toContain('wait 15 minutes');
    // Others are not held up by it.
    clock.pass(15);
    await guesser.types(code);
    expect(guesser.reads(2)).toContain('Welcome back');
  });

  it('that says that somebody is in danger is heard', async () => {
    const robin = personOf('U1');
    await robin.types('kill-my-self-10');
    expect(await world.database.store.concerns.list(true)).toHaveLength(1);
    expect(own('U1').map(readable).join()).not.toContain('did not work');
  });

  it('is asked for on the Home tab of somebody new', async () => {
    await door.event({ type: 'app_home_opened', user: 'U1', channel: 'DU1', tab: 'home' });
    await door.slack.idle();
    expect(readable(peer.homes.get('U1')?.blocks)).toContain('Type it in Messages');
  });
});
