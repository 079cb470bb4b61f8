import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ReachBy } from '../../src/desk/ports.ts';
import { onEmbedded, type TestDatabase } from '../support/database.ts';
import { runs } from '../support/deep.ts';
import { cut, type Met, seedProgramme, tallyOf } from '../support/ledger.ts';
import { noon } from './turns.ts';

onEmbedded('The reach ledger in one statement', (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await kind.fresh();
  });
  afterAll(() => database.remove());

  const id = (kind: number, at: number) => `0000000${kind}-0000-4000-8000-${String(at).padStart(12, '0')}`;
  const months = ['2026-03', '2026-04', '2026-05'];
  /** What the store calls a part. */
  const partOf = (by: ReachBy, part: number) => {
    if (by === 'month') return months[part] as string;
    return by === 'area' ? `area-${part}` : by === 'project' && part === 0 ? '-' : id(by === 'setting' ? 1 : 2, part);
  };

  /** Keeps exactly these sessions. Project 0 is none. */
  async function keep(sessions: Met[]) {
    const values = (rows: string[]) => rows.join(', ');
    const of = (read: (met: Met) => number[]) => [...new Set(sessions.flatMap(read))];
    await database.rows('DELETE FROM session');
    for (const table of ['setting', 'project', 'person']) await database.rows(`DELETE FROM ${table}`);
    if (sessions.length === 0) return;
    const at = `'${noon.toISOString()}'`;
    const insert = (table: string, rows: string[]) =>
      rows.length > 0 ? database.rows(`INSERT INTO ${table} VALUES ${values(rows)}`) : null;
    await insert(
      'setting (id, name, kind, created_at)',
      of(({ setting }) => [setting]).map((one) => `('${id(1, one)}', 'Hub ${one}', 'community', ${at})`),
    );
    const projects = of(({ project }) => [project]).filter((one) => one > 0);
    await insert(
      'project (id, name, created_at)',
      projects.map((one) => `('${id(2, one)}', 'Project ${one}', ${at})`),
    );
    await insert(
      'session (id, date, setting_id, project_id, areas, created_at)',
      sessions.map(({ month, setting, project, areas }, which) => {
        const named = areas.map((area) => `'area-${area}'`).join(', ');
        const whose = project === 0 ? 'NULL' : `'${id(2, project)}'`;
        return `('${id(3, which)}', '${months[month]}-10', '${id(1, setting)}', ${whose}, ARRAY[${named}]::text[], ${at})`;
      }),
    );
    await insert(
      'person (id, created_at)',
      of(({ named }) => named).map((who) => `('${id(4, who)}', ${at})`),
    );
    await insert(
      'attendance (session_id, person_id, batch, at)',
      sessions.flatMap(({ named }, which) => named.map((who) => `('${id(3, which)}', '${id(4, who)}', '${id(5, which)}', ${at})`)),
    );
    await insert(
      'headcount (session_id, age_band, count)',
      sessions.flatMap(({ counted, there }, which) => (counted ? [`('${id(3, which)}', '', ${there.length})`] : [])),
    );
  }

  const met = fc
    .record({
      ...{ setting: fc.nat(2), project: fc.nat(2), month: fc.nat(2), there: fc.uniqueArray(fc.nat(9)), counted: fc.boolean() },
      areas: fc.uniqueArray(fc.nat(2), { minLength: 1 }),
    })
    .chain((one) => fc.subarray(one.there).map((named): Met => ({ ...one, named })));

  it('says of every part, and of all, what counting session by session says', () =>
    fc.assert(
      fc.asyncProperty(fc.array(met, { maxLength: 5 }), async (sessions) => {
        await keep(sessions);
        for (const by of ['setting', 'project', 'area', 'month'] as const) {
          const rows = await database.store.sessions.reach(by, {});
          const expected = [...cut(sessions, by)].map(([part, some]) => ({ ...tallyOf(some), part: partOf(by, part) }));
          const whole = { ...tallyOf(sessions), part: '' };
          const told = new Map(rows.map(({ settings: _, ...row }) => [row.part, row]));
          expect(told).toEqual(new Map((sessions.length > 0 ? [whole, ...expected] : []).map((row) => [row.part, row])));
        }
        const cells = await database.store.sessions.reachCells('Europe/London');
        const sum = (read: (cell: (typeof cells)[number]) => number) => cells.reduce((all, cell) => all + read(cell), 0);
        const { named, unnamed, byName } = tallyOf(sessions);
        expect([sum(({ first }) => first), sum(({ unnamed }) => unnamed), sum(({ first, again }) => first + again)]).toEqual([
          named,
          unnamed,
          byName,
        ]);
        expect(new Set(cells.map(({ month }) => month))).toEqual(new Set(cells.length > 0 ? ['2026-05'] : []));
      }),
      { numRuns: runs(8, 100) },
    ));

  it('is of those sessions that are asked about, the first and the last day in them', async () => {
    const sessions = seedProgramme();
    await keep(sessions);
    const named = async (which: object) => (await database.store.sessions.reach('month', which)).find(({ part }) => part === '');
    const tally = (some: Met[]) => expect.objectContaining(tallyOf(some));
    expect(await named({ setting: id(1, 3) })).toEqual(tally(sessions.filter(({ setting }) => setting === 3)));
    expect(await named({ project: id(2, 1) })).toEqual(tally(sessions.filter(({ project }) => project === 1)));
    expect(await named({ area: 'area-2' })).toEqual(tally(sessions.filter(({ areas }) => areas.includes(2))));
    expect(await named({ from: '2026-04-10' })).toEqual(tally(sessions.filter(({ month }) => month === 1)));
    expect(await named({ to: '2026-03-10' })).toEqual(tally(sessions.filter(({ month }) => month === 0)));
    expect(await named({ to: '2026-03-09' })).toBeUndefined();
  });

  it('leaves those who were deleted as heads', async () => {
    const here = { setting: 0, project: 0, areas: [0], month: 0, counted: true };
    await keep([
      { ...here, there: [1, 2, 3], named: [1, 2] },
      { ...here, there: [1], named: [1] },
    ]);
    await database.rows(`DELETE FROM person WHERE id = '${id(4, 1)}'`);
    expect((await database.store.sessions.reach('setting', {}))[0]).toMatchObject({ named: 1, byName: 1, unnamed: 3, largest: 3 });
  });

  it('counts those who were merged once, also in a count that was made from their names', async () => {
    const here = { setting: 0, project: 0, areas: [0], month: 0, counted: false };
    const both = { ...here, there: [1, 2, 3], named: [1, 2, 3] };
    await keep([both, { ...both, counted: true }]);
    await database.rows(`INSERT INTO headcount (session_id, age_band, count, batch) VALUES ('${id(3, 0)}', '', 3, '${id(5, 0)}')`);
    const { store } = database;
    const told = async () => (await store.sessions.reach('setting', {}))[0];
    expect(await told()).toMatchObject({ named: 3, byName: 6, unnamed: 0, largest: 3 });
    const merge = { keep: id(4, 1), other: id(4, 2), who: 'onward', why: 'they said so', at: noon };
    expect(await store.merges.merge(merge)).toBe('done');
    // Whoever counted three in the room counted three; the list had one of them twice.
    expect(await told()).toMatchObject({ named: 2, byName: 4, unnamed: 1, largest: 3, fewer: 0 });
    expect(await store.merges.undo(merge.other, 'onward', noon)).toBe('done');
    expect(await told()).toMatchObject({ named: 3, byName: 6, unnamed: 0, largest: 3 });
  });
});
