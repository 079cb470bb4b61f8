import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Order, SessionPack, Sheet } from '../../src/desk/ports.ts';
import { onEmbedded } from '../support/database.ts';
import { readPdf } from '../support/read-pdf.ts';
import { createWorld, type World } from '../support/world.ts';

onEmbedded('A session pack', (kind) => {
  let world: World;
  let castle: string;
  let hub: string;

  const ada = { channel: 'terminal', address: 'ada@office' } as const;
  const give = (order: Order | string, as: Parameters<World['desk']['command']>[0] = ada) =>
    world.desk.command(as, typeof order === 'string' ? { line: order } : order);
  async function does(order: Order | string): Promise<Sheet> {
    const result = await give(order);
    if (result.kind === 'refused') throw new Error(result.why);
    return result.sheet;
  }
  const packOf = async (line: string) => (await does(`session pack ${line}`)).data as SessionPack;
  async function printed(line: string) {
    const [file] = (await does(`session pack ${line}`)).files ?? [];
    return { file, ...(await readPdf(file?.body as Uint8Array)) };
  }
  const recorded = async (setting: string, areas: string) =>
    ((await does(`session new --date yesterday --setting ${setting} --areas ${areas}`)).data as { id: string }).id;

  beforeAll(async () => {
    world = await createWorld(kind);
    await does('settings add Hub --kind community');
    await does('settings add Castle Hill --kind secure');
    castle = await recorded('Castle Hill', 'safety, health');
    await does('roles grant slack:wren facilitator --name Wrenfrida --why needed');
    hub = await recorded('Hub', 'staffing --facilitators Wrenfrida');
  });
  afterAll(() => world.remove());

  it('has the questions of the survey as this session is asked them, in both ways', async () => {
    const { questions, areas, intro } = await packOf(`${castle} --template after-session`);
    expect(areas).toMatchObject([{ value: 'safety' }, { value: 'health' }]);
    const matters = questions.find(({ step }) => step === 'matters_most');
    expect(matters).toMatchObject({ number: 6, hands: true, depends: [] });
    expect(matters?.options.map(({ value }) => value)).toEqual(['safety', 'health', 'something-else']);
    expect(questions.find(({ step }) => step === 'may_quote')).toMatchObject({ depends: [7], hands: false });
    expect(questions.find(({ step }) => step === 'one_thing')).toMatchObject({ options: [], hands: false });
    expect(questions.find(({ step }) => step === 'respect')).toMatchObject({
      plain: 'The people running it treated me with respect.',
      easy: 'The people who ran it were kind and fair to me.',
    });
    expect(questions.map(({ step }) => step)).not.toContain('wants_news');
    expect(intro.plain).toContain('Your answers have no name');
  });

  it('tells of the setting’s own people where nobody can call, and of numbers elsewhere', async () => {
    const inside = await packOf(`${castle} --template after-session`);
    const outside = await packOf(`${hub} --template after-session`);
    expect(inside.signposts.join()).toMatch(/Listener/);
    expect(inside.signposts.join()).not.toMatch(/\d{3}/);
    expect(outside.signposts.join()).toMatch(/116 123/);
    expect(inside.danger.join()).not.toMatch(/999/);
    expect(inside.bring.join()).toMatch(/photo ID/);
  });

  it('is what the terms say, word by word, with their version', async () => {
    const { consent } = await packOf(`${hub} --template after-session`);
    const terms = world.parts.terms.find(({ purpose }) => purpose === 'group');
    const { charity } = world.parts.lexicon.constants;
    expect(consent).toEqual({
      ...{ purpose: 'group', version: terms?.version },
      plain: terms?.wording.en?.replaceAll('{charity}', charity as string),
      easy: terms?.wording.easy?.replaceAll('{charity}', charity as string),
    });
  });

  it('goes through JSON as it is', async () => {
    const pack = await packOf(`${castle} --template after-session`);
    expect(JSON.parse(JSON.stringify(pack))).toEqual(pack);
    expect(JSON.stringify(pack)).not.toMatch(/\{[a-z]+\}/);
  });

  it('is a tagged file with a sheet for each thing', async () => {
    const { file, text, tags, marked, info } = await printed(`${castle} --template after-session`);
    expect(file?.name).toBe('onward-session-pack-2026-03-09.pdf');
    expect([marked, info.Title]).toEqual([true, 'Session pack: Castle Hill, 9 March 2026']);
    for (const title of [
      'Read this aloud',
      'How many came',
      'The questions',
      'Show of hands',
      'Notes',
      'Who can help',
      'If somebody may be',
    ])
      expect(text, title).toContain(title);
    expect(tags.find(({ role }) => role === 'Figure')?.alt).toContain('/tablet');
    expect(text.match(/Form number: ______/g)).toHaveLength(2);
  });

  it('has numbered forms and times of the clock where they are wanted', async () => {
    const { text } = await printed(`${hub} --template after-session --forms 3 --easy --begins 14:00`);
    expect((await does(`session show ${hub}`)).data).toMatchObject({ facilitators: [{ name: 'Wrenfrida' }] });
    expect(text, 'it names nobody').not.toMatch(/Wrenfrida|ada@office/);
    expect(text.match(/Form number: \d/g)).toEqual(['Form number: 1', 'Form number: 2', 'Form number: 3']);
    expect(text.match(/kind and fair to me/g)?.length).toBeGreaterThan(3);
    expect(text).toContain('13:40–14:00');
    expect(text).toContain('14:00–14:05');
  });

  it('asks what the survey of this session asks, also where there is a newer version', async () => {
    const template = 'after-session';
    await does({ name: 'survey room', input: { session: castle, template } });
    await world.database.rows(`INSERT INTO flow_version SELECT flow, 99, 'older', replace(definition::text, 'treated me with respect', 'were kind')::jsonb, published_at
      FROM flow_version WHERE flow = '${template}' AND version = 1`);
    await world.database.rows(`UPDATE survey_run SET flow_version = 99, areas = '{staffing}' WHERE session_id = '${castle}'`);
    const asked = async (session: string) => {
      const { flowVersion, questions } = await packOf(`${session} --template ${template}`);
      const of = (step: string) => questions.find((one) => one.step === step);
      return [flowVersion, of('respect')?.plain, of('matters_most')?.options[0]?.value];
    };
    expect(await asked(castle)).toEqual([99, 'The people running it were kind.', 'staffing']);
    expect(await asked(hub)).toEqual([1, 'The people running it treated me with respect.', 'staffing']);
    const { code } = (await does({ name: 'survey tablet', input: { session: castle, template } })).data as { code: string };
    expect(JSON.stringify((await world.desk.tablets.start(code))?.pack.questions)).toContain('were kind');
  });

  it('is a button on the session, and refuses what is no survey, no time and no session', async () => {
    const sheet = await does(`session show ${hub}`);
    expect(sheet.next).toContainEqual(expect.objectContaining({ order: { name: 'session pack', input: { session: hub } } }));
    expect(await give(`session pack ${hub} --template register-interest`)).toMatchObject({
      kind: 'refused',
      why: expect.stringContaining('after-session'),
      faults: { template: expect.anything() },
    });
    expect(await give(`session pack ${hub} --template after-session --begins 25:00`)).toMatchObject({ kind: 'refused' });
    expect(await give('session pack 00000000 --template after-session')).toMatchObject({ kind: 'refused' });
    expect(await give(`session pack ${hub} --template after-session`, { channel: 'slack', address: 'nobody' })).toMatchObject({
      kind: 'refused',
    });
  });
});
