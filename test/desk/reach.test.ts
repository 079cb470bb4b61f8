import { afterAll, beforeAll, expect, it } from 'vitest';
import { OutsideReport, ReachReport } from '../../src/desk/commands/reach-report.ts';
import type { Sheet } from '../../src/desk/ports.ts';
import { onEmbedded } from '../support/database.ts';
import { seedProgramme } from '../support/ledger.ts';
import { createWorld, day, type World } from '../support/world.ts';

onEmbedded('What staff hear of how many were reached', (kind) => {
  let world: World;
  const ada = { channel: 'terminal', address: 'ada@office' } as const;
  async function does(name: string, input: Record<string, unknown> = {}): Promise<Sheet> {
    const result = await world.desk.command(ada, { name, input });
    if (result.kind === 'refused') throw new Error(result.why);
    return result.sheet;
  }
  const refused = async (input: Record<string, unknown>) => {
    const result = await world.desk.command(ada, { name: 'reach', input });
    return result.kind === 'refused' ? result.why : expect.fail('it was done');
  };
  const places = [0, 1, 2, 3, 4, 5, 6].map((at) => `Place ${at}`);
  const dates = ['2026-02-03', '2026-03-03'];

  beforeAll(async () => {
    world = await createWorld(kind);
    expect(await does('reach')).toMatchObject({ text: expect.stringContaining('none is recorded yet'), data: { whole: null, parts: [] } });
    const { sessions, contacts } = world.database.store;
    const now = world.clock.now();
    const keep = async (names: string[], add: (id: string, name: string) => Promise<boolean>) => {
      const ids = names.map(() => world.parts.ids.next());
      for (const [at, name] of names.entries()) await add(ids[at] as string, name);
      return (at: number) => ids[at] as string;
    };
    const settings = await keep(places, (id, name) => sessions.addSetting({ id, name, kind: 'community' }, now));
    const none = { approval: null, approvalEnds: null, title: null };
    const projects = await keep(['Voices', 'Care'], (id, name) => sessions.addProject({ id, name, ...none }, now));
    const people = Array.from({ length: 38 }, () => world.parts.ids.next());
    const listed = (id: string, at: number) => ({ id, contacts: [{ channel: 'email' as const, value: `invented-${at}@example.org` }] });
    const unknown = { name: null, ageBand: null, place: null, marks: [] };
    await contacts.add(
      people.map((id, at) => ({ ...listed(id, at), ...unknown })),
      now,
    );
    const owner = await world.database.store.people.keep(world.parts.ids.next(), 'Bo', 'slack', 'bo', now);
    const areas = world.parts.areas.map(({ value }) => value);
    for (const { setting, project, areas: about, month, there, named } of seedProgramme()) {
      const id = world.parts.ids.next();
      await sessions.add({
        planned: false,
        ...{ id, date: dates[month] as string, setting: settings(setting), project: projects(project) },
        ...{ areas: about.map((area) => areas[area] as string), owner, facilitators: [owner] },
        ...{ heads: { all: there.length, bands: {} }, at: now },
      });
      const ids = named.map((who) => people[who] as string);
      await sessions.attend({ session: id, batch: world.parts.ids.next(), people: ids, heads: 0, at: now });
    }
  });
  afterAll(() => world.remove());

  it('is 38 to 110 people in 7 settings over 14 sessions, 38 named and 72 not, 126 attendances, and the rule of each', async () => {
    const sheet = await does('reach');
    expect(sheet.text).toContain(
      'People: between 38 and 110. Settings: 7. Sessions: 14. Known by name: 38. Heads without a name: 72. Attendances: 126.',
    );
    const [rules, parts] = sheet.tables ?? [];
    expect(rules?.rows.map(([, count]) => count)).toEqual(['between 38 and 110', 'between 84 and 110', '38', '72', '126', '14', '7']);
    for (const [, , rule] of rules?.rows ?? []) expect(rule?.length).toBeGreaterThan(20);
    expect(parts?.rows.map(([name]) => name)).toEqual(places);
    const { whole, parts: rows } = ReachReport.parse(sheet.data);
    expect(whole).toMatchObject({ people: { from: 38, to: 110 }, apart: { from: 84, to: 110 }, named: 38, sessions: 14, settings: 7 });
    expect(rows.reduce((all, { attendances }) => all + attendances.from, 0)).toBe(126);
    expect(rows.reduce((all, { people }) => all + people.from, 0)).toBe(84);
  });

  it('is by project, area and month, of some of it, and what is typed wrong is told by field', async () => {
    const names = async (by: string) => ReachReport.parse((await does('reach', { by })).data).parts.map(({ name }) => name);
    expect([await names('project'), await names('month')]).toEqual([
      ['Care', 'Voices'],
      ['2026-02', '2026-03'],
    ]);
    expect(await names('area')).toHaveLength(6);
    const care = ReachReport.parse((await does('reach', { project: 'care', to: '2026-02-28' })).data);
    expect(care.whole).toMatchObject({ sessions: 3, settings: 3 });
    expect(await refused({ setting: 'Nowhere' })).toContain('Nowhere');
    expect(await refused({ from: '2026-03-02', to: '2026-03-01' })).toBe('The last day is before the first one.');
  });

  it('is told to others when the month is over in which it was recorded, in one way only', async () => {
    expect(await does('reach', { outside: true })).toMatchObject({ text: expect.stringContaining('Nothing can be told'), data: null });
    world.clock.pass(31 * day);
    const sheet = await does('reach', { outside: true });
    expect(OutsideReport.parse(sheet.data)).toMatchObject({ people: { from: 38, to: 110 }, named: 38, unnamed: 72, attendances: 126 });
    expect(sheet.text).toContain('People: between 38 and 110. Settings: 7. Sessions: 14. Attendances: 126. Counted in 2026-03.');
    expect(await refused({ outside: true, by: 'area' })).toContain('one way only');
    expect(await refused({ outside: true, setting: 'Place 1' })).toContain('one way only');
  });
});
