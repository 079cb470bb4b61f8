import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Order, Sheet } from '../../src/desk/ports.ts';
import { onEmbedded } from '../support/database.ts';
import { readPdf } from '../support/read-pdf.ts';
import { createWorld, throughRegistering, type World } from '../support/world.ts';

onEmbedded('MY RECORD', (kind) => {
  let world: World;
  const ada = { channel: 'terminal', address: 'ada@office' } as const;
  const bo = { channel: 'slack', address: 'bo' } as const;
  async function does(order: Order | string, as: typeof ada | typeof bo = bo): Promise<Sheet> {
    const result = await world.desk.command(as, typeof order === 'string' ? { line: order } : order);
    return result.kind === 'refused' ? expect.fail(result.why) : result.sheet;
  }
  async function somebody(address: string, name = 'Robin') {
    const visitor = world.visitor(address);
    await visitor.goesThrough(...throughRegistering.map((reply) => (reply === 'Robin' ? name : reply)));
    return { visitor, id: (await visitor.view()).person as string };
  }
  async function session(setting: string, project: string | undefined, people: string[], date = '2 March 2026'): Promise<string> {
    const input = { date, setting, areas: 'safety', facilitators: 'me', ...(project && { project }) };
    const { id } = (await does({ name: 'session new', input })).data as { id: string };
    await does({ name: 'session attend', input: { session: id, people, apply: true } });
    return id;
  }
  const ticketOf = async (address: string) => {
    const { messages } = await world.visitor(address).view();
    return messages.findLast(({ copy }) => copy !== null)?.copy ?? expect.fail('no ticket came');
  };
  async function recordOf(address: string, ...leavingOut: string[]) {
    await world.visitor(address).goesThrough('my record', ...(leavingOut.length > 0 ? leavingOut : ['keep it all']));
    const file = await world.desk.copies.take('web', address, await ticketOf(address), 'pdf');
    return file ? readPdf(file.body as Uint8Array) : expect.fail('no file came');
  }

  beforeAll(async () => {
    world = await createWorld(kind);
    await does('roles grant slack:bo staff --name Bo --why needed', ada);
    await does('settings add Hub --kind community');
    await does('settings add Northgate --kind secure');
    await does('projects add Voices');
    await does('projects add "Inside project" --approval NRC-1');
    await does('projects title Voices --title "Young Voices"');
    await does('projects title "Inside project" --title "Fresh Start"');
  });
  afterAll(() => world.remove());

  it('says that there is nothing yet, and asks again what waits', async () => {
    const { visitor } = await somebody('none');
    await visitor.types('menu');
    expect(await visitor.goesThrough('my record')).toContain('There is nothing to put in your record yet.');
    expect((await visitor.view()).prompt?.options.map(({ value }) => value)).toContain('record');
    expect(await visitor.goesThrough('Get a record of what I did')).toContain('There is nothing to put in your record yet.');
  });

  it('has sessions, roles, training and what was signed off, and nothing of checks, references, waivers, or what waits', async () => {
    const { visitor, id } = await somebody('robin');
    await session('Hub', 'Voices', [id], '2 January 2026');
    for (const date of ['2 February 2026', '3 March 2026']) await session('Hub', 'Voices', [id], date);
    await does(`training record safeguarding --person ${id} --date 2 February 2026 --apply`);
    await does(`check record ${id} dbs risk-assessed`);
    await does(`proof record ${id} reference`);
    await does(`pathway waive ${id} induction --why a private reason`);
    await does(`proof record ${id} advisor-agreement`);
    await does(`pathway move ${id} young-advisor --why another reason`);
    for (const what of ['I spoke at the festival', 'I painted a wall'])
      await visitor.goesThrough('pathway', 'say what I did', what, '3 March', 'something else');
    const found = await world.database.store.pathways.of(id);
    const spoke = found?.facts.proofs.find(({ words }) => words === 'I spoke at the festival');
    await does(`proof sign ${spoke?.id}`);

    const told = await visitor.goesThrough('my record');
    expect(told).toContain('- Took part in 3 sessions, from January 2026 to March 2026\n- Project: Young Voices');
    await visitor.goesThrough('keep it all');
    const file = await world.desk.copies.take('web', 'robin', await ticketOf('robin'), 'pdf');
    expect(file).toMatchObject({ name: 'onward-my-record.pdf', type: 'application/pdf' });
    const { text, info, marked } = await readPdf(file?.body as Uint8Array);
    expect({ info, marked }).toMatchObject({ info: { Title: 'Record of taking part', Language: 'en' }, marked: true });
    for (const line of [
      'Robin took part in the work of',
      'Took part in 3 sessions, from January 2026 to March 2026',
      'Project: Young Voices',
      'Participant, since January 2026',
      'Young advisor, since March 2026',
      'Training to keep people safe, 2 February 2026. It counts up to 2 February 2028.',
      'I spoke at the festival (3 March 2026)',
    ])
      expect(text).toContain(line);
    expect(text).not.toMatch(/DBS|check|risk|reference|reason|waive|painted|Hub|Leeds/i);
    // What the chat says is what the file says.
    for (const line of told.split('\n').filter((one) => one.startsWith('- '))) expect(text).toContain(line.slice(2));
  });

  it('leaves out what they say, in that file only', async () => {
    const { id } = await somebody('wren', 'Wren');
    await session('Hub', 'Voices', [id]);
    await does(`training record induction --person ${id} --date 2 February 2026 --apply`);
    const less = await recordOf('wren', 'names of projects, training');
    expect(less.text).toContain('Took part in 1 session, in March 2026');
    expect(less.text).not.toMatch(/Project:|Welcome training/);
    expect((await recordOf('wren')).text).toMatch(/Project: Young Voices.*Welcome training/s);
  });

  it('says the same of two who differ only by where they were', async () => {
    const inside = await somebody('in', 'Sky');
    const outside = await somebody('out', 'Sky');
    await session('Northgate', 'Inside project', [inside.id]);
    await session('Hub', undefined, [outside.id]);
    const [one, other] = [await recordOf('in'), await recordOf('out')];
    expect(one.text).toBe(other.text);
    expect(one.text).not.toMatch(/Northgate|Fresh Start|Inside/);
  });

  it('names a project no longer once it was in a secure setting, for anybody', async () => {
    await does('projects add Bridge --approval NRC-2');
    await does('projects title Bridge --title "The Bridge"');
    const { id } = await somebody('ash', 'Ash');
    await session('Hub', 'Bridge', [id]);
    expect((await recordOf('ash')).text).toContain('The Bridge');
    const { id: other } = await somebody('elm', 'Elm');
    await session('Northgate', 'Bridge', [other]);
    for (const address of ['ash', 'elm']) expect((await recordOf(address)).text).not.toContain('The Bridge');
  });

  it('is handed over once, to its person, and as what it is', async () => {
    const { id } = await somebody('jay', 'Jay');
    await session('Hub', 'Voices', [id]);
    await world.visitor('jay').goesThrough('my record', 'keep it all');
    const ticket = await ticketOf('jay');
    const take = (address: string, format: 'html' | 'pdf', text = ticket) => world.desk.copies.take('web', address, text, format);
    expect(ticket).toMatch(/^record\./);
    expect(await take('jay', 'html')).toBeNull();
    expect(await take('wren', 'pdf')).toBeNull();
    expect(await take('jay', 'pdf', ticket.replace('record', 'record-projects'))).toBeNull();
    expect(await take('jay', 'html', ticket.replace('record.', ''))).toBeNull();
    expect(await take('jay', 'pdf')).not.toBeNull();
    expect(await take('jay', 'pdf')).toBeNull();
    const { ticket: data } = (await world.desk.copies.ticket('web', 'jay')) ?? expect.fail();
    expect(await take('jay', 'pdf', data)).toBeNull();
    expect((await world.database.store.audit.list(2)).map(({ action, about }) => [action, about])).toEqual([
      ['my record copied', id],
      ['my record', id],
    ]);
  });

  it('is made by staff for whoever asks them, and is in the audit', async () => {
    const { id } = await somebody('kit', 'أحمد');
    await session('Hub', 'Voices', [id]);
    const { text, files, again } = await does(`pathway record ${id} --without projects`);
    expect(text).toMatch(/^The record of أحمد, as a file\. Give it to nobody but them\./);
    expect(again).toEqual({ name: 'pathway record', input: { person: id, without: ['projects'] } });
    const pdf = await readPdf(files?.[0]?.body as Uint8Array);
    expect(pdf.tags.map(({ alt }) => alt)).toContain('أحمد');
    expect(pdf.text).not.toContain('Young Voices');
    expect((await world.database.store.audit.list(1))[0]).toMatchObject({ action: 'pathway record', about: id });
  });
});
