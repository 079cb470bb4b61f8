import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PackFigure, Sheet } from '../../src/desk/ports.ts';
import { onEmbedded } from '../support/database.ts';
import { addAnswers, addProject, addSaid } from '../support/packs.ts';
import { createWorld, type World } from '../support/world.ts';

const bo = { channel: 'slack', address: 'T0/bo' } as const;

onEmbedded('A report for those who decide', (kind) => {
  let world: World;
  let project = '';
  let session = '';
  beforeAll(async () => {
    world = await createWorld(kind);
    await world.desk.command({ channel: 'terminal', address: 'ada@office' }, { line: 'roles grant slack:T0/bo staff --why works here' });
    project = await addProject(world, 'Voices');
    const ash = await addAnswers(world, project, {
      name: 'Ash House',
      said: { safety: [6, 5, 5, 10, 14, 2], staffing: [12, 8, 5, 9, 6, 2], estates: [1, 1, 10, 14, 14, 2], data: [20, 10, 3, 4, 5, 0] },
      wrote: Array.from({ length: 12 }, (_, at) => ({ words: `more lights in room ${at}, says Robin`, quote: at !== 3 })),
    });
    session = ash.session;
    await addAnswers(world, project, {
      name: 'Birch Wing',
      said: { safety: [5, 2, 3, 8, 12, 0], staffing: [6, 6, 6, 6, 6, 0], estates: [10, 5, 5, 5, 5, 0], data: [10, 10, 3, 4, 3, 0] },
    });
    await addAnswers(world, project, { name: 'Ash House', anonymous: false, areas: ['safety'], said: { safety: [1, 2, 5, 10, 6, 0] } });
    await addSaid(world, session, { text: 'The gym helps me.', area: 'estates', saidBy: 'young-person', speaks: 'against' });
    await addSaid(world, session, { text: 'Only a note.', area: 'estates', saidBy: null, speaks: null });
  });
  afterAll(() => world.remove());

  async function give(name: string, input: Record<string, unknown> = {}): Promise<Sheet> {
    const result = await world.desk.command(bo, { name, input });
    if (result.kind === 'refused') throw new Error(result.why);
    return result.sheet;
  }
  const cells = (sheet: Sheet) => (sheet.tables ?? []).flatMap(({ rows }) => rows);
  const make = async (format = 'html') => {
    const sheet = await give('pack make', { project: 'Voices', format });
    return { id: (sheet.data as { id: string }).id, text: String(sheet.files?.[0]?.body), sheet };
  };
  const figuresOf = (id: string) => world.database.rows(`SELECT * FROM pack_figure WHERE pack_id = '${id}'`) as Promise<PackFigure[]>;

  it('begins with what is known of each area, in all places and in each, with what speaks against it, named and anonymous apart', async () => {
    const sheet = await give('matrix', { project: 'voices' });
    const [head] = sheet.tables?.map(({ head }) => head) ?? [];
    expect(head).toEqual(['Area', 'All places', 'Ash House', 'Birch Wing']);
    const safe = cells(sheet).find(([area]) => area === 'Feeling safe');
    // 10 + 14 + 8 + 12 of 42 + 30 without names.
    expect(safe?.[1]).toContain('44 of 72 agreed (61 in 100), without names');
    expect(safe?.[1]).toContain('28 of 72 did not agree, or gave no answer (39 in 100), without names');
    expect(safe?.[1]).toContain('16 of 24 agreed (67 in 100), with names');
    expect(safe?.[2]).toContain('24 of 42 agreed (57 in 100), without names');
    expect(safe?.[3]).toContain('20 of 30 agreed (67 in 100), without names');
    expect(cells(sheet).find(([area]) => area === 'Phones and computers')?.[1]).toContain('hidden');
    expect(sheet.charts?.[0]?.bars).toContainEqual({ label: 'Feeling safe', count: 44 });
    expect(sheet.next?.map(({ order }) => order.name)).toContain('pack make');
  });

  it('can be asked for the basis of a cell, also of one in which nothing is shown', async () => {
    const basis = cells(await give('matrix', { project, area: 'safety', setting: 'Birch Wing' })).map((row) => row.join(' '));
    expect(basis).toEqual(
      expect.arrayContaining([
        expect.stringContaining('20 of 30 agreed'),
        expect.stringContaining('I feel safe in this place'),
        expect.stringContaining('9 Feb 2026 Birch Wing'),
        expect.stringMatching(/^Published 1: 10 Mar 2026/),
        expect.stringMatching(/^Fewest people in a number 5/),
      ]),
    );
    const hidden = cells(await give('matrix', { project, area: 'technology', setting: 'Ash House' })).map((row) => row.join(' '));
    expect(hidden).toContainEqual(expect.stringContaining('hidden: too few people'));
    const none = await world.desk.command(bo, { name: 'matrix', input: { project, area: 'health' } });
    expect(none).toMatchObject({ kind: 'refused', faults: { area: expect.any(String) } });
  });

  it('has a mark beside each number, and each figure can be worked out again', async () => {
    const { id, text } = await make();
    const figures = await figuresOf(id);
    expect(figures.length).toBeGreaterThan(20);
    for (const figure of figures) expect(text).toMatch(new RegExp(`[\\[>]${figure.id}[\\]<]`));
    const checked = await give('pack verify', { pack: id });
    expect(checked.data).toMatchObject({ all: figures.length, differ: [] });
    expect(checked.text).toContain(`All ${figures.length} figures are the same`);
    // The same files again, however much has been answered since.
    expect(String((await give('pack show', { pack: id.slice(0, 13), format: 'html' })).files?.[0]?.body)).toBe(text);
    expect(cells(await give('pack list'))[0]).toContain('Voices');
  });

  it('says of a figure where it is from, what was asked, and what allowed it', async () => {
    const { id } = await make();
    const figures = await figuresOf(id);
    const safe = figures.find(({ label }) => label === 'Feeling safe, agreed, without names, All places');
    const rows = cells(await give('pack basis', { pack: id, figure: safe?.id })).map((row) => row.join(' '));
    expect(rows).toEqual(
      expect.arrayContaining(['flow what-should-change', 'table safety', 'releases 1', expect.stringContaining(safe?.hash ?? '-')]),
    );
    expect(rows).toContainEqual(expect.stringContaining('answers have no name'));
    // Also of how answers were captured, which no question asks; and of what staff recorded, where it is from.
    const how = figures.find(({ query }) => (query as { table?: string }).table === ':how');
    const grounds = cells(await give('pack basis', { pack: id, figure: how?.id })).map((row) => row.join(' '));
    expect(grounds).toContainEqual(expect.stringMatching(/^What allowed it .*answers have no name/));
    expect(cells(await give('pack basis', { pack: id, figure: 'F1' }))).toContainEqual(['Source', 'sessions of this project']);
    expect(await world.desk.command(bo, { name: 'pack basis', input: { pack: id, figure: 'F999' } })).toMatchObject({ kind: 'refused' });
  });

  it('says which figures differ, and why', async () => {
    const { id } = await make();
    const [first, second] = (await figuresOf(id)).filter(({ query }) => (query as { from: string }).from === 'release');
    await world.database.rows(`UPDATE pack_figure SET value = '{"count": 1, "of": 72}' WHERE pack_id = '${id}' AND id = '${first?.id}'`);
    const differ = async () => ((await give('pack verify', { pack: id })).data as { differ: { id: string; why: string }[] }).differ;
    expect(await differ()).toMatchObject([{ id: first?.id, why: 'changed' }]);
    await world.database.rows(`DELETE FROM pack_figure WHERE pack_id = '${id}' AND id = '${first?.id}'`);
    const kept = await world.database.rows('SELECT figures::text AS figures FROM release WHERE NOT anonymous');
    await world.database.rows(`DELETE FROM release WHERE NOT anonymous`);
    const gone = await differ();
    expect(gone.length).toBeGreaterThan(0);
    expect(new Set(gone.map(({ why }) => why))).toEqual(new Set(['release']));
    await world.database.rows(
      `INSERT INTO release VALUES ('what-should-change', false, '${project}', 1, '${(kept[0] as { figures: string }).figures}', '2026-03-10T10:00:00Z')`,
    );
    expect(await differ()).toEqual([]);
    expect(second).toBeDefined();
  });

  it('has a quote when its writer allows it and a person has read it, scrubbed, and none beside that', async () => {
    const before = await make();
    expect(before.text).not.toMatch(/more lights|The gym/);
    expect(before.sheet.text).toContain('and are not in it: 11.');
    const seen: string[] = [];
    for (;;) {
      const sheet = await give('quote next', { project });
      const { quote } = sheet.data as { quote: { mark: string; words: string } | null };
      if (!quote) break;
      seen.push(quote.words);
      const verdict = quote.words.includes('room 5') ? 'quote leave' : 'quote approve';
      // As a button says it, or as it is typed from what is shown.
      const done = await give(verdict, { project, mark: seen.length % 2 === 0 ? quote.mark : sheet.tables?.[0]?.rows[0]?.at(-1) });
      const [said, other] =
        verdict === 'quote approve' ? [/^That one may go/, 'quote leave'] : [/^That one is in no report/, 'quote approve'];
      expect(done.text).toMatch(said);
      expect(done.next?.at(-1)?.order).toEqual({ name: other, input: { project, mark: quote.mark } });
    }
    // Ten of eleven that were allowed, in fives; and one that was said in a session.
    expect(seen).toHaveLength(11);
    expect(seen.join()).not.toMatch(/Robin|room 3,/);
    const { text } = await make();
    expect(text).toContain('The gym helps me.');
    expect(text).toContain('a young person, speaking against change');
    expect(text).not.toMatch(/Only a note|Robin|room 5,|room 3,/);
    // A report from before has them now too, and none of somebody who takes back their yes, or of a group that does.
    const shown = async () => String((await give('pack show', { pack: before.id, format: 'html' })).files?.[0]?.body);
    for (const [agreed, is] of [
      [12, true],
      [0, false],
      [12, true],
    ] as const) {
      world.clock.pass(60_000);
      await give('session consent', { session, agreed, witness: 'Di' });
      expect([agreed, (await shown()).includes('The gym helps me.')]).toEqual([agreed, is]);
    }
    await world.database.rows('DELETE FROM evidence WHERE said_by IS NOT NULL');
    expect(await shown()).not.toContain('The gym helps me.');
    expect(JSON.stringify(await world.database.rows('SELECT contents FROM pack'))).not.toMatch(/lights|gym/);
    expect(JSON.stringify(await world.database.rows('SELECT * FROM quote_reading'))).not.toMatch(/lights|gym/);
  });

  it('says how many wrote about an area, where that is published, and how answers were captured', async () => {
    const everybody = [['Ash House', 'Birch Wing']];
    const grid = { rows: everybody, columns: [['picked'], ['not picked', '']], counts: [[21, 51]] };
    const figures = {
      v: 1,
      threshold: { cell: 5, base: 10 },
      base: 72,
      parts: [],
      tables: { 'one_change:safety': { whole: grid, split: grid } },
    };
    await world.database.rows(
      `INSERT INTO coded_release VALUES ('what-should-change', true, '${project}', 1, 'one_change', 1, '${JSON.stringify(figures)}', '2026-03-10T09:00:00Z')`,
    );
    const safe = cells(await give('matrix', { project })).find(([area]) => area === 'Feeling safe');
    expect(safe?.[1]).toContain('21 of 72 wrote about it in their own words (29 in 100), without names');
    const { id, text } = await make();
    expect(text).toContain('Two of us read each text');
    const [how] = (await figuresOf(id)).filter(({ query }) => (query as { table?: string }).table === ':how');
    expect(how?.value).toEqual({ count: 72, of: 72 });
    expect((await give('pack verify', { pack: id })).data).toMatchObject({ differ: [] });
  });

  it('comes in five kinds at once, and none that there is not', async () => {
    const { sheet } = await make('all');
    expect(new Set(sheet.files?.map(({ name }) => name.split('.').at(-1)))).toEqual(new Set(['html', 'pdf', 'pptx', 'csv', 'xlsx']));
    expect(await world.desk.command(bo, { name: 'pack show', input: { pack: 'ffffffff' } })).toMatchObject({ kind: 'refused' });
  });
});
