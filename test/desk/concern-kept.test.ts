import { afterEach, beforeEach, expect, it } from 'vitest';
import { onEmbedded } from '../support/database.ts';
import { everything } from '../support/everything.ts';
import { createWorld, day, registeringBy, throughRegistering, type World } from '../support/world.ts';

onEmbedded('Somebody in need who is deleted', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld(kind);
    const lead = { who: 'slack:sam', role: 'safeguarding lead', name: 'Sam', why: 'designated lead' };
    await world.desk.command({ channel: 'terminal', address: 'ada@office' }, { name: 'roles grant', input: lead });
  });
  afterEach(() => world.remove());

  const needs = 'i want to kill myself';
  const all = async () => (await everything(world.database)).join('\n');
  const sam = (line: string) => world.desk.command({ channel: 'slack', address: 'sam' }, { line });
  const concern = async () => (await world.database.store.concerns.list(true)).at(-1)?.id ?? '';
  const mark = async (state: string) => sam(`concerns mark ${await concern()} --state ${state} --why as agreed`);
  const named = (replies: string[]) => replies.map((reply) => (reply === 'Robin' ? 'Zephyrine' : reply));
  /** Registered by email, in need, and gone. */
  async function gone(...between: string[]): Promise<string> {
    const visitor = world.visitor('the-address');
    await visitor.goesThrough(...named(registeringBy('email', 'zeph@example.org')), needs, ...between);
    const asked = await visitor.goesThrough('delete me');
    const done = await visitor.types('yes');
    return [asked, ...(done.kind === 'taken' ? done.messages.map(({ text }) => text) : [])].join('\n---\n');
  }

  it('is told so before and after, and the lead has what they need to help, and nothing else of it is kept', async () => {
    const told = await gone();
    expect(told).toMatch(/If you delete now, we keep what they need to help.*Do you want me to delete everything/s);
    expect(told).toMatch(/I have deleted everything you told us.*There is one thing that we still keep/s);
    const read = await sam(`concerns read ${await concern()}`);
    expect(read).toMatchObject({
      sheet: {
        text: needs,
        data: {
          kept: { words: needs, name: 'Zephyrine', ageBand: '18-24', place: 'community', reach: ['email: zeph@example.org'] },
        },
      },
    });
    expect(JSON.stringify(read)).toContain('["Reach","email: zeph@example.org"]');
    const kept = (await everything(world.database)).filter((row) => /Zephyrine|zeph@|kill myself/.test(row));
    expect(kept).toEqual([expect.stringMatching(/^concern_kept: /)]);
    expect(await all()).not.toMatch(/Leeds|the-address/);
    expect(JSON.stringify(await sam('concerns'))).not.toMatch(/Zephyrine|zeph@|kill/);
  });

  it('is forgotten by the same statement that closes the concern, and by no other state', async () => {
    await gone();
    for (const state of ['acknowledged', 'in hand', 'referred']) await mark(state);
    expect(await all()).toContain('Zephyrine');
    await mark('closed');
    expect(await all()).not.toMatch(/Zephyrine|zeph@|kill myself/);
    expect(await sam(`concerns read ${await concern()}`)).toMatchObject({
      sheet: { text: expect.stringMatching(/not kept/), data: { kept: null } },
    });
  });

  it('is forgotten after a year if nobody closes it, and that is in the audit', async () => {
    await gone();
    world.clock.pass(365 * day - 1);
    expect(await world.desk.night(world.clock.now())).toMatchObject({ concern_kept: 0 });
    world.clock.pass(day);
    expect(await world.desk.night(world.clock.now())).toMatchObject({ concern_kept: 1 });
    expect(await all()).not.toMatch(/Zephyrine|zeph@|kill myself/);
    expect((await world.database.store.audit.list(1))[0]?.why).toBe('kept for concerns: of 1 concerns');
  });

  it('leaves nothing when the concern was closed before, or when there never was one, and hears nothing of it', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough(...named(throughRegistering), needs);
    await mark('closed');
    expect(await visitor.goesThrough('delete me')).not.toContain('need to help');
    expect(await visitor.types('yes')).not.toMatchObject({
      messages: expect.arrayContaining([{ text: expect.stringContaining('still keep') }]),
    });
    await world.visitor('b').goesThrough(...throughRegistering, 'delete me', 'yes');
    expect(await world.database.rows('SELECT * FROM concern_kept')).toEqual([]);
  });

  it('is kept of what somebody who said STOP wrote, and of who supports them', async () => {
    const replies = named(throughRegistering).flatMap((reply) =>
      reply === 'here' ? ['someone who supports me', 'Pat', 'pat@example.org', 'yes'] : [reply],
    );
    const visitor = world.visitor('a');
    await visitor.goesThrough(...replies, 'stop', needs);
    expect(await visitor.types('delete me')).toMatchObject({
      forgotten: true,
      messages: [{ text: expect.stringContaining('I have deleted all') }, { text: expect.stringContaining('still keep') }],
    });
    const kept = await world.database.store.concerns.kept(await concern());
    expect(kept).toMatchObject({ words: needs, name: 'Zephyrine' });
    expect(kept?.reach).toEqual(expect.arrayContaining(['supporter name: Pat', 'supporter contact: pat@example.org']));
  });

  it('is not somebody who noted what another said: of them nothing is kept, and the note stays', async () => {
    const bo = { channel: 'slack', address: 'bo' } as const;
    for (const line of ['settings add Hub --kind community', 'roles grant slack:bo facilitator --name Bosworth --why needed'])
      await world.desk.command({ channel: 'terminal', address: 'ada@office' }, { line });
    const session = await world.desk.command(bo, { line: 'session new --date today --setting Hub --areas safety' });
    const { id } = (session.kind === 'done' ? session.sheet.data : {}) as { id: string };
    await world.desk.command(bo, { name: 'evidence add', input: { session: id, text: `one said: ${needs}` } });
    const visitor = world.visitor('bo', 'slack');
    await visitor.goesThrough('hi', 'my choices');
    expect(await visitor.goesThrough('delete me')).not.toContain('need to help');
    expect(await visitor.types('yes')).toMatchObject({ forgotten: true });
    expect(await world.database.rows('SELECT * FROM concern_kept')).toEqual([]);
    expect(await sam(`concerns read ${await concern()}`)).toMatchObject({ sheet: { text: `one said: ${needs}` } });
  });

  it('is kept of words that open a concern and end the chat in one', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough('English', 'Zephyrine');
    const last = await visitor.types('im 12 and my dad hits me');
    expect(last).toMatchObject({ forgotten: true, messages: expect.arrayContaining([{ text: expect.stringContaining('still keep') }]) });
    expect(await world.database.store.concerns.kept(await concern())).toEqual({
      words: 'im 12 and my dad hits me',
      name: 'Zephyrine',
      ageBand: 'under-13',
      place: null,
      reach: [],
    });
    await mark('closed');
    expect(await all()).not.toMatch(/Zephyrine|hits me/);
  });
});
