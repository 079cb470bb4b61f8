import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CommandResult, Sheet } from '../../src/desk/ports.ts';
import { type Shelf, stockShelf } from '../../src/desk/shelf.ts';
import { type Capture, takeCaptured } from '../../src/desk/surveys/captured.ts';
import { codedReleasesOf, settledOf } from '../../src/desk/surveys/coded.ts';
import { resultsOf } from '../../src/surveys/index.ts';
import { onEmbedded } from '../support/database.ts';
import { addSession, give } from '../support/surveys.ts';
import { createWorld, day, type World } from '../support/world.ts';

onEmbedded('What people wrote', (kind) => {
  let world: World;
  let shelf: Shelf;
  const runs: string[] = [];
  const texts = [
    ...Array.from({ length: 6 }, (_, at) => `More lights in the yard please, ${at}`),
    ...Array.from({ length: 5 }, (_, at) => `The staff bully people, says Robin from Leeds, ${at}`),
    'Nothing really',
  ];

  /** Young people on a tablet, in two places of one project. */
  beforeAll(async () => {
    world = await createWorld(kind);
    shelf = await stockShelf(world.parts);
    const project = randomUUID();
    await world.database.rows(`INSERT INTO project (id, name, created_at) VALUES ('${project}', 'Voices', '2026-03-01')`);
    for (const words of [texts, texts]) {
      const session = await addSession(world, []);
      await world.database.rows(`UPDATE session SET project_id = '${project}' WHERE id = '${session}'`);
      const run = ((await give(world, 'survey room', { session, template: 'after-session' })).data as { run: { id: string } }).run.id;
      const found = await world.parts.store.surveys.run(run);
      const said = [...words, null].map((one_thing, at): Capture => {
        const quote = one_thing === null ? {} : { may_quote: at % 2 === 0 };
        const answers = { today: '4', listened: 5, matters_most: 'health', one_thing, ...quote, better: 'less noise', again: 9 };
        return { key: randomUUID(), answers, finished: true, mode: 'tablet', capturedBy: 'bo' };
      });
      if (found) await takeCaptured(world.parts, shelf, world.clock.now(), found, said);
      runs.push(run);
    }
    for (const [who, role] of [
      ['ann', 'staff'],
      ['bo', 'analyst'],
      ['cy', 'staff'],
    ])
      await give(world, 'roles grant', { who: `slack:T0/${who}`, role, name: who, why: 'codes' });
  });
  afterAll(() => world.remove());

  type Data = { text: string | null; written: string; suggested: { area: string; because: string[] }[]; found?: string[][] };
  const order = (who: string, name: string, input: Record<string, unknown> = {}): Promise<CommandResult> =>
    world.desk.command({ channel: 'slack', address: `T0/${who}` }, { name, input });
  async function done(who: string, name: string, input: Record<string, unknown> = {}): Promise<Sheet> {
    const result = await order(who, name, input);
    if (result.kind === 'refused') throw new Error(result.why);
    return result.sheet;
  }
  const unit = async () => {
    const found = await world.parts.store.surveys.unit(runs[0] as string);
    if (!found) throw new Error('no unit');
    return found;
  };
  const coded = async () => codedReleasesOf(world.parts, shelf, await unit(), world.clock.now());
  /** Does what the first button says that is not about skipping: takes the suggestion, or says that there is none. */
  async function codeAll(who: string, change: (data: Data) => string[] | null = () => null): Promise<number> {
    let data = (await done(who, 'code next')).data as Data;
    for (let count = 0; ; count++) {
      if (data.text === null) return count;
      const areas = change(data) ?? data.suggested.map(({ area }) => area);
      const sheet = await done(who, data.found ? 'code settle' : 'code as', {
        text: data.text,
        areas: areas.length > 0 ? areas : ['none'],
      });
      data = (sheet.data as { next: Data }).next;
    }
  }

  it('waits until the survey is over and its figures are published', async () => {
    expect((await done('ann', 'code next')).text).toBe('Nothing waits for you. Thank you.');
    world.clock.pass(30 * day);
    await world.desk.tick(world.clock.now());
    const waiting = await done('ann', 'code next');
    expect(waiting.text).toContain('2 surveys are over, and their results were not looked at yet');
    expect(waiting.next?.[0]?.order).toMatchObject({ name: 'survey results' });
    await done('ann', 'survey results', { id: runs[0] });
    expect((await done('bo', 'code status')).data).toMatchObject({ texts: 24, settled: 0, first: 24, yours: 24, unpublished: [] });
    expect(await coded()).toEqual([]);
    const home = await done('bo', 'home');
    expect(home.tables).toEqual([{ head: ['Texts for you to put under areas'], rows: [['24']] }]);
    expect(home.next?.map(({ order }) => order.name)).toEqual(['code next']);
  });

  it('is shown one text at a time, without names and places, with the words that suggest an area, and what can be pressed', async () => {
    const seen = new Map<string, Sheet>();
    let sheet = await done('ann', 'code next');
    for (let at = 0; at < 24; at++) {
      const { text, written } = sheet.data as Data;
      seen.set(text ?? '', sheet);
      expect(written).not.toMatch(/Robin|Leeds/);
      // Who types names it by this.
      expect(sheet.tables?.[0]?.rows[0]?.at(-1)).toBe(text);
      sheet = await done('ann', 'code next', { after: text });
    }
    // Skipping goes round: each once, and the first again.
    expect(seen.size).toBe(24);
    expect((sheet.data as Data).text).toBe([...seen.keys()][0]);
    const bullied = [...seen.values()].find(({ data }) => (data as Data).written.includes('bully')) as Sheet;
    expect(bullied.tables?.[1]).toEqual({
      head: ['Suggested', 'Because of'],
      rows: [
        ['Feeling safe', 'bully'],
        ['Staff', 'staff'],
      ],
    });
    expect(bullied.next?.map(({ label }) => label)).toEqual([
      'It is: Feeling safe, Staff',
      'Choose areas',
      'None of these',
      'Skip for now',
    ]);
    expect(JSON.stringify(bullied)).not.toMatch(/Place |matters_most|health/);
    expect(bullied.tables?.[0]?.head).toEqual(['One thing to change', 'Text']);
  });

  it('is refused kindly where areas are not areas, and one may be taken back while it is not settled', async () => {
    const { text } = (await done('ann', 'code next')).data as Data;
    const refused = async (areas: unknown, who = 'ann') => (await order(who, 'code as', { text, areas })) as { why: string };
    expect((await refused('saftey')).why).toContain('There is no area saftey. There are: safety, staffing');
    expect((await refused('none, safety')).why).toBe('It is "none", or it is areas: not both.');
    expect((await refused([])).why).toBe('Say at least one area, or "none".');
    expect((await order('ann', 'code as', { text: 'abcdabcd', areas: 'none' })) as { why: string }).toMatchObject({
      why: expect.stringContaining('There is no text abcdabcd'),
    });
    expect((await order('bo', 'code undo', { text })) as { why: string }).toMatchObject({ why: 'There is nothing of yours to take back.' });
    const kept = await done('ann', 'code as', { text, areas: 'Feeling safe, health' });
    expect(kept.text).toMatch(/^Kept: Feeling safe, Health\./);
    expect(kept.next?.at(-1)).toMatchObject({ label: 'Take back what I just said', order: { name: 'code undo', input: { text } } });
    expect((await order('ann', 'code settle', { text, areas: 'none' })) as { why: string }).toMatchObject({
      why: 'Who has coded a text does not settle it.',
    });
    expect((await done('bo', 'code settle', { text, areas: 'none' })).text).toContain('There is nothing to settle yet');
    expect((await done('ann', 'code as', { text, areas: 'data' })).text).toContain('take that back first');
    // The second sees nothing of the first.
    const other = await done('bo', 'code next', { after: text });
    expect((other.data as Data).found).toBeUndefined();
    expect((await done('ann', 'code undo', { text })).text).toContain('Taken back');
  });

  it('is settled by two who find the same, and else by a third, who sees both and who found nothing', async () => {
    expect(await codeAll('ann')).toBe(24);
    // Of the six and six with lights the analyst finds no area in four.
    let missed = 0;
    const noLights = ({ written }: Data) => (written.includes('lights') && missed++ < 4 ? [] : null);
    expect(await codeAll('bo', (data) => noLights(data) && [])).toBe(24);
    expect((await done('ann', 'code status')).data).toMatchObject({ settled: 20, first: 0, second: 0, third: 4, yours: 0 });
    expect(JSON.stringify(await done('ann', 'home'))).not.toContain('Texts for you');
    expect(await coded()).toEqual([]);
    const sheet = await done('cy', 'code next');
    expect(sheet.tables?.[2]?.rows.map(([, areas]) => areas).sort()).toEqual(['Buildings and rooms', 'none of these']);
    expect(sheet.next?.[0]?.order).toMatchObject({ name: 'code settle', input: { areas: ['estates'] } });
    expect(JSON.stringify(sheet)).not.toMatch(/ann|"bo"/);
    const { text } = sheet.data as Data;
    expect((await done('cy', 'code as', { text, areas: 'health' })).text).toContain('has to be settled by somebody who sees both');
    expect(await codeAll('cy', ({ found }) => found?.find((areas) => areas.length > 0) ?? null)).toBe(4);
    expect((await order('ann', 'code undo', { text })) as { why: string }).toMatchObject({ why: 'It is settled, so it stays.' });
    // Settled twice, it is settled once.
    expect((await done('cy', 'code settle', { text, areas: 'estates' })).text).toMatch(/^(Kept: |Others have settled)/);
  });

  it('is published beside the figures of the same people, once, by the same rules and the same parts', async () => {
    const rows = await world.database.rows<{ number: number; step: string }>('SELECT number, step FROM coded_release');
    expect(rows).toEqual([{ number: 1, step: 'one_thing' }]);
    const [one] = await coded();
    const [whole] = (await world.parts.store.surveys.releases(await unit())) as { base: number; parts: unknown }[];
    expect(one).toMatchObject({ step: 'one_thing', number: 1, codebook: 1, figures: { base: 26, parts: whole?.parts } });
    expect(Object.keys(one?.figures.tables ?? {})).toHaveLength(10);
    const results = resultsOf({ questions: [one?.question as never], split: null, quotesIf: null }, [one?.figures as never]);
    const count = (area: string) => results?.questions[0]?.figures.find(({ value }) => value === area)?.count;
    expect([count('estates'), count('safety'), count('staffing'), count('health'), count('data')]).toEqual([12, 10, 10, null, null]);
    expect(results?.questions[0]?.byPart.map(({ groups }) => groups.map(({ values, count }) => [values[0], count]))).toContainEqual([
      ['estates', 6],
    ]);
    const everybody = await world.database.rows<{ id: string }>('SELECT id FROM response');
    const settledTexts = () =>
      settledOf(
        world.parts,
        everybody.map(({ id }) => id),
      );
    const settled = await settledTexts();
    expect(settled).toHaveLength(24);
    expect(new Set(settled.map(({ first }) => first))).toEqual(new Set(['estates', 'safety', null]));
    // Whoever goes afterwards changes nothing of it.
    await world.database.rows(`DELETE FROM response WHERE id = '${settled[0]?.response}'`);
    expect(await coded()).toEqual([one]);
    expect(await settledTexts()).toHaveLength(23);
  });

  it('shows how far coders agree, and who they are to those alone who may see people', async () => {
    const forStaff = await done('ann', 'code agreement');
    const { all, areas, coders } = forStaff.data as {
      all: { n: number; agreed: number; kappa: number };
      areas: { area: string; agreement: unknown }[];
      coders: unknown[];
    };
    expect(all).toMatchObject({ n: 23, kappa: expect.any(Number) });
    expect(areas.find(({ area }) => area === 'health')?.agreement).toMatchObject({ kappa: null, agreed: 23 });
    expect(coders).toMatchObject([{ coders: expect.arrayContaining(['ann', 'bo']), agreement: { n: 23 } }]);
    expect(forStaff.tables?.[0]?.rows.find(([area]) => area === 'Health')).toEqual(['Health', 'not defined', 'none', '23', '23']);
    const forAnalyst = await done('bo', 'code agreement');
    expect(forAnalyst.data).toMatchObject({ coders: [] });
    expect(JSON.stringify(forAnalyst)).not.toContain('ann');
    expect((await done('bo', 'code book')).tables?.[0]?.rows).toHaveLength(10);
  });

  it('is coded of notes too, by others than whoever wrote them', async () => {
    const session = await addSession(world, []);
    await done('ann', 'evidence add', { session, area: 'safety', text: 'They said that the showers are broken.' });
    expect((await done('ann', 'code next')).text).toContain('Nothing waits for you');
    const sheet = await done('bo', 'code next');
    expect(sheet.tables?.[0]).toEqual({
      head: ['Note of a session', 'Text'],
      rows: [['They said that the showers are broken.', (sheet.data as Data).text]],
    });
    const { text } = sheet.data as Data;
    expect(await order('ann', 'code as', { text, areas: 'safety' })).toMatchObject({
      kind: 'refused',
      why: 'You wrote this note, so others code it.',
    });
    for (const who of ['bo', 'cy']) await done(who, 'code as', { text, areas: 'estates' });
    expect(await world.parts.store.codings.ofNotes([session])).toMatchObject([
      { codings: [{ areas: ['estates'] }, { areas: ['estates'] }] },
    ]);
  });
});
