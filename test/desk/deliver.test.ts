import { afterEach, expect, it } from 'vitest';
import type { NewOut, Pace } from '../../src/desk/ports.ts';
import { fakeCarrier } from '../support/carrier.ts';
import { onEmbedded } from '../support/database.ts';
import { createWorld, type World } from '../support/world.ts';

onEmbedded('Sending', (kind) => {
  let world: World;
  let slack: ReturnType<typeof fakeCarrier>;
  afterEach(() => world.remove());

  async function open(pace?: Pace): Promise<void> {
    slack = fakeCarrier('slack', pace);
    world = await createWorld(kind, { carriers: slack.carriers });
  }
  /** Somebody on Slack who has begun to register, and all that was said to them is there. */
  async function registered(address: string): Promise<string> {
    for (const text of ['hi', 'English', 'Robin']) await world.visitor(address, 'slack').types(text);
    await world.desk.deliver();
    // Where there is a pace, one answer a second.
    while ((await states()).some(({ state }) => state === 'queued')) {
      world.clock.pass(1 / 60);
      await world.desk.deliver();
    }
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
    // The greeting was in front of them before their first words: it is kept, and not sent.
    const said = messages.filter(({ direction }) => direction === 'out').map(({ text }) => text);
    expect(slack.texts()).toEqual(said.slice(said.indexOf('Sorry, I did not get that.')));
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

  it('puts aside what never goes, and says why', async () => {
    await open();
    const person = await registered('T0/U1');
    const before = slack.sent.length;
    await world.database.store.outbox.add(['gone', 'fine'].map((text) => message(person, 'T0/U1', text)));
    slack.ends({ kind: 'unreachable' });
    expect(await world.desk.deliver()).toMatchObject({ failed: 1, sent: 1 });
    expect(slack.texts().slice(before)).toEqual(['fine']);
    await world.database.store.outbox.add([message(person, 'T0/U1', 'never')]);
    for (let tries = 0; tries < 24; tries++) {
      slack.ends({ kind: 'later', at: null });
      await world.desk.deliver();
      world.clock.pass(24 * 60);
    }
    slack.during.length = 0;
    expect((await world.database.store.outbox.failed(9)).map(({ reason, attempts }) => [reason, attempts])).toEqual([
      ['tries', 20],
      ['unreachable', 1],
    ]);
  });

  it('sends again what may have arrived if it is an answer or an alert, and counts everything else as sent', async () => {
    await open();
    const person = await registered('T0/U1');
    for (const kind of [null, 'alert', 'invitation', 'reminder'] as const) {
      const before = slack.sent.length;
      await world.database.store.outbox.add([message(person, 'T0/U1', 'lost', kind)]);
      slack.ends({ kind: 'unknown' });
      const twice = kind === null || kind === 'alert';
      expect(await world.desk.deliver()).toMatchObject(twice ? { queued: 1, unknown: 0 } : { queued: 0, unknown: 1 });
      world.clock.pass(0.1);
      expect(await world.desk.deliver()).toMatchObject({ sent: twice ? 1 : 0 });
      expect(slack.texts().slice(before)).toEqual(twice ? ['lost'] : []);
    }
    const rows = await world.database.rows<{ state: string; sent: boolean }>(
      `SELECT state, sent_at IS NOT NULL AS sent FROM message WHERE content->>'text' = 'lost' ORDER BY id`,
    );
    expect(rows.map(({ state, sent }) => [state, sent])).toEqual([
      ...[1, 2].map(() => ['sent', true]),
      ...[1, 2].map(() => ['unknown', true]),
    ]);
  });

  it.each([
    ['is there', { kind: 'found', externalId: 'there' } as const, 0, { sent: 1, unknown: 0 }],
    ['is not there', { kind: 'absent' } as const, 1, { sent: 1, unknown: 0 }],
    ['may be anywhere', { kind: 'unclear' } as const, 0, { sent: 0, unknown: 1 }],
  ])('asks a channel that can be asked before it sends a second time; then the message %s', async (_, found, again, counts) => {
    await open();
    slack.finds = async () => found;
    const person = await registered('T0/U1');
    const before = slack.sent.length;
    await world.database.store.outbox.add([message(person, 'T0/U1', 'lost', 'reminder')]);
    slack.ends({ kind: 'unknown' });
    expect(await world.desk.deliver()).toMatchObject({ queued: 1 });
    world.clock.pass(0.1);
    expect(await world.desk.deliver()).toMatchObject(counts);
    expect(slack.texts().slice(before)).toHaveLength(again);
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
    const now = world.clock.now();
    const lease = new Date(now.getTime() + 6_000);
    const claiming = { channel: 'slack', now, lease, most: 9, pace: null, person: null } as const;
    expect(await world.database.store.outbox.claim(claiming)).toHaveLength(1);
    expect(await world.desk.deliver()).toMatchObject({ sent: 0 });
    world.clock.pass(0.11);
    expect(await world.desk.deliver()).toMatchObject({ sent: 1 });
    expect(slack.texts().slice(before)).toEqual(['left behind']);
  });

  it('says when a carrier broke, and tries its message again later', async () => {
    await open();
    const person = await registered('T0/U1');
    await world.database.store.outbox.add([message(person, 'T0/U1', 'unlucky', null)]);
    slack.during.push(() => Promise.reject(new Error('a mistake in a carrier')));
    await expect(world.desk.deliver()).rejects.toThrow('a mistake in a carrier');
    world.clock.pass(1);
    expect(await world.desk.deliver()).toMatchObject({ sent: 1 });
  });

  it('lets answers pass what nobody waits for, and what is planned or failing', async () => {
    await open();
    const person = await registered('T0/U1');
    const before = slack.sent.length;
    await world.database.store.outbox.add([
      message(person, 'T0/U1', 'failing', 'reminder'),
      message(person, 'T0/U1', 'planned', 'reminder', 60),
    ]);
    slack.ends({ kind: 'later', at: null });
    await world.desk.deliver();
    await world.database.store.outbox.add([message(person, 'T0/U1', 'bulk', 'reminder'), message(person, 'T0/U1', 'an answer', null)]);
    expect(await world.desk.deliver()).toMatchObject({ sent: 1 });
    world.clock.pass(1);
    expect(await world.desk.deliver()).toMatchObject({ sent: 2 });
    expect(slack.texts().slice(before)).toEqual(['an answer', 'failing', 'bulk']);
    world.clock.pass(60);
    await world.desk.deliver();
    expect(slack.texts().at(-1)).toBe('planned');
  });

  it('waits for a workspace that asks for patience, on every replica, and for no other', async () => {
    await open();
    const [here, too, there] = [await registered('T0/U1'), await registered('T0/U2'), await registered('T9/U1')];
    const other = await world.replica();
    const before = slack.sent.length;
    const { add } = world.database.store.outbox;
    await add([message(here, 'T0/U1', 'refused')]);
    slack.ends({ kind: 'later', at: new Date(world.clock.now().getTime() + 30_000), everybody: true });
    expect(await world.desk.deliver()).toMatchObject({ queued: 1 });
    await add([message(too, 'T0/U2', 'waits'), message(there, 'T9/U1', 'goes')]);
    expect(await other.deliver()).toMatchObject({ sent: 1 });
    world.clock.pass(0.6);
    expect(await other.deliver()).toMatchObject({ sent: 2 });
    expect(
      slack
        .texts()
        .slice(before)
        .filter((text) => ['goes', 'refused', 'waits'].includes(text)),
    ).toEqual(['goes', 'waits', 'refused']);
  });

  it('keeps the pace of a channel: bulk waits, answers do not, and both count', async () => {
    await open({ address: 1000, workspace: 500, first: 0 });
    const people: string[] = [];
    for (const n of [1, 2, 3]) people.push(await registered(`T0/U${n}`));
    world.clock.pass(1);
    const { add, next } = world.database.store.outbox;
    await add(people.map((person, at) => message(person, `T0/U${at + 1}`, 'bulk')));
    expect(await world.desk.deliver()).toMatchObject({ sent: 3 });
    await add([message(people[0] as string, 'T0/U1', 'an answer', null), message(people[1] as string, 'T0/U2', 'more bulk')]);
    expect(await world.desk.deliver()).toMatchObject({ sent: 0 });
    world.clock.pass(1 / 60);
    expect(await world.desk.deliver()).toMatchObject({ sent: 1 });
    expect(slack.texts().at(-1)).toBe('an answer');
    // Three at once, and the answer: four steps of half a second.
    expect(await next('slack', world.clock.now())).toEqual(new Date(world.clock.now().getTime() + 1_000));
    world.clock.pass(1 / 60);
    expect(await world.desk.deliver()).toMatchObject({ sent: 1 });
  });

  it('marks an address after three refusals in a row, and clears it when a message arrives', async () => {
    await open();
    const person = await registered('T0/U1');
    const { add, unreachable } = world.database.store.outbox;
    const refused = async (times: number) => {
      await add(Array.from({ length: times }, () => message(person, 'T0/U1', 'refused')));
      slack.ends(...Array.from({ length: times }, () => ({ kind: 'unreachable' }) as const));
      await world.desk.deliver();
    };
    await refused(2);
    await add([message(person, 'T0/U1', 'arrives')]);
    await world.desk.deliver();
    await refused(2);
    expect(await unreachable(9)).toEqual([]);
    await refused(1);
    expect(await unreachable(9)).toMatchObject([{ person, channel: 'slack', name: 'Robin' }]);
    await add([message(person, 'T0/U1', 'arrives', null)]);
    await world.desk.deliver();
    expect(await unreachable(9)).toEqual([]);
  });

  it('does not wait for a time that was only ahead because the clock was', async () => {
    await open();
    const person = await registered('T0/U1');
    await world.desk.deliver();
    world.clock.pass(60);
    await world.database.store.outbox.add([message(person, 'T0/U1', 'in doubt', null), message(person, 'T0/U1', 'after it', null)]);
    slack.ends({ kind: 'unknown' });
    await world.desk.deliver();
    world.clock.pass(-60);
    expect(await world.desk.deliver()).toMatchObject({ sent: 2 });
  });

  it('has the answer to a turn as its own from the moment it is written, and goes on with what follows', async () => {
    await open({ address: 0, workspace: 500, first: 0 });
    const person = await registered('T0/U1');
    const before = slack.sent.length;
    const other = await world.replica();
    const { add, next } = world.database.store.outbox;
    const counts: unknown[] = [];
    slack.during.push(async () => {
      counts.push(await other.deliver());
      return { kind: 'sent', externalId: null };
    });
    const says = async (text: string) => {
      await world.visitor('T0/U1', 'slack').types(text);
      await world.desk.deliver();
    };
    await says('HELP');
    expect(counts).toMatchObject([{ sent: 0 }]);
    expect(slack.sent.slice(before)).toMatchObject([
      { attempts: 0, counted: false, person },
      { attempts: 0, counted: true, person },
    ]);
    // While nobody has to keep a pace, it moves none; and while somebody has, it does.
    await says('19');
    world.clock.pass(1);
    await says('home');
    expect(slack.sent.at(-1)).toMatchObject({ counted: false });
    expect(await next('slack', world.clock.now())).toBeNull();
    await add([message(person, 'T0/U1', 'bulk')]);
    await world.desk.deliver();
    await says('Leeds');
    expect(slack.sent.at(-1)).toMatchObject({ counted: false });
    expect(await next('slack', world.clock.now())).toEqual(new Date(world.clock.now().getTime() + 1_000));
    // Behind an answer that waits it is claimed as ever.
    slack.ends({ kind: 'later', at: null });
    await says('1 and 3');
    await says('share my views');
    world.clock.pass(1);
    expect(await world.desk.deliver()).toMatchObject({ sent: 2 });
    expect(slack.sent.slice(-3)).toMatchObject([
      { attempts: 0, counted: false },
      { attempts: 1, counted: true },
      { attempts: 0, counted: true },
    ]);
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
