import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeCarrier } from '../support/carrier.ts';
import { onEmbedded } from '../support/database.ts';
import { addSession, give, register, send, sendNow } from '../support/surveys.ts';
import { createWorld, day, throughRegistering, type World } from '../support/world.ts';

/** With a yes to reminders. */
const agreeing = [...throughRegistering.slice(0, 10), 'yes', ...throughRegistering.slice(11)];

interface Row {
  id: string;
  name: string;
  policy: string;
  state: string;
  reason: string | null;
  dueAt: Date;
}

onEmbedded('Nudges', (kind) => {
  let world: World;
  let slack: ReturnType<typeof fakeCarrier>;
  beforeEach(async () => {
    slack = fakeCarrier();
    world = await createWorld(kind, { carriers: slack.carriers });
  });
  afterEach(() => world.remove());

  const ada = { channel: 'terminal', address: 'ada@office' } as const;
  const next = async (input = {}) => (await give(world, 'nudges next', { days: 60, ...input })).data as Row[];
  const unsent = async () => (await give(world, 'nudges unsent')).data as Row[];
  const said = async (address: string) => (await world.visitor(address).view()).messages.map(({ text }) => text).join('\n');
  const go = async (minutes: number) => {
    world.clock.pass(minutes);
    await world.desk.tick(world.clock.now());
    await world.desk.deliver();
  };
  const refused = async (name: string, input: object) => {
    const result = await world.desk.command(ada, { name, input: { ...input } });
    return result.kind === 'refused' ? result.why : 'done';
  };

  describe('of a survey', () => {
    it('are planned when it is sent, go when they are due, and end when they are answered', async () => {
      const session = await addSession(world, [
        await register(world, 'robin', 'web', agreeing),
        await register(world, 'kit', 'web', agreeing),
      ]);
      await send(world, { template: 'after-session', session, kind: 'named', reminders: 2 });
      expect((await next()).map(({ policy, state }) => [policy, state])).toEqual([
        ...Array(2).fill(['invitation', 'planned']),
        ...Array(4).fill(['reminder', 'planned']),
      ]);
      await go(1);
      expect((await next()).map(({ policy }) => policy)).toEqual([...Array(4).fill('reminder'), 'still_here', 'still_here']);
      await world.visitor('robin').goesThrough('survey', ...Array(9).fill('skip'), 'no');
      for (let days = 0; days < 15; days++) await go(day);
      expect((await said('kit')).match(/You still have until/g)).toHaveLength(2);
      expect(await said('robin')).not.toContain('You still have until');
      expect((await unsent()).map(({ name, reason }) => [name, reason])).toEqual([
        ['Robin', 'answered'],
        ['Robin', 'answered'],
      ]);
    });

    it('of one without names, nobody sees who has answered', async () => {
      const session = await addSession(world, [
        await register(world, 'robin', 'web', agreeing),
        await register(world, 'kit', 'web', agreeing),
      ]);
      const run = await sendNow(world, { template: 'after-session', session, kind: 'anonymous', reminders: 1 });
      await world.database.rows(
        `UPDATE invitation SET state = 'finished' WHERE person_id = (SELECT person_id FROM address WHERE value = 'robin')`,
      );
      expect(await next()).toHaveLength(2);
      for (let days = 0; days < 15; days++) await go(day);
      expect(await unsent()).toEqual([]);
      expect(await refused('survey unanswered', { id: run })).toMatch(/no names/);
    });

    it('after the last there is silence, and a task for whoever sent it', async () => {
      const bo = await register(world, 'bo');
      await give(world, 'roles grant', { who: bo, role: 'staff', why: 'new' });
      const session = await addSession(world, [await register(world, 'robin', 'web', agreeing)]);
      const asBo = { channel: 'web', address: 'bo' } as const;
      const order = async (name: string, input: object) => {
        const result = await world.desk.command(asBo, { name, input: { ...input } });
        if (result.kind === 'refused') throw new Error(result.why);
        return result.sheet;
      };
      const preview = await order('survey send', { template: 'after-session', session, kind: 'named', reminders: 1 });
      const confirm = preview.next?.[0]?.order;
      await order(confirm?.name ?? '', confirm?.input ?? {});
      await go(1);
      expect(JSON.stringify(await order('home', {}))).not.toContain('no more reminders');
      for (let days = 0; days < 12; days++) await go(day);
      const home = await order('home', {});
      const task = home.next?.find(({ order: { name } }) => name === 'survey unanswered');
      expect(task?.label).toBe('After a session: 1 have not answered');
      expect(JSON.stringify((await order('survey unanswered', task?.order.input ?? {})).tables)).toContain('Robin');
    });

    it('share one budget: no more than one message a day and three in a week, and what waits says why', async () => {
      const robin = await register(world, 'robin', 'web', agreeing);
      for (let surveys = 0; surveys < 5; surveys++) {
        const session = await addSession(world, [robin], { date: `2026-03-0${surveys + 1}` });
        await send(world, { template: 'after-session', session, kind: 'named', reminders: 0 });
      }
      await go(1);
      expect((await said('robin')).match(/Would you answer/g)).toHaveLength(1);
      expect((await next()).map(({ reason }) => reason)).toEqual([...Array(4).fill('budget_day'), null]);
      const heard: number[] = [];
      for (let days = 0; days < 9; days++) {
        await go(day);
        heard.push((await said('robin')).match(/Would you answer/g)?.length ?? 0);
      }
      // Tuesday to Thursday, then again on the eighth day.
      expect(heard).toEqual([2, 3, 3, 3, 3, 3, 4, 5, 5]);
    });
  });

  describe('can be changed by staff', () => {
    it('held, released, moved and taken back', async () => {
      const session = await addSession(world, [await register(world, 'robin')]);
      await send(world, { template: 'after-session', session, kind: 'named', reminders: 0 });
      const [{ id }] = (await next()) as [Row];
      await give(world, 'nudges hold', { id });
      await go(60);
      expect(await said('robin')).not.toContain('Would you answer');
      expect(JSON.stringify((await give(world, 'nudges next')).tables)).toContain('held by a colleague');
      expect(await refused('nudges edit', { id, on: '2026-03-15' })).toMatch(/Nobody is written to on that day/);
      expect((await give(world, 'nudges edit', { id, on: '2026-03-13' })).text).toMatch(/13 Mar 2026, 09:00/);
      await give(world, 'nudges release', { id });
      await go(day);
      expect(await said('robin')).not.toContain('Would you answer');
      await go(3 * day);
      expect(await said('robin')).toContain('Would you answer');
      expect(await refused('nudges cancel', { id })).toMatch(/has been sent, or has ended/);
    });

    it('taken back, and counted with those who could not be asked', async () => {
      const session = await addSession(world, [await register(world, 'robin')]);
      const run = await send(world, { template: 'after-session', session, kind: 'named' });
      const [{ id }] = (await next()) as [Row];
      await give(world, 'nudges cancel', { id });
      await go(5);
      expect(await said('robin')).not.toContain('Would you answer');
      expect((await give(world, 'survey show', { id: run })).data).toMatchObject({ withheld: [{ why: 'taken_back', count: 1 }] });
    });

    it('given other words, which are as easy, as kind, and say how to stop', async () => {
      await register(world, 'robin', 'web', agreeing);
      await go(1);
      const [{ id, policy }] = (await next()) as [Row];
      expect(policy).toBe('still_here');
      expect(await refused('nudges edit', { id })).toMatch(/Say what to change/);
      expect(await refused('nudges edit', { id, text: 'Hurry. To stop, type STOP.' })).toMatch(/"Hurry" pushes people/);
      expect(await refused('nudges edit', { id, text: 'Hello from us.' })).toMatch(/Say how to stop/);
      expect(
        await refused('nudges edit', {
          id,
          text: 'Notwithstanding organisational considerations, participation opportunities materialise. STOP',
        }),
      ).toMatch(/reading age/);
      await give(world, 'nudges edit', { id, text: 'We meet on Monday. To stop all messages, type STOP.' });
      for (let days = 0; days < 32; days++) await go(day);
      expect(await said('robin')).toContain('We meet on Monday.');
    });

    it('kept off days that staff closed, for everybody or for a project', async () => {
      const session = await addSession(world, [await register(world, 'robin')], { approvalEnds: '2026-12-31' });
      await register(world, 'kit', 'web', agreeing);
      await give(world, 'blackouts add', { from: '2026-03-10', until: '2026-03-12', why: 'exams', project: 'P' });
      expect(await refused('blackouts add', { from: '2026-03-12', until: '2026-03-10', why: 'exams' })).toMatch(/before the first/);
      expect(await refused('blackouts add', { from: '2026-03-12', until: '2026-12-10', why: 'exams' })).toMatch(/more than 92/);
      await send(world, { template: 'after-session', session, kind: 'named', reminders: 0 });
      await send(world, { template: 'three-months-on', audience: 'registered', kind: 'named', reminders: 0 });
      await go(1);
      expect(await said('robin')).not.toContain('Would you answer');
      expect(await said('kit')).toContain('Would you answer');
      expect((await next()).filter(({ policy }) => policy === 'invitation').map(({ reason }) => reason)).toEqual(['blackout', 'blackout']);
      const [{ id }] = (await give(world, 'blackouts list')).data as [{ id: string }];
      await give(world, 'blackouts remove', { id });
      await go(3 * day);
      expect(await said('robin')).toContain('Would you answer');
    });
  });

  describe('of a flow', () => {
    it('remind an adult once of what they had begun, in Slack, and nobody else', async () => {
      for (const [address, age] of [
        ['T0/U1', '19'],
        ['T0/U2', '16'],
      ] as const)
        for (const text of ['hi', 'English', 'Robin', age]) await world.visitor(address, 'slack').types(text);
      await world.desk.deliver();
      const before = slack.sent.length;
      for (let days = 0; days < 8; days++) await go(day);
      expect(slack.sent.slice(before).map(({ address, said: { text } }) => [address, text])).toEqual([
        ['T0/U1', expect.stringContaining('You began to tell us')],
      ]);
      expect((await unsent()).map(({ policy, reason }) => [policy, reason])).toEqual([['unfinished', 'age']]);
    });

    it('end when what they are about has happened', async () => {
      const visitor = world.visitor('T0/U1', 'slack');
      for (const text of ['hi', 'English', 'Robin', '19']) await visitor.types(text);
      // Until Thursday night; the nudge waits for Friday.
      world.clock.pass(2 * day + 11 * 60);
      await world.desk.tick(world.clock.now());
      await world.desk.deliver();
      expect((await next()).map(({ policy, reason }) => [policy, reason])).toEqual([['unfinished', 'quiet_hours']]);
      world.clock.pass(1);
      await visitor.types('home');
      const before = slack.sent.length;
      await go(day);
      expect(
        slack.sent
          .slice(before)
          .map(({ said: { text } }) => text)
          .join(),
      ).not.toContain('You began to tell us');
      expect((await unsent()).map(({ policy, reason }) => [policy, reason])).toContainEqual(['unfinished', 'wrote']);
    });

    it('go once, whoever plans and decides how often', async () => {
      await register(world, 'T0/U1', 'slack', agreeing);
      await world.desk.deliver();
      const other = await world.replica();
      const before = slack.sent.length;
      world.clock.pass(30 * day + 60);
      const now = world.clock.now();
      await Promise.all([world.desk.tick(now), other.tick(now), world.desk.tick(now)]);
      await Promise.all([world.desk.deliver(), other.deliver()]);
      await go(day);
      expect(slack.sent.slice(before).filter(({ said: { text } }) => text.includes('A month ago'))).toHaveLength(1);
    });
  });

  it('wait while a concern about somebody is open, and only a lead sees why', async () => {
    const session = await addSession(world, [await register(world, 'robin')]);
    await send(world, { template: 'after-session', session, kind: 'named', reminders: 0 });
    await world.visitor('robin').types('i want to kill myself');
    await go(1);
    expect(await said('robin')).not.toContain('Would you answer');
    expect((await next()).filter(({ policy }) => policy === 'invitation')).toMatchObject([{ state: 'planned', reason: null }]);
    expect(JSON.stringify(await give(world, 'nudges next'))).not.toContain('concern');
    const { concerns } = world.database.store;
    const id = (await concerns.list(false))[0]?.id ?? '';
    const marks = (state: 'closed' | 'in hand') => concerns.add(id, { state, who: 'a lead', why: 'done', at: world.clock.now() });
    await marks('closed');
    // Taken up once more, it is open as before.
    await marks('in hand');
    await go(7 * 60);
    expect(await said('robin')).not.toContain('Would you answer');
    await marks('closed');
    await go(day);
    expect(await said('robin')).toContain('Would you answer');
  });

  it('go to who wrote down a worry about others as ever', async () => {
    const robin = await register(world, 'robin');
    const session = await addSession(world, [robin]);
    await world.database.rows(`INSERT INTO evidence (id, session_id, text, "by", at)
      VALUES ('${randomUUID()}', '${session}', 'a boy said that his dad hits him', '${robin}', '2026-03-01')`);
    await world.database.rows(`INSERT INTO concern (id, person_id, family, urgency, rule, channel, external_id, at)
      SELECT gen_random_uuid(), '${robin}', 'abuse', 'soon', 'x', 'slack', id::text, at FROM evidence`);
    await send(world, { template: 'after-session', session, kind: 'named', reminders: 0 });
    await go(1);
    expect(await said('robin')).toContain('Would you answer');
  });

  it('are asked about once more when they leave: what a slow channel held up does not come at night, nor when it is of no use', async () => {
    const session = await addSession(world, [await register(world, 'T0/U1', 'slack')]);
    await world.desk.deliver();
    await send(world, { template: 'after-session', session, kind: 'named', reminders: 0 });
    const before = slack.sent.length;
    // Tuesday 19:59; the channel asks for ten minutes.
    world.clock.pass(9 * 60 + 59);
    slack.ends({ kind: 'later', at: new Date(world.clock.now().getTime() + 10 * 60_000) });
    await world.desk.deliver();
    await go(11);
    expect(slack.sent.length).toBe(before);
    await go(12 * 60 + 50);
    expect(slack.sent.length).toBe(before + 1);

    const other = await addSession(world, [await register(world, 'T0/U2', 'slack')]);
    await world.desk.deliver();
    await send(world, { template: 'after-session', session: other, kind: 'named', reminders: 0, closes: '2026-03-11' });
    const then = slack.sent.length;
    world.clock.pass(10 * 60 + 59);
    slack.ends({ kind: 'later', at: new Date(world.clock.now().getTime() + 10 * 60_000) });
    await world.desk.deliver();
    await go(2 * day);
    expect(slack.sent.length).toBe(then);
    // What did not leave is told as what was never decided on.
    expect((await unsent()).map(({ reason }) => reason)).toContain('late');
  });

  it('are shown by the first word alone, as it is typed after a slash', async () => {
    await register(world, 'robin', 'web', agreeing);
    await go(1);
    for (const line of ['nudges', 'nudges next', 'blackouts'])
      expect(await world.desk.command(ada, { line })).toMatchObject({ kind: 'done' });
  });

  it('go in the hours of where people are', async () => {
    const robin = await register(world, 'robin');
    await world.database.rows(`UPDATE person SET zone = 'America/New_York' WHERE id = '${robin}'`);
    const session = await addSession(world, [robin]);
    await send(world, { template: 'after-session', session, kind: 'named', reminders: 0 });
    // 10:01 in London, 6:01 in New York.
    await go(1);
    expect(await said('robin')).not.toContain('Would you answer');
    await go(3 * 60);
    expect(await said('robin')).toContain('Would you answer');
  });
});
