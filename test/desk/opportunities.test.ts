import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '../../src/calendar/index.ts';
import type { Order, Sheet } from '../../src/desk/ports.ts';
import { onEmbedded } from '../support/database.ts';
import { addSession } from '../support/surveys.ts';
import { createWorld, day, throughRegistering, type Visitor, type World } from '../support/world.ts';

/** Somebody who would like paid work later, and says this to being told of it. */
const wanting = (name: string, yes: 'yes' | 'no' = 'yes') =>
  throughRegistering.flatMap((reply, at) =>
    at === 1 ? [name] : reply === 'share my views' ? ['job'] : at === 10 ? [reply, yes] : [reply],
  );

onEmbedded('Opportunities', (kind) => {
  let world: World;
  const ada = { channel: 'terminal', address: 'ada@office' } as const;
  const bo = { channel: 'slack', address: 'bo' } as const;
  async function does(order: Order | string, as: typeof ada | typeof bo = bo): Promise<Sheet> {
    const result = await world.desk.command(as, typeof order === 'string' ? { line: order } : order);
    return result.kind === 'refused' ? expect.fail(result.why) : result.sheet;
  }
  const refused = async (order: Order | string) => {
    const result = await world.desk.command(bo, typeof order === 'string' ? { line: order } : order);
    return result.kind === 'refused' ? result.why : 'done';
  };
  async function somebody(name: string, replies = wanting(name)): Promise<{ visitor: Visitor; id: string }> {
    const visitor = world.visitor(name.toLowerCase());
    await visitor.goesThrough(...replies);
    return { visitor, id: (await visitor.view()).person as string };
  }
  const terms = { title: 'Run a session in Leeds', about: 'You run one session with us.', pay: '£15 an hour', closes: '2026-04-10' };
  async function post(input: Record<string, unknown> = {}): Promise<{ id: string; preview: Sheet }> {
    const preview = await does({ name: 'opportunity post', input: { ...terms, ...input } });
    const order = preview.next?.[0]?.order as Extract<Order, { input: unknown }>;
    await does(order);
    return { id: String(order.input.id), preview };
  }
  const go = async (minutes: number) => {
    world.clock.pass(minutes);
    await world.desk.tick(world.clock.now());
    await world.desk.deliver();
  };
  const said = async (visitor: Visitor) =>
    (await visitor.view()).messages.filter(({ direction }) => direction === 'out').map(({ text }) => text);
  const interest = async (person: string, id: string) =>
    (
      await world.database.rows<{ state: string; answer: string | null }>(
        `SELECT state, answer FROM interest WHERE person_id = '${person}' AND opportunity_id = '${id}'`,
      )
    )[0];
  const options = async (visitor: Visitor) => (await visitor.view()).prompt?.options.map(({ value }) => value);

  beforeAll(async () => {
    world = await createWorld(kind);
    await does('roles grant slack:bo staff --name Bo --why needed', ada);
  });
  afterAll(() => world.remove());

  it('are previewed, offered to those whom they fit and who agreed, and answered in the chat', async () => {
    const robin = await somebody('Robin');
    const kit = await somebody('Kit', wanting('Kit', 'no'));
    const lou = await somebody('Lou');
    await addSession(world, [robin.id, kit.id]);
    const { id, preview } = await post({ requires: 'adult, first-session', next: 'We call you.', link: 'https://example.org/work' });
    expect(preview.text).toMatch(/^People who would hear of it: 1\. It fits them/);
    expect(preview.data).toMatchObject({ tell: 1, leftOut: {} });
    await go(1);
    const offer = (await said(robin.visitor)).at(-1) as string;
    expect(offer).toBe(
      'Hello from our charity. This is open now, and could fit you: Run a session in Leeds.\nPay: £15 an hour\nYou can tell us if you are interested up to Friday 10 April. It is fine if you are not. To see more, type OFFERS.\nTo hear no more about work, type NO OFFERS. To stop all messages, type STOP.',
    );
    expect((await robin.visitor.view()).messages.at(-1)?.quick).toEqual([{ label: 'Have a look', text: 'OFFERS' }]);
    for (const other of [kit, lou]) expect((await said(other.visitor)).join()).not.toContain('Leeds.\n');

    expect(await robin.visitor.goesThrough('OFFERS')).toBe(
      'Run a session in Leeds: You run one session with us.\nPay: £15 an hour\nYou can tell us if you are interested up to Friday 10 April. It is fine if you are not.\nWhat do you think?',
    );
    expect(await options(robin.visitor)).toEqual(['interested', 'not-for-me', 'more', 'nothing']);
    const more = await robin.visitor.goesThrough('tell me more');
    expect(more).toContain('You hear from us by Friday 24 April, whatever they decide.');
    expect(more).toContain('What happens then: We call you.\nTo read more: https://example.org/work');
    expect(more).toContain('✓ Be 18 or over: done\n✓ Come to a session: done');
    expect(await options(robin.visitor)).toEqual(['interested', 'not-for-me', 'nothing']);
    expect(await robin.visitor.goesThrough('1')).toContain(
      'Thank you. Our team can see that you are interested in this: Run a session in Leeds.',
    );
    expect(await interest(robin.id, id)).toEqual({ state: 'interested', answer: null });

    // Kit asks by themselves, and so sees what fits; Lou has been to no session.
    expect(await kit.visitor.goesThrough('offers')).toContain('Run a session in Leeds');
    await kit.visitor.types('not for me');
    expect(await interest(kit.id, id)).toEqual({ state: 'not-for-me', answer: null });
    expect(await lou.visitor.goesThrough('offers')).toContain('Nothing is open just now');

    const list = await does(`opportunity of ${id}`);
    expect(list.text).toBe(
      'Interested: 1. Not answered yet: 1. In the order of names, and of nothing else. Who gets it, a person decides.',
    );
    expect(list.tables?.[1]).toMatchObject({
      head: ['Name', 'Said', 'Since', '18 or over', 'A first session', 'Answer', 'Id'],
      rows: [['Robin', 'interested', expect.any(String), 'met', 'met', '', robin.id.slice(0, 13)]],
    });
    expect(JSON.stringify((await does('home')).tables)).toContain('Run a session in Leeds');

    expect(await robin.visitor.goesThrough('offers')).toContain(
      'You told us that you are interested. You hear from us by Friday 24 April.',
    );
    expect(await options(robin.visitor)).toEqual(['take-back', 'more', 'nothing']);
    await robin.visitor.types('take it back');
    expect(await interest(robin.id, id)).toEqual({ state: 'taken-back', answer: null });
    expect(await refused(`opportunity tell ${id} ${robin.id} offered`)).toMatch(/no such person on that list/);
    await robin.visitor.goesThrough('offers', 'interested');
    await does(`opportunity tell ${id} ${robin.id} not-this-time`);
    await does(`opportunity tell ${id} ${robin.id} offered`);
    await does(`opportunity tell ${id} ${robin.id} offered`);
    await go(day);
    await go(day);
    const words = await said(robin.visitor);
    expect(words.filter((text) => text.includes('We would like you to do it'))).toHaveLength(1);
    expect(words.join()).not.toContain('This time it did not work out');
    await does(`opportunity close ${id} --why filled`);
    expect(await kit.visitor.goesThrough('offers')).toContain('Nothing is open just now');
    expect(await robin.visitor.goesThrough('offers')).toContain('We would like you to do this.');
    await robin.visitor.types('nothing');
    expect((await does('opportunity list')).data).toEqual([]);
    expect((await does('opportunity list --all')).data).toMatchObject([{ id, state: 'closed', interested: 1, waiting: 0 }]);
  });

  describe('are not offered, or not any more,', () => {
    const offered = async ({ visitor }: { visitor: Visitor }) =>
      (await said(visitor)).filter((text) => text.includes('This is open now, and could fit you')).length;
    const why = async (person: string) =>
      (
        await world.database.rows<{ state: string; reason: string | null }>(
          `SELECT state, reason FROM nudge WHERE person_id = '${person}' AND policy = 'opportunity_offer'`,
        )
      )[0];

    it('when they were closed, when what they ask has run out, or when somebody took a yes back, since they were planned', async () => {
      const [ash, max, sky, jo, amy] = [
        await somebody('Ash'),
        await somebody('Max'),
        await somebody('Sky'),
        await somebody('Jo'),
        await somebody('Amy'),
      ];
      const all = [ash, max, sky, jo, amy];
      await addSession(
        world,
        all.map(({ id }) => id),
        { date: '2026-03-08' },
      );
      await does(`check record ${ash.id} dbs done`);
      for (const { id } of all.slice(1)) await does(`pathway waive ${id} dbs --why known`);
      // In the evening, so that nothing goes before the morning.
      world.clock.pass(((20 + 24 - world.clock.now().getUTCHours()) % 24) * 60);
      const { preview } = await post({ requires: ['first-session', 'dbs'], closes: '2026-04-20' });
      expect(preview.data).toMatchObject({ tell: 5 });
      await world.database.rows(`UPDATE proof SET valid_until = '2026-03-01' WHERE person_id = '${ash.id}'`);
      await max.visitor.goesThrough('no offers');
      await sky.visitor.goesThrough('pathway', 'take a break from the pathway');
      await jo.visitor.goesThrough('pathway', 'leave', 'yes');
      await go(14 * 60);
      expect(await Promise.all(all.map(offered))).toEqual([0, 0, 0, 0, 1]);
      expect(await why(ash.id)).toEqual({ state: 'refused', reason: 'no_fit' });
      expect(await why(max.id)).toEqual({ state: 'refused', reason: 'no_yes' });
      expect(await why(sky.id)).toEqual({ state: 'planned', reason: 'paused' });
      expect(await why(jo.id)).toEqual({ state: 'refused', reason: 'left' });
      // Who comes back hears of it; who left and says yes since hears of what comes next.
      await sky.visitor.goesThrough('pathway', 'carry on');
      await jo.visitor.goesThrough('pathway', 'paid work', 'yes');
      await go(day);
      expect(await offered(sky)).toBe(1);
      const next = await post({ title: 'Speak at a school', requires: ['first-session'], closes: '2026-04-20' });
      expect(next.preview.data).toMatchObject({ leftOut: { no_yes: expect.any(Number) } });
      await does(`opportunity withdraw ${next.id} --why no room`);
      await go(day);
      for (const one of all) expect((await said(one.visitor)).join()).not.toContain('Speak at a school.');
      expect(await why(amy.id)).toBeDefined();
    });

    it('when they close while a message waits to be sent, unless it is on its way', async () => {
      const [pat, wyn] = [await somebody('Pat'), await somebody('Wyn')];
      const { id } = await post({ title: 'Help at the fair' });
      for (const [person, leased] of [
        [pat.id, 'NULL'],
        [wyn.id, `'2027-01-01'`],
      ])
        await world.database.rows(`WITH sent AS (INSERT INTO message (person_id, channel, direction, content, at, kind, address, state, due_at, leased_until)
          VALUES ('${person}', 'slack', 'out', '{"text": "Help at the fair"}', '2026-03-10', 'nudge', 'U1', 'queued', '2026-03-10', ${leased}) RETURNING id)
          UPDATE nudge SET state = 'sent', message_id = (SELECT id FROM sent) WHERE person_id = '${person}' AND policy = 'opportunity_offer' AND occurrence LIKE '${id}%'`);
      await does(`opportunity close ${id} --why filled`);
      const queued = await world.database.rows(
        `SELECT person_id AS id, state, reason FROM message WHERE channel = 'slack' AND content->>'text' = 'Help at the fair' ORDER BY id`,
      );
      expect(queued).toEqual([
        { id: pat.id, state: 'held', reason: 'over' },
        { id: wyn.id, state: 'queued', reason: null },
      ]);
      const unsent = (await does('nudges unsent')).tables?.[0]?.rows ?? [];
      expect(unsent.find(([, who]) => who === 'Pat')?.[3]).toBe(
        'what it was about is over or has changed, or they take a break or have left',
      );
    });

    it('a second time, but once when they close soon, to who was told and has said nothing', async () => {
      const [told, answered] = [await somebody('Told'), await somebody('Answered')];
      await go(8 * day);
      const closes = dayOf('Europe/London', new Date(world.clock.now().getTime() + 12 * day * 60_000));
      await post({ title: 'Cook with us', closes });
      await go(day);
      await answered.visitor.goesThrough('offers', 'not for me');
      for (let days = 0; days < 12; days++) await go(day);
      const closing = async ({ visitor }: { visitor: Visitor }) =>
        (await said(visitor)).filter((text) => /This is open up to .*: Cook with us/.test(text)).length;
      expect([await closing(told), await closing(answered)]).toEqual([1, 0]);
      // The question of then is still there to be pressed: it gets a kind answer, and nothing is kept.
      await told.visitor.types('nothing');
    });
  });

  /** What was open before is not in the way of what a test posts. */
  const clear = () => world.database.rows(`UPDATE opportunity SET state = 'closed' WHERE state = 'open'`);

  it('are answered kindly when they closed under somebody, and taking it back still works', async () => {
    await clear();
    const [val, wes] = [await somebody('Val'), await somebody('Wes')];
    const { id } = await post({ title: 'Paint a wall', closes: '2026-08-01' });
    await val.visitor.goesThrough('offers');
    await wes.visitor.goesThrough('offers');
    expect((await said(val.visitor)).join()).toContain('Paint a wall: You run one session');
    await wes.visitor.types('interested');
    await does(`opportunity close ${id} --why filled`);
    expect(await val.visitor.goesThrough('interested')).toContain('This has closed: Paint a wall. Thank you for looking at it.');
    expect(await interest(val.id, id)).toBeUndefined();
    const list = await does(`opportunity of ${id}`);
    expect(list.next?.map(({ order }) => order.name)).toEqual(['opportunity tell', 'opportunity withdraw']);
    await does(`opportunity withdraw ${id} --why the wall is gone`);
    await does(`opportunity withdraw ${id} --why the wall is gone`);
    await go(day);
    await go(day);
    expect((await said(wes.visitor)).filter((text) => text.includes('It is not going ahead after all'))).toHaveLength(1);
    expect((await said(val.visitor)).join()).not.toContain('not going ahead');
  });

  it('are seen by somebody of 17 who looks, and they are answered; nobody writes to them unasked', async () => {
    await clear();
    const young = throughRegistering.flatMap((reply) =>
      reply === 'Robin' ? ['Fay'] : reply === '19' ? ['17'] : reply === 'share my views' ? ['job'] : reply === 'no' ? [] : [reply],
    );
    const fay = await somebody('Fay', young);
    const { id, preview } = await post({ title: 'Draw a poster', closes: '2026-08-02' });
    expect(JSON.stringify(preview.data)).not.toContain(fay.id);
    await go(day);
    expect((await said(fay.visitor)).join()).not.toContain('Draw a poster');
    await fay.visitor.goesThrough('offers');
    await fay.visitor.types('interested');
    expect(await interest(fay.id, id)).toMatchObject({ state: 'interested' });
    await does(`opportunity edit ${id} --pay £20 a poster`);
    await go(day);
    expect((await said(fay.visitor)).at(-1)).toContain('This is how it is now.\nPay: £20 a poster');
    await does(`opportunity tell ${id} Fay taken`);
    await go(day);
    expect((await said(fay.visitor)).at(-1)).toContain('this is yours now: Draw a poster');
    await fay.visitor.goesThrough('delete me', 'yes');
    expect(await interest(fay.id, id)).toBeUndefined();
  });

  it('are posted by typing what the preview says, where there is no button', async () => {
    const input = { ...terms, about: 'You say "hello", and more.', requires: 'adult, dbs' };
    const preview = await does({ name: 'opportunity post', input });
    const { id } = (preview.data as { opportunity: { id: string } }).opportunity;
    expect((await does(/^To post it: (.*)$/m.exec(preview.text ?? '')?.[1] ?? '')).text).toMatch(/^Posted\./);
    const { title, pay, closes } = terms;
    expect((await does(`opportunity of ${id}`)).data).toMatchObject({
      ...{ title, pay, closes },
      ...{ about: "You say 'hello', and more.", requires: ['adult', 'dbs'] },
    });
    await does(`opportunity withdraw ${id} --why tried`);
  });

  it('are refused where their words push or are hard, or nobody could meet them; posted twice they are there once', async () => {
    const asked = (input: Record<string, unknown>) => refused({ name: 'opportunity post', input: { ...terms, ...input } });
    expect(await asked({ about: 'Last chance to run a session.' })).toMatch(/"Last chance" pushes people/);
    expect(await asked({ about: 'Facilitating participatory multidisciplinary organisational deliberations.' })).toMatch(/reading age/);
    expect(await asked({ closes: '2026-01-01' })).toMatch(/That day is over/);
    expect(await asked({ closes: '2028-01-01' })).toMatch(/six months/);
    expect(await asked({ closes: '2026-08-10', hears: '2026-08-01' })).toMatch(/before it closes/);
    expect(await asked({ closes: '2026-08-10', requires: 'charm' })).toMatch(/nothing called "charm"/);
    expect(await asked({ closes: '2026-08-10', link: 'http://example.org' })).toMatch(/link/);
    const preview = await does({ name: 'opportunity post', input: { ...terms, title: 'Once', closes: '2026-08-10' } });
    const order = preview.next?.[0]?.order as Order;
    await does(order);
    await does(order);
    const all = (await does('opportunity list')).data as { title: string }[];
    expect(all.filter(({ title }) => title === 'Once')).toHaveLength(1);
  });
});
