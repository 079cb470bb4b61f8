import { afterEach, beforeEach, expect, it } from 'vitest';
import { onEmbedded } from '../../support/database.ts';
import { type FakeSlack, limitRate, refuse } from '../../support/fake-slack.ts';
import type { Door } from '../../support/slack-door.ts';
import { createSlackWorld, type SlackWorld } from '../../support/slack-world.ts';
import { day, handClock, type World } from '../../support/world.ts';

onEmbedded('Somebody\u2019s time zone', (kind) => {
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

  const zones = async () => (await world.database.rows<{ zone: string | null }>('SELECT zone FROM person')).map(({ zone }) => zone);
  const asked = () => peer.calls.filter(({ method }) => method === 'users.info').length;
  const home = async () => {
    await door.event({ type: 'app_home_opened', user: 'U1', channel: 'DU1', tab: 'home' });
    await door.slack.idle();
  };

  it('is what their profile says, is asked once a day, and moves with them', async () => {
    const robin = personOf('U1');
    peer.zones.set('U1', 'Europe/London');
    await robin.types('hello');
    await robin.types('English');
    await home();
    expect([await zones(), asked()]).toEqual([['Europe/London'], 1]);
    peer.zones.set('U1', 'Asia/Kolkata');
    clock.pass(day);
    await home();
    expect([await zones(), asked()]).toEqual([['Asia/Kolkata'], 2]);
  });

  it('is asked of nobody who is not kept, and of nobody after STOP', async () => {
    const robin = personOf('U1');
    peer.zones.set('U1', 'Europe/London');
    await home();
    expect(asked()).toBe(0);
    await robin.types('STOP');
    clock.pass(2 * day);
    await home();
    expect(await zones()).toEqual([null]);
  });

  it('stays unknown where Slack says none, or none that there is, and no turn fails of it', async () => {
    const robin = personOf('U1');
    peer.zones.set('U1', '+01:00');
    await robin.types('hello');
    expect(robin.reads(3)).toContain("I'm a bot");
    peer.breaks('users.info', refuse('missing_scope'));
    clock.pass(2 * day);
    await robin.types('English');
    expect(door.logged.join()).toContain('allow users:read');
    peer.breaks('users.info', limitRate(30));
    peer.zones.set('U1', 'Europe/London');
    clock.pass(2 * day);
    await robin.types('Robin');
    expect(await zones()).toEqual([null]);
    // It was too much at that moment, so the next thing that they do asks again.
    await robin.types('19');
    expect(await zones()).toEqual(['Europe/London']);
  });

  it('is in their copy, and goes when they are deleted', async () => {
    const robin = personOf('U1');
    peer.zones.set('U1', 'Europe/London');
    await robin.types('hello');
    const ticket = await world.desk.copies.ticket('slack', 'T1/U1');
    const file = await world.desk.copies.take('slack', 'T1/U1', ticket?.ticket as string, 'json');
    expect(JSON.parse(file?.body as string)).toMatchObject({ person: { zone: 'Europe/London' } });
    await robin.types('DELETE ME');
    await robin.types('yes');
    expect(await zones()).toEqual([]);
  });
});
