import { afterEach, beforeEach, expect, it } from 'vitest';
import { onEmbedded } from '../../support/database.ts';
import { type FakeSlack, limitRate, refuse, startFakeSlack } from '../../support/fake-slack.ts';
import { type Door, openDoor } from '../../support/slack-door.ts';
import { slackPerson } from '../../support/slack-person.ts';
import { createWorld, day, handClock, type World } from '../../support/world.ts';

onEmbedded('Somebody\u2019s time zone', (kind) => {
  let world: World;
  let peer: FakeSlack;
  let door: Door;
  const clock = handClock();

  beforeEach(async () => {
    peer = await startFakeSlack();
    door = await openDoor(
      async (carrier) => {
        world = await createWorld(kind, { carriers: new Map([['slack', carrier]]) });
        return world.desk;
      },
      peer.apiUrl,
      { clock },
    );
  });
  afterEach(async () => {
    await door.close();
    await peer.close();
    await world.remove();
  });

  const personOf = (user: string) =>
    slackPerson(door, { messages: () => peer.messages.filter(({ channel }) => channel === `D${user}`), quiet: door.slack.idle }, user);
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
