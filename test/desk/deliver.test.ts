import { afterEach, expect, it } from 'vitest';
import type { NewOut } from '../../src/desk/ports.ts';
import { fakeCarrier } from '../support/carrier.ts';
import { onEmbedded } from '../support/database.ts';
import { createWorld, throughRegistering, type World } from '../support/world.ts';

onEmbedded('Sending', (kind) => {
  let world: World;
  let slack: ReturnType<typeof fakeCarrier>;
  afterEach(() => world.remove());

  async function open(): Promise<void> {
    slack = fakeCarrier();
    world = await createWorld(kind, { carriers: slack.carriers });
  }
  /** Somebody on Slack who has registered, and all that was said to them is there. */
  async function registered(address: string): Promise<string> {
    for (const text of throughRegistering) await world.visitor(address, 'slack').types(text);
    await world.desk.deliver();
    const { person } = await world.desk.view('slack', address);
    return person ?? '';
  }
  const message = (person: string, address: string, text: string, kind: NewOut['kind'] = 'invitation', minutes = 0): NewOut => ({
    person,
    channel: 'slack',
    address,
    kind,
    said: { text },
    at: world.clock.now(),
    dueAt: new Date(world.clock.now().getTime() + minutes * 60_000),
  });
  const states = () => world.database.rows<{ state: string }>('SELECT state FROM message WHERE state IS NOT NULL ORDER BY id');

  it('answers on a channel that is pushed, each message once, in its order, and nothing on one that is not', async () => {
    await open();
    for (const text of ['hi', 'English', 'Robin']) await world.visitor('T0/U1', 'slack').types(text);
    for (const text of ['English', 'Robin']) await world.visitor('somebody', 'web').types(text);
    await world.desk.deliver();
    const { messages } = await world.desk.view('slack', 'T0/U1');
    expect(slack.texts()).toEqual(messages.filter(({ direction }) => direction === 'out').map(({ text }) => text));
    expect(slack.sent.every(({ address, channel, language }) => address === 'T0/U1' && channel === 'slack' && language === 'en')).toBe(
      true,
    );
    expect(slack.sent.at(-1)?.said.prompt?.id).toBe('age');
    expect(new Set((await states()).map(({ state }) => state))).toEqual(new Set(['sent']));
  });

  it('waits when the channel asks for it, and longer each time when it only fails; what comes after waits too', async () => {
    await open();
    const person = await registered('T0/U1');
    const before = slack.sent.length;
    await world.database.store.outbox.add([message(person, 'T0/U1', 'first'), message(person, 'T0/U1', 'second')]);
    const later = new Date(world.clock.now().getTime() + 30_000);
    slack.ends({ kind: 'later', at: later });
    expect(await world.desk.deliver()).toMatchObject({ queued: 1, sent: 0 });
    slack.ends({ kind: 'later', at: null });
    expect(await world.desk.deliver()).toMatchObject({ queued: 0, sent: 0 });
    world.clock.pass(0.5);
    expect(await world.desk.deliver()).toMatchObject({ queued: 1, sent: 0 });
    world.clock.pass(1);
    expect(await world.desk.deliver()).toMatchObject({ queued: 0, sent: 2 });
    expect(slack.texts().slice(before)).toEqual(['first', 'second']);
  });

  it('puts aside what never goes, and does not send again what may have arrived', async () => {
    await open();
    const person = await registered('T0/U1');
    const before = slack.sent.length;
    await world.database.store.outbox.add(['gone', 'lost', 'fine'].map((text) => message(person, 'T0/U1', text)));
    slack.ends({ kind: 'unreachable' }, { kind: 'unknown' });
    expect(await world.desk.deliver()).toMatchObject({ failed: 1, unknown: 1, sent: 1 });
    expect(slack.texts().slice(before)).toEqual(['fine']);
    await world.database.store.outbox.add([message(person, 'T0/U1', 'never')]);
    for (let tries = 0; tries < 20; tries++) {
      slack.ends({ kind: 'later', at: null });
      await world.desk.deliver();
      world.clock.pass(24 * 60);
    }
    slack.during.length = 0;
    expect((await states()).slice(-4).map(({ state }) => state)).toEqual(['failed', 'unknown', 'sent', 'failed']);
  });

  it('holds what nobody asked for once STOP is said, and what was said before it; not the words that confirm it', async () => {
    await open();
    const person = await registered('T0/U1');
    const before = slack.sent.length;
    await world.database.store.outbox.add([
      message(person, 'T0/U1', 'an old answer', null),
      message(person, 'T0/U1', 'a survey', 'invitation', 1),
    ]);
    slack.ends({ kind: 'later', at: null });
    await world.desk.deliver();
    world.clock.pass(0.01);
    await world.visitor('T0/U1', 'slack').types('STOP');
    world.clock.pass(5);
    expect(await world.desk.deliver()).toMatchObject({ held: 2 });
    expect(slack.texts().slice(before)).toEqual([expect.stringContaining('You have stopped all messages')]);
  });

  it('takes up what a worker left behind when it died, and not before its lease is over', async () => {
    await open();
    const person = await registered('T0/U1');
    const before = slack.sent.length;
    await world.database.store.outbox.add([message(person, 'T0/U1', 'left behind')]);
    slack.during.push(() => Promise.reject(new Error('killed here')));
    await expect(world.desk.deliver()).rejects.toThrow('killed here');
    expect(await world.desk.deliver()).toMatchObject({ sent: 0 });
    world.clock.pass(3);
    expect(await world.desk.deliver()).toMatchObject({ sent: 1 });
    expect(slack.texts().slice(before)).toEqual(['left behind']);
  });

  it('has the answer to a turn as its own from the moment it is written, and leaves it to others when it dies', async () => {
    await open();
    await registered('T0/U1');
    const before = slack.sent.length;
    slack.during.push(() => Promise.reject(new Error('killed here')));
    await world.visitor('T0/U1', 'slack').types('HELP');
    expect(await world.desk.deliver()).toMatchObject({ sent: 0 });
    world.clock.pass(3);
    expect(await world.desk.deliver()).toMatchObject({ sent: 1 });
    expect(slack.sent.slice(before).map(({ attempts }) => attempts)).toEqual([1]);
    await world.visitor('T0/U1', 'slack').types('HELP');
    await world.desk.deliver();
    expect(slack.sent.slice(before).map(({ attempts }) => attempts)).toEqual([1, 0]);
  });

  it('shares the work between replicas: all of it is sent, once, and one at a time for each person', async () => {
    await open();
    const people = await Promise.all(Array.from({ length: 8 }, (_, at) => registered(`T0/U${at}`)));
    const before = slack.sent.length;
    const rows = people.flatMap((person, at) => [1, 2, 3].map((n) => message(person, `T0/U${at}`, `${n} for ${at}`)));
    await world.database.store.outbox.add(rows);
    const other = await world.replica();
    // Each of the first two waits for the other: they can only be sent together.
    let arrive: () => void = () => undefined;
    const both = new Promise<void>((resolve) => (arrive = resolve));
    let here = 0;
    const together = async () => {
      if (++here === 2) arrive();
      await both;
      return { kind: 'sent', externalId: null } as const;
    };
    slack.during.push(together, together);
    await Promise.all([world.desk.deliver(), other.deliver()]);
    const sent = slack.texts().slice(before);
    expect(sent.toSorted()).toEqual(rows.map(({ said }) => said.text).toSorted());
    for (let at = 0; at < people.length; at++)
      expect(sent.filter((text) => text.endsWith(`for ${at}`))).toEqual([1, 2, 3].map((n) => `${n} for ${at}`));
  });

  it('tells a lead on Slack of a concern', async () => {
    await open();
    const lead = await registered('T0/ULEAD');
    const admin = { channel: 'terminal', address: 'ada@office' } as const;
    await world.desk.command(admin, { name: 'roles grant', input: { who: lead, role: 'safeguarding lead', why: 'a test' } });
    await world.visitor('young').goesThrough('English', 'i want to kill myself');
    await world.desk.tick(world.clock.now());
    await world.desk.deliver();
    expect(slack.sent.at(-1)).toMatchObject({
      address: 'T0/ULEAD',
      said: { text: expect.stringContaining('Someone may be in danger now') },
    });
  });
});
