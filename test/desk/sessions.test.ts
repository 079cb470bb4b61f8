import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Order, Sheet } from '../../src/desk/ports.ts';
import { onEmbedded } from '../support/database.ts';
import { createWorld, day, throughRegistering, type World } from '../support/world.ts';

onEmbedded('Recording a session', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld(kind);
    await does('settings add Hub --kind community');
    await does('settings add Castle Hill --kind secure');
  });
  afterEach(() => world.remove());

  const ada = { channel: 'terminal', address: 'ada@office' } as const;
  const slack = (address: string) => ({ channel: 'slack', address }) as const;
  type Caller = typeof ada | ReturnType<typeof slack>;
  const give = (order: Order | string, as: Caller = ada) => world.desk.command(as, typeof order === 'string' ? { line: order } : order);
  async function does(order: Order | string, as: Caller = ada): Promise<Sheet> {
    const result = await give(order, as);
    if (result.kind === 'refused') throw new Error(result.why);
    return result.sheet;
  }
  async function refusal(order: Order | string, as: Caller = ada) {
    const result = await give(order, as);
    return result.kind === 'refused' ? result : expect.fail('it was done');
  }
  const grant = (address: string, role: string) => does(`roles grant slack:${address} ${role} --name ${address} --why needed`);
  const recorded = async (more = '', as: Caller = ada) =>
    (await does(`session new --date yesterday --setting Hub --areas safety, health ${more}`, as)).data as { id: string };

  it('takes one line, in words as people type them, and says what comes next', async () => {
    await grant('bo', 'facilitator');
    const sheet = await does(
      'session new --date 9th of March 2026 --setting hub --areas Feeling safe, health --facilitators bo, me --heads 12 --bands 13 to 15: 4, 16-17: 3',
    );
    expect(sheet.data).toMatchObject({
      ...{ date: '2026-03-09', setting: { name: 'Hub' }, project: null, areas: ['safety', 'health'] },
      ...{
        heads: { all: 12, bands: { '13-15': 4, '16-17': 3 } },
        named: 0,
        facilitators: [{ name: 'bo' }, { name: 'terminal:ada@office' }],
      },
    });
    expect(JSON.stringify(sheet.tables)).toContain('9 Mar 2026');
    const { id } = sheet.data as { id: string };
    for (const name of ['session attend', 'session heads', 'evidence add'])
      expect(sheet.next).toContainEqual(expect.objectContaining({ order: { name, input: { session: id } } }));
    const unknown = await does('session new --date yesterday --setting Hub --areas health');
    expect(unknown.next?.[0]).toMatchObject({ weight: 'main', order: { name: 'session attend' } });
  });

  it('makes a person of an admin whom only the configuration names, once, and no participant', async () => {
    await recorded();
    await recorded();
    const owner = await world.database.store.roles.of('terminal', 'ada@office');
    expect(owner).toMatchObject({ name: 'terminal:ada@office', roles: [] });
    expect((await does('session list --mine')).data).toMatchObject({ sessions: [{ owner: owner?.person }, { owner: owner?.person }] });
    expect(await does('people list')).toMatchObject({ text: 'Nobody has registered interest yet.' });
    expect(await refusal('concerns')).toMatchObject({ why: expect.stringMatching(/^That is for these roles/) });
  });

  it('says with each field what is wrong with it, and keeps nothing', async () => {
    const { faults } = await refusal(
      'session new --date 12 March 2027 --setting Nowhere --project P --areas food --facilitators zoe --heads 3 --bands 13-15: 4',
    );
    expect(faults).toEqual({
      date: 'That day is too far ahead. A session can be planned 180 days ahead at most. Is the year right?',
      setting: 'There is no "Nowhere" here. There are: Castle Hill, Hub.',
      project: 'There is no "P" here. There are: -.',
      areas: expect.stringMatching(/^"food" is not an area\. There are: safety, /),
      facilitators: expect.stringMatching(/^There is no "zoe" here/),
      bands: 'The ages come to 4, and you said that 3 came in all.',
    });
    expect((await refusal('session new --date soon --setting Hub --areas safety')).faults).toHaveProperty('date');
    expect((await refusal({ name: 'session new', input: { date: '2026-02-30', setting: 'Hub', areas: [] } })).faults).toMatchObject({
      date: expect.stringMatching(/^That is not a day/),
      areas: 'Give at least one area.',
    });
    expect((await does('session list')).data).toEqual({ sessions: [], people: 0 });
  });

  it('keeps one setting and one project of a name, in one line', async () => {
    expect((await does({ name: 'settings add', input: { name: ' Leeds\n hub\u0000 ', kind: 'online' } })).data).toMatchObject([
      { name: 'Leeds hub' },
    ]);
    expect((await refusal('settings add HUB --kind online')).faults).toEqual({ name: 'There is a setting called HUB already.' });
    expect((await refusal('settings add Yard --kind prison')).faults).toHaveProperty('kind');
    expect((await refusal({ name: 'settings add', input: { name: ' \n', kind: 'online' } })).faults).toHaveProperty('name');
    expect((await does('projects')).text).toBe('There is no project yet.');
    await does('projects add Voices');
    expect((await refusal('projects add voices --approval A')).faults).toEqual({ name: 'There is a project called voices already.' });
    expect((await refusal('projects add Other --until soon')).faults).toHaveProperty('until');
    expect((await refusal('projects approve Nothing --approval A')).why).toContain('no project called "Nothing"');
    const form = await world.desk.form(ada, { name: 'settings add', input: {} });
    expect(form.kind === 'form' && form.form.fields.map(({ name, kind, required }) => [name, kind, required])).toEqual([
      ['name', 'text', true],
      ['kind', 'choice', true],
    ]);
  });

  it('guesses no facilitator of whom there are two', async () => {
    await grant('bo', 'facilitator');
    await does('roles grant slack:other facilitator --name bo --why needed');
    expect((await refusal('session new --date today --setting Hub --areas safety --facilitators bo')).faults).toEqual({
      facilitators: 'Several are called "bo". Give the id of the one that you mean.',
    });
  });

  it('is refused past the end of a project’s approval, and without one in a secure setting, until one is noted', async () => {
    await does('projects add Voices --approval NRC-7 --until 2026-03-10');
    await does('projects add Unapproved');
    const at = (setting: string, project: string) =>
      `session new --date yesterday --setting ${setting} --project ${project} --areas safety`;
    expect((await refusal(at('Castle Hill', 'Unapproved'))).faults).toEqual({
      project: expect.stringContaining('Unapproved in a secure setting: it has no approval'),
    });
    await does(at('Hub', 'Unapproved'));
    const { id } = (await does(at('Castle Hill', 'Voices'))).data as { id: string };
    world.clock.pass(day);
    const capturing = [
      at('Hub', 'Voices'),
      `session attend ${id} --others 3 --apply`,
      `session heads ${id} --heads 3`,
      `evidence add ${id} --text More light`,
    ];
    for (const order of capturing)
      expect((await refusal(order)).why).toMatch(/^Nothing can be recorded for Voices any more: its approval ended on 10 Mar 2026/);
    await does('projects approve Voices --approval NRC-8 --until 31 December 2026');
    for (const order of capturing) await does(order);
  });

  it('shows counts to everybody who works here, and names and notes to those who may see people', async () => {
    await grant('bo', 'facilitator');
    await grant('cy', 'facilitator');
    await grant('al', 'analyst');
    await world.visitor('robin').goesThrough('English', 'Zephyrine');
    const { id } = await recorded('--heads 6', slack('bo'));
    await does(`session attend ${id} --names Zephyrine --apply`, slack('bo'));
    await does(`evidence add ${id} --area safety --text The yard is dark.`, slack('bo'));
    const shown = async (as: Caller) => JSON.stringify(await does(`session show ${id}`, as));
    expect(await shown(ada)).toMatch(/Zephyrine.*The yard is dark/s);
    expect(await shown(slack('bo'))).toContain('The yard is dark');
    for (const who of ['bo', 'cy', 'al']) {
      expect(await shown(slack(who))).not.toContain('Zephyrine');
      expect((await does('session list', slack(who))).data).toMatchObject({ sessions: [{ named: 1, heads: { all: 6 } }] });
    }
    for (const who of ['cy', 'al']) expect(await shown(slack(who))).not.toContain('yard');
    // What they may not do is not offered either.
    expect((await does(`session show ${id}`, slack('al'))).next).toEqual([]);
    const [read] = await world.database.store.audit.list(1, id);
    expect(read).toMatchObject({ action: 'session show', about: id });
    expect(JSON.stringify(await world.database.store.audit.list(1000))).not.toMatch(/Zephyrine|yard/);
  });

  it('a facilitator records for their own sessions only; staff for all', async () => {
    for (const who of ['bo', 'cy']) await grant(who, 'facilitator');
    await grant('dee', 'staff');
    const { id } = await recorded('', slack('bo'));
    for (const order of [
      `session heads ${id} --heads 3`,
      `session attend ${id} --others 3 --apply`,
      `evidence add ${id} --text More light`,
    ]) {
      expect((await refusal(order, slack('cy'))).why).toMatch(/^That session is somebody else’s/);
      await does(order, slack('dee'));
    }
    const choices = async (who: string) => {
      const form = await world.desk.form(slack(who), { name: 'session heads', input: {} });
      return form.kind === 'form' ? form.form.fields.find(({ name }) => name === 'session')?.choices : [];
    };
    expect(await choices('bo')).toEqual([{ value: id, label: '9 Mar 2026, Hub' }]);
    expect(await choices('cy')).toEqual([]);
  });

  it('has a form with what there is now', async () => {
    await grant('bo', 'facilitator');
    await does('projects add Voices');
    const form = await world.desk.form(ada, { line: 'session new --date yesterday' });
    const fields = form.kind === 'form' ? form.form.fields : [];
    const labels = (name: string) => fields.find((field) => field.name === name)?.choices.map(({ label }) => label);
    expect(fields.map(({ name, kind, required }) => [name, kind, required])).toEqual([
      ['date', 'date', true],
      ['setting', 'choice', true],
      ['project', 'choice', false],
      ['areas', 'choices', true],
      ['facilitators', 'choices', false],
      ['heads', 'number', false],
      ['bands', 'text', false],
    ]);
    expect([labels('setting'), labels('project'), labels('facilitators')]).toEqual([['Castle Hill', 'Hub'], ['Voices'], ['bo']]);
    expect(labels('areas')).toHaveLength(10);
  });

  it('says how many different people were reached as bounds, and never adds heads to names', async () => {
    for (const name of ['Robin', 'Wren']) await world.visitor(name).goesThrough('English', name);
    const one = await recorded('--heads 10');
    const two = await recorded('--heads 8');
    for (const { id } of [one, two]) await does(`session attend ${id} --names Robin, Wren --apply`);
    expect((await does('session list')).text).toMatch(/^How many different people: between 10 and 16\. Sessions counted: 2\./);
    await recorded();
    expect((await does('session list')).text).toContain('Sessions of which nobody said how many came: 1.');
    await does(`session heads ${one.id} --heads 1`);
    const shown = await does(`session show ${one.id}`);
    expect(shown.text).toMatch(/^Recorded by name: 2\. Headcount: 1\./);
    expect(JSON.stringify(shown.tables)).toContain('between 2 and 3');
    expect((await refusal(`session heads ${one.id}`)).faults).toEqual({ heads: 'Say how many came.' });
  });

  it('goes when its person goes: the name, not the number', async () => {
    const robin = world.visitor('robin');
    await robin.goesThrough(...throughRegistering);
    const { id } = await recorded('--heads 4');
    await does(`session attend ${id} --names Robin --apply`);
    expect(await robin.goesThrough('my data')).toContain('Our sessions that you came to:\n9 March 2026: Hub\n');
    const [person] = await world.database.store.people.list(1);
    expect(JSON.stringify(await does(`people show ${person?.id}`))).toContain('["9 Mar 2026","Hub"]');
    const { messages } = await robin.view();
    const ticket = messages.findLast(({ copy }) => copy !== null)?.copy as string;
    const copy = JSON.parse((await world.desk.copies.take('web', 'robin', ticket, 'json'))?.body as string);
    expect(copy.sessions).toEqual([
      { date: '2026-03-09', setting: 'Hub', kind: 'community', part: 'attended', since: '2026-03-10T10:00:00.000Z' },
    ]);
    await robin.goesThrough('delete me', 'yes');
    expect((await does(`session show ${id}`)).data).toMatchObject({ named: 0, attended: [], heads: { all: 4 } });
  });

  it('of somebody who said STOP nothing of it is left when their time has come', async () => {
    const robin = world.visitor('robin');
    await robin.goesThrough('English', 'Robin');
    const { id } = await recorded('--heads 4');
    await does(`session attend ${id} --names Robin --apply`);
    await robin.types('stop');
    world.clock.pass(731 * day);
    await world.desk.night(world.clock.now());
    expect(await world.database.rows('SELECT 1 FROM attendance')).toEqual([]);
    expect(await world.database.rows('SELECT 1 FROM person WHERE stopped_at IS NOT NULL')).toHaveLength(1);
    expect((await does(`session show ${id}`)).data).toMatchObject({ heads: { all: 4 } });
  });
});
