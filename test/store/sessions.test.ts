import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { NewSession } from '../../src/desk/ports.ts';
import { onEveryWayIn, type TestDatabase } from '../support/database.ts';
import { begin, later, noon } from './turns.ts';

onEveryWayIn('Sessions', (kind) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await kind.fresh();
  });
  afterEach(() => database.remove());

  const person = async (name: string) =>
    (await begin(database.store, { person: { id: randomUUID(), isNew: true, set: { name, age_band: '18-24' } } })).first.person.id;
  const staff = (address: string) => database.store.people.keep(randomUUID(), address, 'slack', address, noon);
  async function session(over: Partial<NewSession> = {}) {
    const { sessions } = database.store;
    const setting = { id: randomUUID(), name: `Hub ${randomUUID()}`, kind: 'community' as const };
    await sessions.addSetting(setting, noon);
    const owner = over.owner ?? (await staff('bo'));
    const fresh = {
      id: randomUUID(),
      date: '2026-05-03',
      setting: setting.id,
      project: null,
      areas: ['safety'],
      heads: null,
      planned: false,
      at: noon,
    };
    await sessions.add({ ...fresh, owner, facilitators: [owner], ...over });
    return { id: over.id ?? fresh.id, owner };
  }

  it('are kept with their setting, project, facilitators and heads, and found by the beginning of an id', async () => {
    const { sessions } = database.store;
    const project = { id: randomUUID(), name: 'P', approval: 'NRC 1', approvalEnds: '2026-12-31', title: null };
    expect(await sessions.addProject(project, noon)).toBe(true);
    expect(await sessions.addProject({ ...project, id: randomUUID() }, noon)).toBe(false);
    const { id, owner } = await session({ project: project.id, areas: ['safety', 'health'], heads: { all: 7, bands: { '13-15': 4 } } });
    expect(await sessions.show(id.slice(0, 13))).toMatchObject({
      ...{ id, date: '2026-05-03', project, areas: ['safety', 'health'], owner, heads: { all: 7, bands: { '13-15': 4 } } },
      ...{ facilitators: [{ person: owner, name: 'bo' }], named: 0, notes: 0, surveys: 0, rooms: 0, attended: [], evidence: [] },
    });
    await sessions.approve(project.id, 'NRC 2', null);
    expect(await sessions.projects()).toEqual([{ ...project, approval: 'NRC 2', approvalEnds: null }]);
    expect(await sessions.show('nothing')).toBeNull();
  });

  it('settings have names of their own', async () => {
    const { sessions } = database.store;
    const setting = { id: randomUUID(), name: 'Hub', kind: 'secure' as const };
    expect(await sessions.addSetting(setting, noon)).toBe(true);
    expect(await sessions.addSetting({ ...setting, id: randomUUID() }, noon)).toBe(false);
    expect(await sessions.settings()).toEqual([setting]);
  });

  it('are listed with the newest day first, and for those who recorded or ran them', async () => {
    const { sessions } = database.store;
    const [ann, cy] = [await staff('ann'), await staff('cy')];
    const old = await session({ date: '2026-01-01', owner: ann, facilitators: [cy] });
    const fresh = await session({ owner: ann, facilitators: [] });
    const robin = await person('Robin');
    for (const { id } of [old, fresh]) await sessions.attend({ session: id, batch: randomUUID(), people: [robin], heads: 0, at: noon });
    const ids = async (...of: string[]) => (await sessions.list(9, ...of)).sessions.map(({ id }) => id);
    expect([await ids(), await ids(ann), await ids(cy)]).toEqual([[fresh.id, old.id], [fresh.id, old.id], [old.id]]);
    expect((await sessions.list(9)).people).toBe(1);
    expect(await sessions.metBy(cy)).toEqual([robin]);
    expect(await sessions.metBy(robin)).toEqual([]);
  });

  it('have each name once, whoever adds it again, and nobody who is gone', async () => {
    const { sessions } = database.store;
    const { id } = await session();
    const [robin, wren] = [await person('Robin'), await person('Wren')];
    const [one, two] = [randomUUID(), randomUUID()];
    expect(await sessions.attend({ session: id, batch: one, people: [robin, randomUUID()], heads: 5, at: noon })).toEqual({
      people: [robin],
      counted: true,
    });
    expect(await sessions.attend({ session: id, batch: two, people: [robin, wren], heads: 9, at: later(1) })).toEqual({
      people: [wren],
      counted: false,
    });
    expect(await sessions.show(id)).toMatchObject({ named: 2, heads: { all: 5 } });
    expect(await sessions.batch(two)).toEqual({ session: id, people: 1 });
    expect(await sessions.undo(one)).toEqual({ people: 1, removed: 0 });
    expect(await sessions.undo(one)).toEqual({ people: 0, removed: 0 });
    expect(await sessions.batch(one)).toBeNull();
    expect(await sessions.batch('one')).toBeNull();
    expect(await sessions.show(id)).toMatchObject({ heads: null, attended: [{ person: wren, name: 'Wren', ageBand: '18-24' }] });
  });

  it('keep what somebody counted when names are undone, and lose people who came in with them alone', async () => {
    const { sessions, contacts, people } = database.store;
    const { id } = await session();
    const contact = (value: string) => ({ channel: 'email' as const, value });
    const listed = { name: 'Kit', ageBand: null, place: null, marks: [] };
    const [kit, sam] = [randomUUID(), randomUUID()];
    await contacts.add([{ ...listed, id: kit, contacts: [contact('kit@example.org')] }], noon);
    await contacts.add([{ ...listed, id: sam, contacts: [contact('sam@example.org')] }], later(-1));
    const batch = randomUUID();
    await sessions.attend({ session: id, batch, people: [kit, sam], heads: 4, at: noon });
    await sessions.count(id, { all: 6, bands: { '16-17': 6 } }, noon);
    await sessions.count(id, { all: 7, bands: { '13-15': 2 } }, noon);
    expect(await sessions.undo(batch)).toEqual({ people: 2, removed: 1 });
    expect(await sessions.show(id)).toMatchObject({ heads: { all: 7, bands: { '13-15': 2 } }, named: 0 });
    expect((await people.list(9)).map(({ id }) => id)).toEqual([sam]);
  });

  it('keep their numbers when people go, and name nobody', async () => {
    const { sessions } = database.store;
    const { id, owner } = await session({ heads: { all: 3, bands: {} } });
    const robin = await person('Robin');
    await sessions.attend({ session: id, batch: randomUUID(), people: [robin], heads: 0, at: noon });
    await database.rows(`DELETE FROM person WHERE id IN ('${robin}', '${owner}')`);
    expect(await sessions.show(id)).toMatchObject({ heads: { all: 3 }, named: 0, attended: [], owner: null, facilitators: [] });
  });

  it('have notes, and a concern with a note or neither; the log finds its words and its session', async () => {
    const { sessions, concerns, audit } = database.store;
    const { id, owner } = await session();
    const note = {
      id: randomUUID(),
      session: id,
      area: 'safety',
      text: 'a\n"note" \\',
      by: owner,
      at: noon,
      writer: owner,
      channel: 'slack' as const,
      saidBy: null,
      speaks: 'against' as const,
    };
    await sessions.note({ ...note, concern: null });
    const concern = { id: randomUUID(), family: 'abuse', urgency: 'soon' as const, rule: 'r', place: 'community' };
    await sessions.note({ ...note, id: randomUUID(), text: 'second', concern });
    expect((await sessions.show(id))?.evidence.map(({ text }) => text).sort()).toEqual(['a\n"note" \\', 'second']);
    expect(await concerns.list(false)).toMatchObject([{ id: concern.id, person: owner, place: 'community' }]);
    expect(await concerns.words(concern.id)).toEqual({ text: 'second', session: id });
    expect(await audit.list(1)).toMatchObject([{ who: 'onward', action: 'concern opened', about: concern.id }]);
    await expect(
      sessions.note({ ...note, id: randomUUID(), session: randomUUID(), concern: { ...concern, id: randomUUID() } }),
    ).rejects.toThrow();
    expect(await concerns.list(false)).toHaveLength(1);
  });

  it('are run by people who are let in once by an address, and who are no participants', async () => {
    const { people, sessions, roles } = database.store;
    const both = await Promise.all([staff('ann'), staff('ann')]);
    expect(new Set(both).size).toBe(1);
    const [ann] = both as [string, string];
    await session({ owner: ann, facilitators: [ann] });
    expect([await people.list(9), await sessions.people()]).toEqual([[], []]);
    const robin = await person('Robin');
    expect(await sessions.people()).toEqual([{ id: robin, name: 'Robin', ageBand: '18-24' }]);
    const isNew = { channel: 'slack' as const, address: 'cy', name: 'Cy' };
    await roles.grant({ person: randomUUID(), role: 'staff', place: '', rung: 1, at: noon, isNew });
    expect(await roles.of('slack', 'cy')).toMatchObject({ name: 'Cy', roles: [{ role: 'staff' }] });
  });

  it('people who asked for a person are listed, who asked last first', async () => {
    const asked = (minutes: number) =>
      begin(database.store, { person: { id: randomUUID(), isNew: true, set: { personWantedAt: later(minutes) } } });
    const [one, two] = [await asked(1), await asked(2)];
    await person('Robin');
    expect((await database.store.people.wanting(9)).map(({ id }) => id)).toEqual([two.first.person.id, one.first.person.id]);
  });
});
