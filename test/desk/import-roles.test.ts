import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Sheet } from '../../src/desk/ports.ts';
import { onEmbedded } from '../support/database.ts';
import { runs } from '../support/deep.ts';
import { everything } from '../support/everything.ts';
import { createWorld, registeringBy, type World } from '../support/world.ts';

onEmbedded('A list of people and what they were', (kind) => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld(kind);
  });
  afterAll(() => world.remove());

  const ada = { channel: 'terminal', address: 'ada@office' } as const;
  interface Data {
    new: number;
    roles: number;
    batch: string | null;
    near: { heading: string; column: string }[];
    rows: { row: number; is: string; what: string }[];
  }
  async function give(name: string, input: Record<string, unknown>): Promise<Sheet> {
    const result = await world.desk.command(ada, { name, input });
    return result.kind === 'done' ? result.sheet : expect.fail(result.why);
  }
  const imports = async (file: string, more: Record<string, unknown> = { apply: true }) =>
    (await give('people import', { file, ...more })).data as Data;
  const says = async (file: string) => (await imports(file, {})).rows.map(({ what }) => what);
  const undo = async (batch: string | null) => (await give('import undo', { batch: batch as string })).data;
  const tenures = () =>
    world.database.rows(
      `SELECT p.name, t.stage, t.held, t.since::text, t.until::text FROM tenure t JOIN person p ON p.id = t.person_id ORDER BY 1, 2, 4`,
    );
  /** All that is kept but the audit, which says what was done. */
  const kept = async () => (await everything(world.database)).filter((row) => !row.startsWith('audit_event')).sort();

  it('says of each row what would come of it, with what to do about what is wrong', async () => {
    expect(
      await says(
        [
          'Name,Email,Role,Since,Until,First session',
          'Ann,ann@example.org,Staff,1/9/2021,,3 June 2018',
          'Bo,bo@example.org,sessional-facilitator,2019-02-01,43830,yes',
          'Cy,cy@example.org,satff,2021-09-01,,',
          'Di,di@example.org,cook,2021-09-01,,',
          'Ed,ed@example.org,staff,,,',
          'Fi,fi@example.org,,2020-01-01,,',
          'Gi,gi@example.org,staff,31/31/2020,,',
          'Hy,hy@example.org,staff,2021-09-01,2020-09-01,',
          'Ida,ida@example.org,,,,perhaps',
          'Jo,jo@example.org,staff,2021-09-01,,no',
          '=1+1,kit@example.org,,,,',
        ].join('\n'),
      ),
    ).toEqual([
      'new; Staff from 1 Sept 2021; Participant from 3 Jun 2018',
      'new; Sessional facilitator from 1 Feb 2019 to 31 Dec 2019; Participant, on a day that we do not know',
      '"satff" is no role of the pathway. Did you mean staff?',
      expect.stringMatching(/^"cook" is no role of the pathway\. Use one of: participant, young-advisor/),
      'since when are they staff? Fill in the column since. If you only know the year, take 1 January of it.',
      'there is a day and no role. Fill in the role, or take the day out.',
      '"31/31/2020" in the column since is not a day. It looks like 1/9/2021, the day first, or 2021-09-01.',
      'it ends before it begins. Look at the columns since and until.',
      '"perhaps" is not a day, and not yes or no. Put in the day of their first session, or yes, or no. Or leave it empty.',
      'new; Staff from 1 Sept 2021; never Participant',
      'new',
    ]);
    const { near } = await imports('Emial,Phone,Roel\nx,07911 123456,staff', {});
    expect(near).toEqual([
      { heading: 'Emial', column: 'email' },
      { heading: 'Roel', column: 'role' },
    ]);
  });

  it('adds people with what they were, does nothing the second time, and is taken back as a whole', async () => {
    const before = await kept();
    const file =
      'name,email,role,since,until,first\nAnn,ann@example.org,staff,2021-09-01,,2018-06-03\nAnn,ann@example.org,sessional facilitator,2019-09-01,2021-08-31,\n';
    const once = await imports(file);
    expect(once).toMatchObject({ new: 1, roles: 3, rows: [{ is: 'new' }, { is: 'also' }] });
    expect(await tenures()).toEqual([
      { name: 'Ann', stage: 'participant', held: true, since: '2018-06-03', until: null },
      { name: 'Ann', stage: 'sessional-facilitator', held: true, since: '2019-09-01', until: '2021-08-31' },
      { name: 'Ann', stage: 'staff', held: true, since: '2021-09-01', until: null },
    ]);
    const listed = (await give('pathway of', { person: 'Ann' })).tables?.find(({ head }) => head[0] === 'A list says');
    expect(listed?.rows).toEqual([
      ['Participant', expect.stringContaining('2018'), ''],
      ['Sessional facilitator', expect.stringContaining('2019'), expect.stringContaining('2021')],
      ['Staff', expect.stringContaining('2021'), ''],
    ]);
    const there = await kept();
    expect(await imports(file, { apply: true, known: true })).toMatchObject({
      new: 0,
      batch: null,
      rows: [{ is: 'known' }, { is: 'known' }],
    });
    expect(await kept()).toEqual(there);
    expect((await give('import list', {})).data).toMatchObject([{ batch: once.batch, people: 1, tenures: 3 }]);
    expect(await world.database.rows('SELECT 1 FROM consent UNION ALL SELECT 1 FROM nudge UNION ALL SELECT 1 FROM message')).toEqual([]);
    expect(await undo(once.batch)).toEqual({ people: 1, tenures: 3, stayed: 0 });
    expect(await kept()).toEqual(before);
    expect(await world.desk.command(ada, { name: 'import undo', input: { batch: once.batch } })).toMatchObject({ kind: 'refused' });
  });

  it('proposes who is known, and adds to nobody before somebody has looked', async () => {
    await world.visitor('robin').goesThrough(...registeringBy('email', 'robin@example.org'));
    const [robin] = await world.database.rows<{ id: string }>("SELECT id FROM person WHERE name = 'Robin'");
    const file = 'name,email,role,since\nRob,robin@example.org,staff,2021-09-01\n';
    const first = await imports(file);
    expect(first).toMatchObject({ new: 0, roles: 0, batch: null });
    expect(first.rows[0]?.what).toMatch(
      /^looks like somebody whom we know \([0-9a-f-]{13}\), .*nothing is added to them yet; Staff from 1 Sept 2021$/,
    );
    expect(await tenures()).toEqual([]);
    const known = await imports(file, { apply: true, known: true });
    expect(await tenures()).toMatchObject([{ name: 'Robin', stage: 'staff' }]);
    expect(await undo(known.batch)).toEqual({ people: 0, tenures: 1, stayed: 0 });
    const linked = await imports(`person,role,since\n${robin?.id},staff,2021-09-01\n00000000-0000,staff,2021-09-01\n`);
    expect(linked.rows.map(({ is }) => is)).toEqual(['linked', 'error']);
    expect(await tenures()).toMatchObject([{ name: 'Robin', stage: 'staff' }]);
    await undo(linked.batch);
    await world.visitor('robin').goesThrough('delete me', 'yes');
    expect((await imports(file)).rows[0]?.is).toBe('skipped');
  });

  it('leaves who did anything since, and of whom anything was recorded since', async () => {
    const { batch } = await imports(
      'name,email,role,since\nAnn,ann@example.org,staff,2021-09-01\nBo,bo@example.org,staff,2021-09-01\nCy,cy@example.org,,\n',
    );
    const [bo] = await world.database.rows<{ id: string }>("SELECT id FROM person WHERE name = 'Bo'");
    await give('proof record', { person: bo?.id, requirement: 'appointed' });
    const undone = await give('import undo', { batch });
    expect(undone.data).toEqual({ people: 2, tenures: 2, stayed: 1 });
    expect(undone.text).toContain('1 people stay');
    expect(await world.database.rows("SELECT name FROM person WHERE name IN ('Ann', 'Bo', 'Cy')")).toEqual([{ name: 'Bo' }]);
    expect(await world.database.rows("SELECT value FROM address WHERE channel = 'email'")).toEqual([{ value: 'bo@example.org' }]);
    expect(await tenures()).toEqual([]);
    await world.database.rows("DELETE FROM person WHERE name = 'Bo'");
  });

  it('is as if it had never been, once it is taken back', async () => {
    const before = await kept();
    const role = fc.constantFrom('staff', 'Staff', 'participant', 'sessional-facilitator', '', 'cook');
    const date = fc.constantFrom('2020-01-01', '1/2/2021', '', 'never', '44197');
    const line = fc.record({
      who: fc.integer({ min: 0, max: 9 }),
      name: fc.constantFrom('Ann', 'Bo', ''),
      role,
      since: date,
      until: date,
      first: date,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 8 }), fc.array(line, { maxLength: 8 }), fc.boolean(), async (one, other, known) => {
        const file = (lines: typeof one) =>
          [
            'name,email,role,since,until,first',
            ...lines.map((l) => [l.name, `p${l.who}@example.org`, l.role, l.since, l.until, l.first].join(',')),
          ].join('\n');
        const take = async (lines: typeof one) => (lines.length === 0 ? null : (await imports(file(lines), { apply: true, known })).batch);
        const first = await take(one);
        const middle = await kept();
        const second = await take(other);
        if (second) await undo(second);
        expect(await kept()).toEqual(middle);
        if (first) await undo(first);
        expect(await kept()).toEqual(before);
      }),
      { numRuns: runs(6, 15) },
    );
  });
});
