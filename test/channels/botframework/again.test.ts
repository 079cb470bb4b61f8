import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createEvents } from '../../../src/channels/botframework/events.ts';
import { ours } from '../../../src/channels/botframework/limits.ts';
import type { Desk, Store } from '../../../src/desk/ports.ts';
import { onEmbedded } from '../../support/database.ts';
import { activityOf, dialogIn, takeInvoke, teamsRoom, tenant, textOf, whoIs } from '../../support/teams-staff.ts';
import { createWorld, type World } from '../../support/world.ts';

/** Azure brings to whichever replica it reaches, and again where it heard nothing. */
onEmbedded('An order that Teams brings again, to another replica', (kind) => {
  let world: World;
  let other: Desk;
  let replicas: ReturnType<typeof replicaOf>[];
  let count = 0;
  beforeAll(async () => {
    world = await createWorld(kind, { admins: [{ channel: 'botframework', value: `msteams:${tenant}/ua` }] });
    other = await world.replica();
  });
  beforeEach(() => {
    count += 1;
    world.clock.pass(5);
    replicas = [world.desk, other].map(replicaOf);
  });
  afterAll(() => world.remove());

  function replicaOf(desk: Desk) {
    // Whoever waits lets the time pass by which claims run out.
    const wait = async (milliseconds: number) => {
      if (milliseconds === ours.patience) return new Promise(() => undefined);
      world.clock.pass(milliseconds / 60_000);
    };
    const teams = teamsRoom(desk, { wait });
    const take = createEvents(teams.room);
    return {
      ...teams,
      brings: async (activity: ReturnType<typeof activityOf>) => {
        const answer = await take(teams.room, activity);
        await teams.room.idle();
        return answer;
      },
    };
  }
  const said = () => replicas.flatMap(({ posted }) => posted.map(({ activity }) => textOf(activity)));
  const audited = async (wanted: string) => (await world.database.store.audit.list(999)).filter(({ action }) => action === wanted).length;
  const isThere = async (name: string) =>
    (await world.database.store.sessions.settings()).filter((setting) => setting.name === name).length;

  it.each([
    ['typed', (name: string) => ({ text: `settings add --name ${name} --kind community` })],
    ['typed after a slash', (name: string) => ({ text: `/settings add --name ${name} --kind community` })],
    [
      'pressed',
      (name: string) => ({
        replyToId: 'm1',
        value: { onward: 'order', order: { name: 'settings add', input: { name, kind: 'community' } } },
      }),
    ],
    [
      'filled in',
      (name: string) => ({ value: { onward: 'form', name: 'settings add', id: name, 'one:name': name, 'one:kind': 'community' } }),
    ],
  ])('is done and answered once, when it was %s', async (_how, of) => {
    const name = `Hub${count}`;
    const before = await audited('settings add: community');
    const activity = activityOf('ua', { id: `a${count}`, ...of(name) });
    const answers = await Promise.all(replicas.map(({ brings }) => brings(activity)));
    answers.push(...(await Promise.all(replicas.map(({ brings }) => brings(activity)))));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(said()).toHaveLength(1);
    expect(await isThere(name)).toBe(1);
    expect(await audited('settings add: community')).toBe(before + 1);
  });

  it('is done by that one, when the first had stopped in the middle, and it is answered', async () => {
    const name = `Hub${count}`;
    const { store } = world.database;
    let reached: () => void = () => undefined;
    const stops = new Promise<void>((resolve) => (reached = resolve));
    const addSetting = () => {
      reached();
      return new Promise<never>(() => undefined);
    };
    const dying = replicaOf(await world.replica({ store: { ...store, sessions: { ...store.sessions, addSetting } } as Store }));
    const activity = activityOf('ua', { id: `a${count}`, text: `settings add --name ${name} --kind community` });
    void dying.brings(activity);
    await stops;
    const [, second] = replicas;
    expect(await second?.brings(activity)).toMatchObject({ status: 200 });
    expect(await isThere(name)).toBe(1);
    expect(said().join()).toContain(name);
  });

  it('pressed twice in a dialog is done once: the same answer here, and elsewhere a sentence that says so', async () => {
    const name = `Hub${count}`;
    const before = await audited('settings add: community');
    const data = { onward: 'order', order: { name: 'settings add', input: { name, kind: 'community' } } };
    const presses = ({ room }: (typeof replicas)[number]) =>
      takeInvoke(room, whoIs('ua'), activityOf('ua', { type: 'invoke', name: 'task/submit', value: { data } })).then(dialogIn);
    const [here, there] = replicas as [(typeof replicas)[number], (typeof replicas)[number]];
    const both = await Promise.all([presses(here), presses(here)]);
    expect(both[0].text).toContain(name);
    expect(both[1]).toEqual(both[0]);
    expect((await presses(there)).text).toContain('not done twice');
    expect((await presses(here)).text).toContain('not done twice');
    expect(await isThere(name)).toBe(1);
    expect(await audited('settings add: community')).toBe(before + 1);
    // And by a press that is none of a double click, it is another order.
    world.clock.pass(0.1);
    expect((await presses(there)).text).not.toContain('not done twice');
  });
});
