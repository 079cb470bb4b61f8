import { afterEach, beforeEach, expect, it } from 'vitest';
import { fakeCarrier } from '../support/carrier.ts';
import { onEmbedded } from '../support/database.ts';
import { createWorld, type World } from '../support/world.ts';

onEmbedded('Safeguarding leads', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld(kind, { carriers: fakeCarrier().carriers });
  });
  afterEach(() => world.remove());

  const ada = { channel: 'terminal', address: 'ada@office' } as const;
  const grant = (name: string, more = '') =>
    world.desk.command(ada, { line: `roles grant slack:${name} safeguarding lead --name ${name} --why on duty ${more}` });
  const tick = () => world.desk.tick(world.clock.now());
  const heard = async (name: string) => (await world.desk.view('slack', name)).messages.map(({ text }) => text);
  const inNeed = () => world.visitor('wren').goesThrough('English', 'Zephyrine', 'i want to kill myself');

  it('are told once, in their own chat, without a name and without the words', async () => {
    await grant('sam');
    await inNeed();
    await tick();
    await tick();
    const [alert, ...more] = await heard('sam');
    expect(more).toEqual([]);
    const [concern] = await world.database.store.concerns.list(false);
    expect(alert).toContain(`concerns read ${concern?.id.slice(0, 13)}`);
    expect(alert).not.toMatch(/Zephyrine|kill|self/i);
  });

  it('are named with the concern, with when they were told', async () => {
    await grant('sam');
    await world.visitor('robin').goesThrough('English', 'i want to kill myself');
    await world.desk.tick(world.clock.now());
    const [concern] = await world.database.store.concerns.list(false);
    expect(concern?.told).toEqual([{ lead: 'sam', rung: 1, at: world.clock.now() }]);
  });

  it('hear it after the next on the ladder does, until somebody acknowledges it', async () => {
    await grant('sam');
    await grant('bo', '--rung 2');
    await grant('cy', '--rung 3');
    await inNeed();
    await tick();
    expect(await heard('bo')).toEqual([]);
    world.clock.pass(30);
    expect(await tick()).toMatchObject({ alerts: 1 });
    expect(await heard('bo')).toHaveLength(1);
    const [concern] = await world.database.store.concerns.list(false);
    await world.desk.command(
      { channel: 'slack', address: 'bo' },
      { line: `concerns mark ${concern?.id} --state acknowledged --why ringing now` },
    );
    world.clock.pass(600);
    expect(await tick()).toMatchObject({ alerts: 0 });
    expect(await heard('cy')).toEqual([]);
    expect((await world.desk.command({ channel: 'slack', address: 'cy' }, { line: 'concerns' })) as object).toMatchObject({
      sheet: { data: [{ state: 'acknowledged', events: [{ who: 'bo' }] }] },
    });
  });

  it('are told at night of danger now; the young person hears when somebody is back', async () => {
    await grant('sam');
    // Tuesday 10:00 to Saturday 02:00.
    world.clock.pass(3 * 24 * 60 + 16 * 60);
    expect(await inNeed()).toContain('Our team is not at work now. They will be back on Monday 16 March at 9:00.');
    await tick();
    expect(await heard('sam')).toHaveLength(1);
    await world.visitor('finch').goesThrough('English', 'Finch', 'my uncle used to hit me');
    const alarms = await world.database.store.concerns.list(false);
    expect(alarms.map(({ urgency }) => urgency)).toEqual(['now', 'soon']);
    await tick();
    expect(await heard('sam')).toHaveLength(1);
    world.clock.pass(2 * 24 * 60 + 7 * 60);
    await tick();
    expect(await heard('sam')).toHaveLength(2);
  });

  it('who said STOP are passed over, and a concern that nobody hears of is counted', async () => {
    await inNeed();
    expect(await tick()).toMatchObject({ alerts: 0, unheard: 1 });
    await grant('sam');
    await world.visitor('sam', 'slack').types('stop');
    expect(await tick()).toMatchObject({ alerts: 0, unheard: 1 });
    await grant('bo', '--rung 2');
    expect(await tick()).toMatchObject({ alerts: 1, unheard: 0 });
  });

  it('who have no chat that anything shows or carries are passed over, until it does', async () => {
    const lead = (who: string) =>
      world.desk.command(ada, { name: 'roles grant', input: { who, role: 'safeguarding lead', name: who, why: 'on duty' } });
    await lead('botframework:teams/sam');
    await inNeed();
    expect(await tick()).toMatchObject({ alerts: 0, unheard: 1 });
    const connected = await world.replica({ carriers: fakeCarrier('botframework').carriers });
    expect(await connected.tick(world.clock.now())).toMatchObject({ alerts: 1, unheard: 0 });
    expect((await world.desk.view('botframework', 'teams/sam')).messages).toHaveLength(1);
  });

  it('who were not there hear it once when they are, if it still waits for somebody and they are still a lead', async () => {
    const door = fakeCarrier('botframework');
    const teams = await world.replica({ carriers: door.carriers });
    const leads = ['sam', 'bo', 'cy'].map((name) => `msteams:t/${name}`);
    const [sam = '', bo = '', cy = ''] = leads;
    for (const lead of leads)
      await world.desk.command(ada, {
        name: 'roles grant',
        input: { who: `botframework:${lead}`, role: 'safeguarding lead', name: lead, why: 'on duty' },
      });
    const ticks = async () => {
      world.clock.pass(1);
      const { alerts } = await teams.tick(world.clock.now());
      await teams.deliver();
      return { alerts, to: door.sent.splice(0).map(({ address, said }) => [address, said.text]) };
    };
    await inNeed();
    await world.visitor('finch').goesThrough('English', 'Finch', 'he hits me every night');
    const [first, second] = await world.database.store.concerns.list(false);
    // Nobody has put the bot into their chats yet.
    door.ends(...leads.flatMap(() => [{ kind: 'unreachable' } as const, { kind: 'unreachable' } as const]));
    expect(await ticks()).toMatchObject({ alerts: 6, to: [] });
    expect(await ticks()).toEqual({ alerts: 0, to: [] });
    await world.desk.command(ada, { name: 'roles remove', input: { who: `botframework:${cy}`, role: 'safeguarding lead', why: 'left' } });
    await teams.place('botframework', cy, 'chat-cy');
    await world.database.store.concerns.add(second?.id ?? '', {
      state: 'acknowledged',
      who: 'bo',
      why: 'ringing',
      at: world.clock.now(),
    });
    // One installs it; it fails once more, and they write.
    await teams.place('botframework', sam, 'chat-sam');
    door.ends({ kind: 'unreachable' });
    expect(await ticks()).toEqual({ alerts: 1, to: [] });
    expect(await ticks()).toEqual({ alerts: 0, to: [] });
    await teams.place('botframework', sam, 'chat-sam');
    const told = expect.stringContaining(`concerns read ${first?.id.slice(0, 13)}`);
    expect(await ticks()).toEqual({ alerts: 1, to: [[sam, told]] });
    expect(await ticks()).toEqual({ alerts: 0, to: [] });
    // Another writes for the first time, as anybody does, and is answered.
    const hello = { externalId: 'hello', reply: { kind: 'text', text: 'hello' }, place: 'chat-bo' } as const;
    await teams.receive({ channel: 'botframework', address: bo, ...hello });
    await teams.deliver();
    door.sent.length = 0;
    expect(await ticks()).toEqual({ alerts: 1, to: [[bo, told]] });
    expect(await ticks()).toEqual({ alerts: 0, to: [] });
  });
});
