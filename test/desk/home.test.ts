import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Order, Sheet } from '../../src/desk/ports.ts';
import { fakeCarrier } from '../support/carrier.ts';
import { onEmbedded } from '../support/database.ts';
import { createWorld, day, type World } from '../support/world.ts';

onEmbedded('Home and notes', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld(kind, { carriers: fakeCarrier().carriers });
    await does('settings add Hub --kind community');
    await does('settings add Castle Hill --kind secure');
    for (const [who, role] of Object.entries({ bo: 'facilitator', dee: 'staff', al: 'analyst' }))
      await does(`roles grant slack:${who} ${role} --name ${who} --why needed`);
  });
  afterEach(() => world.remove());

  const ada = { channel: 'terminal', address: 'ada@office' } as const;
  const slack = (address: string) => ({ channel: 'slack', address }) as const;
  type Caller = typeof ada | ReturnType<typeof slack>;
  async function does(order: Order | string, as: Caller = ada): Promise<Sheet> {
    const result = await world.desk.command(as, typeof order === 'string' ? { line: order } : order);
    if (result.kind === 'refused') throw new Error(result.why);
    return result.sheet;
  }
  const recorded = async (setting: string, as: Caller, more = '') =>
    ((await does(`session new --date today --setting ${setting} --areas safety ${more}`, as)).data as { id: string }).id;
  const heads = async (as: Caller) => (await does('home', as)).tables?.map(({ head }) => head[0]);
  const offers = async (as: Caller) => (await does('home', as)).next?.map(({ order }) => order.name);

  it('shows each what is theirs, and offers what they may do', async () => {
    expect(await does('home', slack('al'))).toMatchObject({ text: 'Nothing waits for you.', tables: [], next: [] });
    const own = await recorded('Hub', slack('bo'));
    await recorded('Hub', slack('dee'));
    expect((await does('home', slack('bo'))).data).toMatchObject({ sessions: [{ id: own }], due: [] });
    await world.visitor('robin').goesThrough('English', 'Robin', 'i want to kill myself', 'person');
    expect(await heads(slack('bo'))).toEqual(['My sessions']);
    expect(await heads(slack('dee'))).toEqual(['Asked for a person', 'My sessions']);
    await does('roles grant slack:sam safeguarding lead --name Sam --why lead');
    const lead = await does('home', slack('sam'));
    expect(lead.tables?.map(({ head }) => head[0])).toEqual(['Concern', 'Asked for a person']);
    expect(JSON.stringify(lead)).not.toContain('kill');
    expect(lead.next?.map(({ order }) => order.name)).toEqual(['concerns read', 'people show', 'people answered']);
    expect(await offers(slack('dee'))).toEqual(['session new', 'people show', 'people answered', 'session show']);
    for (const { order } of lead.next ?? []) await does(order, slack('sam'));
    expect(await offers(slack('dee'))).toEqual(['session new', 'session show']);
    expect(JSON.stringify(await does('home', slack('al')))).not.toMatch(/Robin|Hub/);
  });

  it('lets go of somebody who was answered, unless they asked again since, and keeps who noted it', async () => {
    const robin = world.visitor('robin');
    await robin.goesThrough('English', 'Robin', 'person');
    const answered = async () =>
      ((await does('home', slack('dee'))).next ?? []).find(({ order }) => order.name === 'people answered')?.order;
    const before = (await answered()) as Order;
    world.clock.pass(1);
    await robin.types('person');
    expect(await world.desk.command(slack('dee'), before)).toMatchObject({ kind: 'refused', why: expect.stringContaining('asked again') });
    expect((await does((await answered()) as Order, slack('dee'))).text).toMatch(/^Noted/);
    expect(await answered()).toBeUndefined();
    const { person } = await robin.view();
    const dee = await world.database.store.roles.of('slack', 'dee');
    const audit = await world.database.store.audit.list(99);
    expect(audit.filter(({ action }) => action === 'people answered')).toMatchObject([
      { who: dee?.person, about: person },
      { who: dee?.person, about: person },
    ]);
    await robin.types('person');
    expect(await answered()).toBeDefined();
  });

  it('shows its owner a session whose survey has not gone out 24 hours after its day, and no one else', async () => {
    const id = await recorded('Hub', slack('bo'), '--facilitators me, dee');
    const due = async (as: Caller) => ((await does('home', as)).data as { due: string[] }).due;
    world.clock.pass(day + 13 * 60 + 59);
    expect(await due(slack('bo'))).toEqual([]);
    world.clock.pass(1);
    expect(await due(slack('bo'))).toEqual([id]);
    expect(await due(slack('dee'))).toEqual([]);
    expect(await heads(slack('dee'))).toEqual(['My sessions']);
    expect(await heads(slack('bo'))).toEqual(['Survey not sent yet', 'My sessions']);
    await world.database.rows(
      `INSERT INTO survey_run (id, flow, flow_version, session_id, audience, anonymous, threshold, opens_at, closes_at, finish_by, reminders, created_at)
      VALUES (gen_random_uuid(), 'menu', 1, '${id}', 'attended', false, 5, now(), now(), now(), 0, now())`,
    );
    expect(await due(slack('bo'))).toEqual([]);
    expect(JSON.stringify((await does('home', slack('bo'))).tables)).toContain('"sent"');
  });

  it('shows findings that nobody answered in time and promises that are late, the oldest first, to those who look after them', async () => {
    await does('projects add Voices');
    const [project] = await world.database.store.sessions.projects();
    const finding = async (said: string, sent: string) => {
      const id = randomUUID();
      await world.database.rows(`INSERT INTO finding (id, project_id, area, said, by, at, sent_to, sent_on, answer_by, sent_by, sent_at)
        VALUES ('${id}', '${project?.id}', 'safety', '${said}', 'bo', '2026-02-01', ${sent})`);
      return id;
    };
    const silent = await finding('The yard is dark.', `'The head', '2026-02-02', '2026-03-09', 'bo', '2026-02-02'`);
    await finding('The food is cold.', `'The cook', '2026-02-02', '2026-03-10', 'bo', '2026-02-02'`);
    await finding('The gym is shut.', 'NULL, NULL, NULL, NULL, NULL');
    const overdue = await finding('The seats are broken.', `'The office', '2026-02-02', '2026-03-30', 'bo', '2026-02-02'`);
    await world.database.rows(`INSERT INTO promise (id, finding_id, words, on_day, due, by, at)
      VALUES ('${randomUUID()}', '${overdue}', 'New seats.', '2026-02-03', '2026-03-01', 'bo', '2026-02-03')`);
    const sheet = await does('home', slack('dee'));
    expect(sheet.data).toMatchObject({
      findings: [
        { id: overdue, state: 'overdue', days: 8 },
        { id: silent, state: 'silent', days: 0 },
      ],
    });
    expect(sheet.tables?.[0]?.rows.map((row) => row.slice(0, 2))).toEqual([
      ['The seats are broken.', 'The office'],
      ['The yard is dark.', 'The head'],
    ]);
    expect(sheet.next?.map(({ order }) => order.input)).toEqual([{}, { id: overdue }, { id: silent }]);
    for (const who of ['bo', 'al']) expect((await does('home', slack(who))).data).toMatchObject({ findings: [] });
  });

  it('a note is kept with its area and its lines', async () => {
    const id = await recorded('Hub', slack('bo'));
    const text = 'One: more light.\r\nTwo: <b>less</b> noise.\u0000';
    const sheet = await does({ name: 'evidence add', input: { session: id, area: 'Feeling safe', text } }, slack('bo'));
    expect(sheet.text).toBe('Your note is kept.');
    expect(sheet.data).toMatchObject({ notes: 1, evidence: [{ area: 'safety', text: 'One: more light.\nTwo: <b>less</b> noise.' }] });
    const refused = async (input: object) => world.desk.command(slack('bo'), { name: 'evidence add', input: { session: id, ...input } });
    expect(await refused({ area: 'food', text: 'x' })).toMatchObject({
      kind: 'refused',
      faults: { area: expect.stringMatching(/^"food" is not/) },
    });
    for (const text of ['  ', '\u0000\u0007']) expect(await refused({ text })).toMatchObject({ faults: { text: 'write what was said' } });
    expect(await refused({ text: 'x'.repeat(4001) })).toMatchObject({ faults: { text: expect.stringContaining('4000') } });
  });

  it('a note can be taken out for good by who wrote it, or by staff, and by nobody else', async () => {
    await does('roles grant slack:jo facilitator --name jo --why needed');
    const id = await recorded('Hub', slack('bo'), '--facilitators me, jo');
    const write = async (text: string, as: Caller) => await does({ name: 'evidence add', input: { session: id, text } }, as);
    const sheet = await write('Robin wants more light.', slack('bo'));
    const [note] = (sheet.data as { evidence: { id: string }[] }).evidence;
    const input = { session: id, note: (note?.id ?? '').slice(0, 13) };
    expect(sheet.tables?.at(-1)?.rows[0]?.at(-1)).toBe(input.note);
    const out = (as: Caller) => world.desk.command(as, { name: 'evidence remove', input });
    expect((await write('Less noise.', slack('jo'))).next?.at(-1)?.order).toEqual({ name: 'evidence remove', input: { session: id } });
    expect(await out(slack('jo'))).toMatchObject({ kind: 'refused', faults: { note: expect.stringContaining('There is no note') } });
    const form = await world.desk.form(slack('bo'), { name: 'evidence remove', input: { session: id } });
    expect(form.kind === 'form' && form.form.fields.find(({ name }) => name === 'note')).toMatchObject({
      kind: 'choice',
      choices: [{ value: note?.id, label: 'Robin wants more light.' }],
    });
    expect(await out(slack('bo'))).toMatchObject({
      kind: 'done',
      sheet: { text: expect.stringMatching(/^The note is gone/), data: { notes: 1 } },
    });
    expect(await out(slack('bo'))).toMatchObject({ kind: 'refused' });
    expect(JSON.stringify(await world.database.store.audit.list(9))).not.toContain('Robin');
    await does({
      name: 'evidence remove',
      input: { session: id, note: ((await does(`session show ${id}`)).data as { evidence: { id: string }[] }).evidence[0]?.id },
    });
    expect((await does(`session show ${id}`)).data).toMatchObject({ notes: 0 });
  });

  it('a note of a concern stays until its lead has closed it', async () => {
    const id = await recorded('Hub', slack('bo'));
    const sheet = await does({ name: 'evidence add', input: { session: id, text: 'One said: i want to kill myself' } }, slack('bo'));
    const [note] = (sheet.data as { evidence: { id: string }[] }).evidence;
    const out = () => world.desk.command(slack('bo'), { name: 'evidence remove', input: { session: id, note: note?.id } });
    expect(await out()).toMatchObject({ kind: 'refused', why: expect.stringContaining('still needs this note') });
    const { concerns } = world.database.store;
    await concerns.add((await concerns.list(false))[0]?.id ?? '', { state: 'closed', who: 'a lead', why: 'done', at: world.clock.now() });
    expect(await out()).toMatchObject({ kind: 'done' });
  });

  it('a note about danger opens a concern, tells the lead, and tells who wrote it who can help', async () => {
    await does('roles grant slack:sam safeguarding lead --name Sam --why lead');
    const id = await recorded('Castle Hill', slack('bo'));
    const said = 'One of them said: i want to kill myself';
    const sheet = await does({ name: 'evidence add', input: { session: id, text: said } }, slack('bo'));
    expect(sheet.text).toMatch(/^Your note is kept\.\nIt may be about somebody in danger.*\n.*tell the staff on duty/);
    expect(sheet.text).not.toMatch(/999/);
    const [concern] = await world.database.store.concerns.list(false);
    expect(concern).toMatchObject({ family: 'self_harm', place: 'secure', state: 'open' });
    expect(JSON.stringify(concern)).not.toContain('kill');
    const { messages } = await world.desk.view('slack', 'sam');
    expect(messages.map(({ text }) => text)).toEqual([expect.stringContaining(concern?.id.slice(0, 13) as string)]);
    const read = await does(`concerns read ${concern?.id}`, slack('sam'));
    expect(read.text).toBe(said);
    expect(read.next).toMatchObject([{ order: { name: 'session show', input: { session: id } } }]);
    expect(JSON.stringify(await does(read.next?.[0]?.order as Order, slack('sam')))).toContain('Castle Hill');
    expect((await world.database.store.audit.verify()).holds).toBe(true);
  });

  it('says so where nobody can be told, and where the note could not be kept', async () => {
    const id = await recorded('Hub', slack('dee'));
    const text = 'she said i want to kill myself';
    expect((await does({ name: 'evidence add', input: { session: id, text } })).text).toMatch(/nobody is a safeguarding lead here.*999/s);
    const other = await world.desk.command(slack('bo'), { name: 'evidence add', input: { session: id, text } });
    expect(other).toMatchObject({
      kind: 'refused',
      why: expect.stringMatching(/somebody else’s.*was not kept, and nobody was told.*999/s),
    });
  });
});
