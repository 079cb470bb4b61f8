import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { CountedResponse, Passed, ResultsUnit } from '../../src/desk/ports.ts';
import { onEachDatabase, type TestDatabase } from '../support/database.ts';
import { noon } from './turns.ts';

onEachDatabase('Figures are published of what was counted', (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await kind.fresh();
  });
  afterAll(() => database.remove());

  const id = (what: number, at: number) => `0000000${what}-0000-4000-8000-${String(at).padStart(12, '0')}`;
  const needed = { one: 'option', some: 'options', text: 'any', none: 'any' } as const;
  const later = new Date(noon.getTime() + 86_400_000);

  /** Two surveys of one project, one that is over and one that is not, and one of another project; of each, two finished and one in the middle. */
  beforeEach(async () => {
    for (const table of ['release', 'session', 'setting', 'project']) await database.rows(`DELETE FROM ${table}`);
    const at = `'${noon.toISOString()}'`;
    await database.rows(`INSERT INTO setting (id, name, kind, created_at) VALUES ('${id(1, 1)}', 'Hub', 'community', ${at})`);
    await database.rows(`INSERT INTO project (id, name, created_at) SELECT ('00000002-0000-4000-8000-00000000000' || n)::uuid, 'P' || n, ${at}
      FROM generate_series(1, 2) n`);
    await database.rows(`INSERT INTO session (id, date, setting_id, project_id, areas, created_at)
      SELECT ('00000003-0000-4000-8000-00000000000' || n)::uuid, '2026-03-09', '${id(1, 1)}', ('00000002-0000-4000-8000-00000000000' || 1 + n / 3)::uuid, '{}', ${at}
      FROM generate_series(1, 3) n`);
    await database.rows(`INSERT INTO survey_run (id, flow, flow_version, session_id, audience, anonymous, areas, threshold, opens_at, closes_at, finish_by,
        reminders, created_at)
      SELECT ('00000004-0000-4000-8000-00000000000' || n)::uuid, 'after-session', 1, ('00000003-0000-4000-8000-00000000000' || n)::uuid, 'attended', true, '{}', 5,
        ${at}, ${at}, CASE WHEN n = 2 THEN '${later.toISOString()}' ELSE ${at} END::timestamptz, 0, ${at} FROM generate_series(1, 3) n`);
    await database.rows(`INSERT INTO response (id, run_id, answers, state, day)
      SELECT gen_random_uuid(), r.id, jsonb_build_object('n', k), CASE WHEN k = 3 THEN 'started' ELSE 'finished' END, '2026-03-09'
      FROM survey_run r, generate_series(1, 3) k`);
  });

  const unit = async () => (await database.store.surveys.unit(id(4, 1))) as ResultsUnit;
  async function read(early: boolean, of?: ResultsUnit): Promise<{ passed: Passed; seen: CountedResponse[] }> {
    const seen: CountedResponse[] = [];
    const passed = await database.store.surveys.waiting(of ?? (await unit()), needed, noon, early, (one) => void seen.push(one));
    return { passed, seen };
  }
  const publish = async (passed: Passed, early = false, number = 1) =>
    database.store.surveys.publish({ unit: await unit(), number, figures: { base: passed.count }, passed, at: noon, early });
  const marked = async () => (await database.rows<{ n: number }>('SELECT count(*)::int AS n FROM response WHERE release = 1'))[0]?.n;
  const inRun = (seen: CountedResponse[]) => seen.map(({ run, state }) => `${run.at(-1)} ${state}`).sort();

  it('and what waits is all of surveys that are over, and of others who has finished, if that is asked for', async () => {
    expect(inRun((await read(false)).seen)).toEqual(['1 finished', '1 finished', '1 started']);
    expect(inRun((await read(true)).seen)).toEqual(['1 finished', '1 finished', '1 started', '2 finished', '2 finished']);
    expect(await publish((await read(true)).passed, true)).toBe(true);
    expect(await marked()).toBe(5);
    expect((await read(true)).passed.count).toBe(0);
    expect(await database.store.surveys.releases(await unit())).toEqual([{ base: 5 }]);
    const released: number[] = [];
    await database.store.surveys.released(
      await unit(),
      ['n'],
      ({ answers, person }) => void released.push(Number(answers.n), person ? 1 : 0),
    );
    expect(released.sort()).toEqual([0, 0, 0, 0, 0, 1, 1, 2, 2, 3]);
  });

  const changes = {
    'somebody was deleted': "DELETE FROM response WHERE answers->>'n' = '1' AND run_id = '00000004-0000-4000-8000-000000000001'",
    'somebody came': `INSERT INTO response (id, run_id, answers, state, day) VALUES (gen_random_uuid(), '${id(4, 1)}', '{}', 'finished', '2026-03-09')`,
    'as many as before were written anew': `SELECT shuffle_responses('${id(4, 1)}', false)`,
    'a survey came to the project': `UPDATE session SET project_id = '${id(2, 1)}'`,
  };
  it.each(Object.entries(changes))('and not if %s since, whoever tries; then they are counted anew', async (_, change) => {
    const { passed } = await read(false);
    await database.rows(change);
    expect(await publish(passed)).toBe(false);
    expect(await marked()).toBe(0);
    expect(await publish((await read(false)).passed)).toBe(true);
  });

  it('and nobody is counted of a survey that the reader does not know', async () => {
    const known = await unit();
    await database.rows(`UPDATE session SET project_id = '${id(2, 1)}'`);
    const { passed, seen } = await read(false, known);
    expect(new Set(seen.map(({ run }) => run))).toEqual(new Set([id(4, 1)]));
    expect(await publish(passed)).toBe(false);
  });

  it('and a reader that stumbles is in nobody’s way', async () => {
    const stumbles = async () =>
      database.store.surveys.waiting(await unit(), needed, noon, false, () => {
        throw new RangeError('stumbled');
      });
    for (let times = 0; times < 15; times++) await expect(stumbles()).rejects.toThrow(new RangeError('stumbled'));
    expect((await read(false)).passed.count).toBe(3);
  });

  it('and of an answer only what is counted is read: not what was typed, and no text', async () => {
    const said = {
      one: { value: 4, category: '4', raw: 'the fourth, says Robin' },
      some: { value: ['a', 'b'], category: null, raw: 'a and b' },
      text: { value: 'I am Robin', category: null, raw: 'I am Robin' },
      old: { value: true, category: 'yes', raw: 'y' },
    };
    const skipped = { some: { value: null, category: 'skipped', raw: '' }, text: { value: null, category: 'skipped', raw: '' } };
    await database.rows('DELETE FROM response');
    for (const answers of [said, skipped])
      await database.rows(`INSERT INTO response (id, run_id, answers, state, day) VALUES (gen_random_uuid(), '${id(4, 1)}', '${JSON.stringify(answers)}',
        'finished', '2026-03-09')`);
    const { seen } = await read(false);
    const there = { value: null, category: null, raw: '' };
    expect(seen.map(({ answers }) => answers)).toEqual(
      expect.arrayContaining([
        { one: { value: '4', category: '4', raw: '' }, some: { value: ['a', 'b'], category: null, raw: '' }, text: there },
        { some: { value: 'skipped', category: 'skipped', raw: '' }, text: there },
      ]),
    );
    const many = Object.fromEntries(Array.from({ length: 130 }, (_, at) => [at === 120 ? 'one' : `q${at}`, 'option' as const]));
    const found: CountedResponse[] = [];
    await database.store.surveys.waiting(await unit(), many, noon, false, (response) => void found.push(response));
    expect(found.map(({ answers }) => Object.keys(answers)).sort()).toEqual([[], ['one']]);
  });

  it('and many pass by as one, in more than one batch', async () => {
    await database.rows(`INSERT INTO response (id, run_id, answers, state, day)
      SELECT gen_random_uuid(), '${id(4, 1)}', '{}', 'finished', '2026-03-09' FROM generate_series(1, 5100)`);
    const { passed } = await read(false);
    expect(passed.count).toBe(5103);
    expect(await publish(passed)).toBe(true);
    expect(await marked()).toBe(5103);
  });
});
