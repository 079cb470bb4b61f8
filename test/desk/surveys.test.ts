import { afterEach, beforeEach, expect, it } from 'vitest';
import { fakeCarrier } from '../support/carrier.ts';
import { onEmbedded } from '../support/database.ts';
import { addSession, give, register, send, sendNow } from '../support/surveys.ts';
import { createWorld, day, throughRegistering, type World } from '../support/world.ts';

onEmbedded('Sending a survey', (kind) => {
  let world: World;
  let slack: ReturnType<typeof fakeCarrier>;
  beforeEach(async () => {
    slack = fakeCarrier();
    world = await createWorld(kind, { carriers: slack.carriers });
  });
  afterEach(() => world.remove());

  const count = async (table: string) => (await world.database.rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n;
  const said = async (address: string) => (await world.visitor(address).view()).messages.map(({ text }) => text).join('\n');

  it('shows who gets it, who does not and why, how it looks and what kind it is, and sends nothing', async () => {
    const robin = await register(world, 'robin');
    const kit = await register(world, 'T0/U1', 'slack');
    const stopped = await register(world, 'stopped');
    await world.visitor('stopped').types('stop');
    const paused = await register(world, 'paused');
    await world.visitor('paused').types('pause');
    const left = await register(
      world,
      'left',
      'web',
      throughRegistering.map((one) => (one === "that's right" ? 'no' : one)),
    );
    await world.visitor('left').types('no');
    const unasked = await register(
      world,
      'unasked',
      'web',
      throughRegistering.map((one) => (one === 'here' ? 'no contact' : one)).filter((_, at) => at !== 9 && at !== 10),
    );
    const session = await addSession(world, [robin, kit, stopped, paused, left, unasked], { headcount: 9 });
    const before = await count('message');
    const sheet = await give(world, 'survey send', { template: 'after-session', session, kind: 'named' });
    expect(sheet.data).toMatchObject({
      asked: { web: 1, slack: 1 },
      leftOut: { stopped: 1, paused: 1, left: 1, no_yes: 1, unnamed: 3 },
    });
    const text = JSON.stringify(sheet);
    for (const part of ['said STOP', 'Your name stays with your answers', 'How was today?', 'named', 'came without a name', '9 March'])
      expect(text).toContain(part);
    expect(sheet.next?.[0]).toMatchObject({ label: 'Send', order: { name: 'survey confirm' } });
    expect([await count('message'), await count('survey_run'), await count('invitation')]).toEqual([before, 0, 0]);
  });

  it('sends once, however often Send is pressed, after a minute, by each one’s own channel', async () => {
    const people = [await register(world, 'robin'), await register(world, 'T0/U1', 'slack')];
    await world.desk.deliver();
    const session = await addSession(world, people);
    const preview = await give(world, 'survey send', { template: 'after-session', session, kind: 'anonymous' });
    const order = preview.next?.[0]?.order;
    if (!order) throw new Error('There is a Send.');
    const results = await Promise.all([1, 2, 3].map(() => give(world, order.name, order.input)));
    expect(results[0]?.text).toMatch(/^2 invitations go at/);
    expect([await count('survey_run'), await count('invitation')]).toEqual([1, 2]);
    const sent = slack.sent.length;
    await world.desk.deliver();
    expect(slack.sent.length).toBe(sent);
    expect(await said('robin')).not.toContain('This survey is anonymous');

    world.clock.pass(1);
    const other = await world.replica();
    await Promise.all([world.desk.deliver(), other.deliver()]);
    await world.desk.deliver();
    expect(slack.sent.length).toBe(sent + 1);
    expect(slack.texts().at(-1)).toMatch(
      /This survey is anonymous: [\s\S]*type STOP\.\nAnswer on a page of its own: https:\/\/chat\.example\.org\/s\/[\w-]{43}$/,
    );
    expect((await said('robin')).match(/This survey is anonymous/g)).toHaveLength(1);
    const { messages } = await world.visitor('robin').view();
    expect(messages.at(-1)?.link?.url).toMatch(/^https:\/\/chat\.example\.org\/s\/[\w-]{43}$/);
    expect(messages.at(-1)?.quick).toBeUndefined();
    // Neither the link nor its token is kept anywhere.
    const token = messages.at(-1)?.link?.url.split('/').at(-1) as string;
    expect(JSON.stringify(await world.database.rows('SELECT content FROM message'))).not.toContain(token);
    expect(
      JSON.stringify(await world.database.rows('SELECT * FROM invitation'), (_, value) =>
        typeof value === 'bigint' ? String(value) : value,
      ),
    ).not.toContain(token);
  });

  it('is taken back until it goes, and says what had gone', async () => {
    const people = [await register(world, 'robin'), await register(world, 'kit')];
    const session = await addSession(world, people);
    const run = await send(world, { template: 'after-session', session, kind: 'named' });
    expect((await give(world, 'survey undo', { id: run })).text).toBe('Taken back: 2 invitations will not go, and nothing was sent.');
    expect([await count('survey_run'), await count('invitation')]).toEqual([0, 0]);
    world.clock.pass(5);
    await world.desk.deliver();
    expect(await said('robin')).not.toContain('Would you answer');

    const again = await sendNow(world, { template: 'after-session', session, kind: 'named' });
    expect((await give(world, 'survey undo', { id: again })).text).toMatch(/^All 2 invitations had gone already/);
    expect(await count('invitation')).toBe(2);
    expect((await world.database.store.audit.list(20)).map(({ action, about }) => [action, about])).toContainEqual(['survey undo', again]);
  });

  it('asks again at the moment of sending whether each may be asked', async () => {
    const people = [await register(world, 'robin'), await register(world, 'kit'), await register(world, 'sam')];
    const session = await addSession(world, people);
    const run = await send(world, { template: 'after-session', session, kind: 'named' });
    await world.visitor('robin').types('stop');
    await world.visitor('kit').goesThrough('delete me', 'yes');
    world.clock.pass(1);
    await world.desk.deliver();
    expect(await said('robin')).not.toContain('Would you answer');
    expect(await said('sam')).toContain('Would you answer');
    expect((await give(world, 'survey show', { id: run })).data).toMatchObject({ invited: 1, withheld: [{ why: 'stopped', count: 1 }] });
  });

  it('asks nobody twice about one session', async () => {
    const session = await addSession(world, [await register(world, 'robin')]);
    await sendNow(world, { template: 'after-session', session, kind: 'named' });
    const sheet = await give(world, 'survey send', { template: 'after-session', session, kind: 'anonymous' });
    expect(sheet.data).toMatchObject({ asked: {}, leftOut: { asked: 1 } });
    expect(sheet.next).toBeUndefined();
  });

  it('writes to nobody at night or on a Sunday', async () => {
    const session = await addSession(world, [await register(world, 'robin')]);
    // From Tuesday 10:00 to Saturday 21:00.
    world.clock.pass(4 * day + 11 * 60);
    await sendNow(world, { template: 'after-session', session, kind: 'named' });
    world.clock.pass(13 * 60);
    await world.desk.deliver();
    expect(await said('robin')).not.toContain('Would you answer');
    world.clock.pass(day);
    await world.desk.deliver();
    expect(await said('robin')).toContain('Would you answer');
  });

  it('reminds as often as was said, only with a yes to reminders, never who paused, and nobody who has finished', async () => {
    const yes = [...throughRegistering.slice(0, 10), 'yes', ...throughRegistering.slice(11)];
    const people = await Promise.all(
      ['none', 'robin', 'kit', 'done'].map((name) => register(world, name, 'web', name === 'none' ? throughRegistering : yes)),
    );
    const session = await addSession(world, people);
    const run = await sendNow(world, { template: 'after-session', session, kind: 'named', reminders: 2, closes: '2026-03-21' });
    await world.visitor('kit').types('pause');
    await world.visitor('done').goesThrough('survey', ...Array(9).fill('skip'), 'no');
    for (let days = 0; days < 16; days++) {
      world.clock.pass(day);
      await world.desk.deliver();
    }
    const reminders = async (address: string) => (await said(address)).match(/You still have until/g)?.length ?? 0;
    expect([await reminders('none'), await reminders('robin'), await reminders('kit'), await reminders('done')]).toEqual([0, 2, 0, 0]);
    expect((await give(world, 'survey show', { id: run })).data).toMatchObject({ invited: 4, reminders: '2', finished: '1' });
  });

  it('asks those who have registered, about no session, of everything that it can ask about', async () => {
    await register(world, 'robin');
    const sheet = await give(world, 'survey send', { template: 'three-months-on', kind: 'named', audience: 'registered' });
    expect(sheet.data).toMatchObject({ asked: { web: 1 }, run: { session: null, threshold: 5 } });
    const session = await addSession(world, [], { areas: [], kind: 'secure' });
    const other = await give(world, 'survey send', { template: 'after-session', kind: 'anonymous', session });
    expect(other.data).toMatchObject({ run: { areas: expect.arrayContaining(['safety', 'policing']), threshold: 10 } });
    const statements = await give(world, 'survey send', { template: 'what-should-change', kind: 'anonymous', session });
    expect(statements.data).toMatchObject({ run: { areas: ['safety', 'staffing', 'data', 'technology', 'estates', 'needs'] } });
  });

  it('says in words what is wrong with a wish', async () => {
    const ada = { channel: 'terminal', address: 'ada@office' } as const;
    const session = await addSession(world, [], { approvalEnds: '2026-03-20' });
    const wish = async (input: Record<string, unknown>) => {
      const result = await world.desk.command(ada, {
        name: 'survey send',
        input: { template: 'after-session', kind: 'named', session, ...input },
      });
      return result.kind === 'refused' ? Object.keys(result.faults ?? {}) : 'done';
    };
    expect(await wish({ template: 'menu' })).toEqual(['template']);
    expect(await wish({ session: 'abcd1234' })).toEqual(['session']);
    expect(await wish({ session: undefined })).toEqual(['session']);
    expect(await wish({ audience: 'registered' })).toEqual(['session']);
    expect(await wish({ audience: 'registered', session: undefined })).toEqual(['session']);
    expect(await wish({ closes: '2026-03-01' })).toEqual(['closes']);
    expect(await wish({ opens: '2026-03-15', closes: '2026-03-12' })).toEqual(['closes']);
    expect(await wish({ closes: '2026-03-18', finish: '2026-03-17' })).toEqual(['finish']);
    expect(await wish({ closes: '2026-09-01' })).toEqual(['closes']);
    expect(await wish({ closes: '2026-03-21' })).toEqual(['closes']);
    expect(await wish({ reminders: 3 })).toEqual(['reminders']);
    expect(await wish({})).toBe('done');
  });
});
