import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Order, Sheet } from '../../src/desk/ports.ts';
import { onEmbedded } from '../support/database.ts';
import { createWorld, day, throughRegistering, type World } from '../support/world.ts';

onEmbedded('Mentors', (kind) => {
  let world: World;
  const ada = { channel: 'terminal', address: 'ada@office' } as const;
  const [bo, di, cy] = (['bo', 'di', 'cy'] as const).map((address) => ({ channel: 'slack' as const, address }));
  const give = (order: Order | string, as: typeof ada | typeof bo = bo) =>
    world.desk.command(as as typeof ada, typeof order === 'string' ? { line: order } : order);
  async function does(order: Order | string, as: typeof ada | typeof bo = bo): Promise<Sheet> {
    const result = await give(order, as);
    return result.kind === 'refused' ? expect.fail(result.why) : result.sheet;
  }
  async function refusal(order: Order | string, as: typeof ada | typeof bo = bo): Promise<string> {
    const result = await give(order, as);
    return result.kind === 'refused' ? result.why : expect.fail('it was done');
  }
  const rows = <Row>(sql: string) => world.database.rows<Row>(sql);
  const go = async (minutes = 1) => {
    world.clock.pass(minutes);
    await world.desk.tick(world.clock.now());
    await world.desk.deliver();
  };
  /** Somebody of that name who has registered: their id and their chat. */
  async function somebody(name: string, over: Partial<Record<string, string>> = {}) {
    const visitor = world.visitor(name.toLowerCase());
    for (const text of throughRegistering) await visitor.types(text === 'Robin' ? name : (over[text] ?? text));
    await visitor.hears();
    return { visitor, id: (await visitor.view()).person as string };
  }
  /** And is at the stage that mentors, with what it asks. */
  async function mentor(name: string, over: Partial<Record<string, string>> = {}) {
    const one = await somebody(name, over);
    await does(`training record safeguarding --person ${one.id} --date 2 March 2026 --apply`);
    await does(`check record ${one.id} dbs not-needed`);
    await rows(`INSERT INTO stage_change (id, person_id, stage, version, follows, by, asked_at, why, second, at)
      VALUES ('${randomUUID()}', '${one.id}', 'alum-mentor', 1, NULL, 'bo', '2026-03-01', 'ready', 'cy', '2026-03-01')`);
    await one.visitor.goesThrough('mentor', 'be a mentor');
    return one;
  }
  async function mentee(name = 'Robin', over: Partial<Record<string, string>> = {}) {
    const one = await somebody(name, over);
    await one.visitor.goesThrough('pathway', 'have a mentor, or be one', 'i would like a mentor');
    return one;
  }
  const propose = async (one: string, other: string) => ((await does(`pair propose ${one} ${other}`)).data as { id: string }).id;
  /** Two who are asked. */
  async function asked() {
    const [robin, kit] = [await mentee(), await mentor('Kit Marlow')];
    const pair = await propose(robin.id, kit.id);
    await does(`pair allow ${pair}`, cy);
    return { robin, kit, pair };
  }
  const concern = (person: string) =>
    rows(`INSERT INTO concern (id, person_id, family, urgency, rule, place, channel, external_id, at)
      VALUES (gen_random_uuid(), '${person}', 'worry', 'soon', 'r', NULL, 'web', gen_random_uuid(), '2026-03-10')`);
  const closeConcerns = () =>
    rows(`INSERT INTO concern_event (concern_id, state, who, why, at) SELECT id, 'closed', 'cy', 'done', '2026-03-10' FROM concern`);
  const stateOf = async (id: string, as = bo) =>
    ((await does('pair list', as)).data as { pairs: { id: string; state: string }[] }).pairs.find((pair) => pair.id === id)?.state;
  const nudged = async (person: string) =>
    (
      await rows<{ policy: string }>(
        `SELECT policy FROM nudge WHERE person_id = '${person}' AND occurrence LIKE 'pair-%' AND state = 'sent' ORDER BY decided_at`,
      )
    ).map(({ policy }) => policy);

  beforeEach(async () => {
    world = await createWorld(kind);
    await does('roles grant slack:bo staff --name Bo --why needed', ada);
    await does('roles grant slack:di staff --name Di --why needed', ada);
    await does('roles grant slack:cy safeguarding lead --name Cy --why needed', ada);
  });
  afterEach(() => world.remove());

  it('are suggested in words, proposed by staff, looked at by a lead, asked, and introduced when both said yes', async () => {
    const [robin, kit] = [await mentee(), await mentor('Kit Marlow')];
    await mentor('Ash', { Leeds: 'York', '1 and 3': '4' });
    const suggested = await does('pair suggest Robin');
    expect(suggested.tables?.[0]?.rows.map(([name, why]) => [name, why])).toEqual([
      ['Kit Marlow', 'both care about Feeling safe, Data about us; both in Leeds'],
    ]);
    expect(suggested.text).toContain('Whom to ask, a person decides.');
    expect((await does('pair suggest')).tables?.[0]?.rows.map((row) => row.slice(0, 2))).toEqual([['Robin', '1']]);
    const pair = await propose(robin.id, kit.id);
    expect(await refusal(`pair propose ${robin.id} ${kit.id}`)).toMatch(/thought of before/);
    await go();
    expect(await robin.visitor.goesThrough('mentor')).not.toContain('Kit');
    await robin.visitor.types('nothing');
    expect(await refusal(`pair allow ${pair}`)).toMatch(/^That is for these roles/);
    // A lead finds it on their home; staff wait, and are offered nothing that is a lead's.
    expect((await does('home', cy)).data).toMatchObject({ pairs: [pair] });
    expect((await does('home')).data).toMatchObject({ pairs: [] });
    expect((await does('pair list')).next?.map(({ order }) => order.name)).toEqual(['pair end']);
    await does(`pair allow ${pair}`, cy);
    await go();
    expect(await nudged(robin.id)).toEqual(['thought_of']);
    expect(await nudged(kit.id)).toEqual(['thought_of']);

    const seen = await robin.visitor.goesThrough('mentor');
    expect(seen).toContain('someone who could be your mentor: Kit.\nYou both care about: Feeling safe, Data about us.');
    expect(seen).not.toMatch(/Marlow|Leeds/);
    expect(await robin.visitor.goesThrough('yes')).toContain('Nobody gets your number or your email from us.');
    await go();
    // Of what the other has said, neither sees anything, and staff neither.
    expect(await robin.visitor.goesThrough('mentor')).toContain('You said yes to someone we thought of. By 24 March 2026 you can see here');
    await robin.visitor.types('nothing');
    expect(await kit.visitor.goesThrough('mentor')).toContain('someone whose mentor you could be: Robin.');
    expect(JSON.stringify(await does('pair list'))).not.toMatch(/Said|said yes/);
    expect(JSON.stringify(await does(`people show ${robin.id}`))).not.toContain('like to meet');
    await kit.visitor.goesThrough('yes');
    await go(day);
    expect(await stateOf(pair)).toBe('agreed');
    expect((await nudged(robin.id)).at(-1)).toBe('both_yes');
    expect(await robin.visitor.goesThrough('mentor')).toContain('You and Kit both said yes.');
    await robin.visitor.types('nothing');
    const list = await does('pair list');
    expect(list.tables?.[0]?.rows[0]?.slice(0, 3)).toEqual(['Robin', 'Kit Marlow', 'both said yes: introduce them']);
    const waiting = async (as: typeof bo) => ((await does('home', as)).data as { pairs: string[] }).pairs;
    expect(await waiting(bo)).toEqual([pair]);
    await does(list.next?.[0]?.order as Order);
    expect(await waiting(bo)).toEqual([]);
    expect(await robin.visitor.goesThrough('mentor')).toContain('Kit is your mentor.');
    await robin.visitor.types('nothing');
    // Either ends it, and need not say why; the other is told, and who ended it is not.
    expect(await kit.visitor.goesThrough('mentor', 'stop meeting', 'yes')).toContain('It is over.');
    await go(2 * day);
    expect(await stateOf(pair)).toBe('ended');
    expect((await nudged(robin.id)).at(-1)).toBe('over');
    expect(await nudged(kit.id)).not.toContain('over');
    expect(await refusal(`pair propose ${robin.id} ${kit.id}`)).toMatch(/thought of before/);
    const audit = JSON.stringify(await world.database.store.audit.list(1000));
    expect(audit).not.toMatch(/Kit|Marlow|Robin/);
  });

  it('are not told of a no: who had said yes hears when the time is over, in the same words as where nobody answered', async () => {
    const { robin, kit, pair } = await asked();
    const [lou, ash] = [await mentee('Lou'), await mentor('Ash')];
    const quiet = await propose(lou.id, ash.id);
    await does(`pair allow ${quiet}`, cy);
    await go();
    await robin.visitor.goesThrough('mentor', 'yes');
    await lou.visitor.goesThrough('mentor', 'yes');
    expect(await kit.visitor.goesThrough('mentor', 'no')).toContain('We do not say to anyone that it was you.');
    await go(day);
    expect(await stateOf(pair)).toBe('over');
    expect(JSON.stringify(await does('pair list'))).not.toMatch(/"no"|Said/);
    // The two who said yes see the same, today and when the time is over.
    const sees = async ({ visitor }: typeof robin) => {
      const said = await visitor.goesThrough('mentor');
      await visitor.types('nothing');
      return said;
    };
    expect(await sees(robin)).toBe(await sees(lou));
    expect(await sees(robin)).toContain('You said yes to someone');
    for (let days = 0; days < 16; days++) await go(day);
    expect(await sees(robin)).toBe(await sees(lou));
    expect(await sees(robin)).toContain('This time it did not work out.');
    const said = (visitor: typeof robin.visitor) => visitor.view().then(({ messages }) => messages.map(({ text }) => text).join('\n'));
    for (const { visitor } of [robin, lou])
      expect((await said(visitor)).match(/^Hello.*\n?.*This time it did not work out/gm)).toHaveLength(1);
    for (const { visitor } of [kit, ash]) expect(await said(visitor)).not.toContain('This time it did not work out');
    for (const command of ['nudges next --days 60', 'nudges unsent --days 60'])
      expect(JSON.stringify(await does(command))).not.toMatch(/not_this_time|thought_of/);
  });

  it('are never asked or put together while a concern about one of the two is open, and only leads can tell', async () => {
    const [robin, kit] = [await mentee(), await mentor('Kit')];
    const before = JSON.stringify([await does('pair suggest Robin'), await does('pair suggest')]);
    await concern(kit.id);
    expect(JSON.stringify([await does('pair suggest Robin'), await does('pair suggest')])).toBe(before);
    const pair = await propose(robin.id, kit.id);
    expect(await refusal(`pair allow ${pair}`, cy)).toMatch(/concern about one of the two/);
    expect(await stateOf(pair)).toBe('proposed');
    await closeConcerns();
    await does(`pair allow ${pair}`, cy);
    await go();
    await robin.visitor.goesThrough('mentor', 'yes');
    await kit.visitor.goesThrough('mentor', 'yes');
    await concern(robin.id);
    await go(day);
    expect(await stateOf(pair)).toBe('asked');
    await closeConcerns();
    await go(1);
    expect(await stateOf(pair)).toBe('agreed');

    const [lou, ash] = [await mentee('Lou'), await mentor('Ash')];
    const held = await propose(lou.id, ash.id);
    await does(`pair allow ${held}`, cy);
    await concern(lou.id);
    await go(1);
    expect(await nudged(ash.id)).toEqual([]);
    expect(await ash.visitor.goesThrough('mentor')).not.toContain('Lou');
    expect(await stateOf(held)).toBe('asked');
  });

  it('are kept apart by the word of one for a time, of two for good, and it takes two to lift it', async () => {
    const [robin, kit] = [await mentee(), await mentor('Kit')];
    const two = `${robin.id} ${kit.id}`;
    const suggested = async () => (await does('pair suggest Robin')).tables?.length;
    await does(`pair keep-apart ${two}`);
    expect(await suggested()).toBe(0);
    expect(await refusal(`pair propose ${two}`)).toMatch(/shall not be paired/);
    expect(await refusal(`pair keep-apart ${kit.id} ${robin.id}`)).toMatch(/You have said so already/);
    world.clock.pass(15 * day);
    expect(await suggested()).toBe(1);
    await does(`pair keep-apart ${two}`, di);
    expect((await does(`pair keep-apart ${kit.id} ${robin.id}`)).text).toMatch(/^Two of the team/);
    world.clock.pass(400 * day);
    expect(await refusal(`pair keep-apart ${two}`)).toMatch(/already/);
    expect(await suggested()).toBe(0);
    expect((await does(`pair lift-apart ${two}`)).text).toMatch(/second one/);
    expect(await refusal(`pair lift-apart ${two}`)).toMatch(/takes a second/);
    expect((await does(`pair lift-apart ${two}`, cy)).text).toBe('Lifted. They can be paired.');
    expect(await refusal(`pair lift-apart ${two}`)).toMatch(/^Nobody has said/);
    expect(await rows('SELECT 1 FROM pair_apart')).toEqual([]);
  });

  it('are for those under 18 only where two people decide, and nobody writes to them unasked', async () => {
    const young = await mentee('Robin', { '19': '16' });
    const kit = await mentor('Kit');
    expect(JSON.stringify((await does('pair suggest')).tables)).toContain('Under 18, or we do not know');
    const own = ((await does(`pair propose ${young.id} ${kit.id}`, cy)).data as { id: string }).id;
    expect(await refusal(`pair allow ${own}`, cy)).toMatch(/Another safeguarding lead/);
    await does('roles grant slack:di safeguarding lead --why covers', ada);
    await does(`pair allow ${own}`, di);
    await go();
    expect(await nudged(young.id)).toEqual([]);
    expect(await nudged(kit.id)).toEqual(['thought_of']);
    expect(await young.visitor.goesThrough('mentor')).toContain('your mentor: Kit.');
    // And nobody under 18 is a mentor.
    const minor = await mentor('Ash', { '19': '16' });
    expect(await refusal(`pair propose ${young.id} ${minor.id}`)).toMatch(/cannot be a mentor now/);
  });

  it('rest with a break, end with leaving and with DELETE ME, and are taken back with a word', async () => {
    const { robin, kit, pair } = await asked();
    await go();
    await robin.visitor.goesThrough('mentor', 'yes');
    await kit.visitor.goesThrough('mentor', 'yes');
    await go(1);
    expect(await stateOf(pair)).toBe('agreed');
    const [lou, ash] = [await mentee('Lou'), await mentor('Ash')];
    const second = await propose(lou.id, ash.id);
    await does(`pair allow ${second}`, cy);
    await lou.visitor.goesThrough('mentor', 'yes');
    await ash.visitor.goesThrough('pathway', 'a break');
    expect(await refusal(`pair propose ${lou.id} ${kit.id}`)).toMatch(/somebody is thought of already/);
    await ash.visitor.goesThrough('mentor', 'yes');
    await go(1);
    expect(await stateOf(second)).toBe('asked');
    await ash.visitor.goesThrough('pathway', 'leave', 'yes');
    await go(1);
    expect(await stateOf(second)).toBe('over');

    await lou.visitor.goesThrough('mentor', 'i do not want a mentor any more');
    expect((await does('pair suggest')).text).toBe('Nobody waits for a mentor.');

    await kit.visitor.goesThrough('delete me', 'yes');
    await go(day);
    expect(await stateOf(pair)).toBe('ended');
    expect((await does('pair list')).tables?.[0]?.rows.map((row) => row.slice(0, 3))).toContainEqual([
      'Robin',
      'somebody whose data is deleted',
      'ended',
    ]);
    expect((await nudged(robin.id)).at(-1)).toBe('over');
    await robin.visitor.goesThrough('delete me', 'yes');
    await go(1);
    expect(await rows(`SELECT 1 FROM pairing WHERE id = '${pair}'`)).toEqual([]);
  });

  it('whose check has run out, who took their word back, or who have as many as they may, are not suggested', async () => {
    const robin = await mentee();
    const kit = await mentor('Kit');
    const listed = async () => ((await does('pair suggest Robin')).data as { candidates: unknown[] }).candidates.length;
    expect(await listed()).toBe(1);
    await kit.visitor.types('stop');
    expect(await listed()).toBe(0);
    await kit.visitor.types('start');
    expect(await listed()).toBe(1);
    await rows(`UPDATE proof SET valid_until = '2026-03-09' WHERE person_id = '${kit.id}' AND kind = 'check'`);
    expect(await listed()).toBe(0);
    await rows(`UPDATE proof SET valid_until = NULL`);
    for (const name of ['Lou', 'Ash']) await propose((await mentee(name)).id, kit.id);
    expect(await listed()).toBe(0);
    expect(await refusal(`pair propose ${robin.id} ${kit.id}`)).toMatch(/has as many as one may have: 2/);
    await kit.visitor.goesThrough('mentor', 'i would not be a mentor any more');
    expect((await rows(`SELECT 1 FROM pairing WHERE mentor_said = 'no'`)).length).toBe(2);
    expect(await refusal(`pair propose ${robin.id} ${kit.id}`)).toMatch(/cannot be a mentor now/);
  });

  it('who have two say with which of them it is over', async () => {
    const kit = await mentor('Kit');
    for (const name of ['Robin', 'Lou']) {
      const one = await mentee(name);
      await does(`pair allow ${await propose(one.id, kit.id)}`, cy);
      await one.visitor.goesThrough('mentor', 'yes');
    }
    for (let times = 0; times < 2; times++) await kit.visitor.goesThrough('mentor', 'yes');
    await go();
    expect(await kit.visitor.goesThrough('mentor')).toMatch(/^You and Robin both said yes\..*You and Lou both said yes\./s);
    await kit.visitor.goesThrough('the second one', 'yes');
    expect(await kit.visitor.goesThrough('mentor')).not.toContain('Lou');
    expect(await rows(`SELECT ended_by, p.name FROM pairing JOIN person p ON p.id = mentee_id ORDER BY name`)).toEqual([
      { ended_by: 'mentor', name: 'Lou' },
      { ended_by: null, name: 'Robin' },
    ]);
  });

  it('leave nothing behind two years after they were last heard from, also of who said STOP', async () => {
    const { robin, kit } = await asked();
    await does(`pair keep-apart ${robin.id} ${kit.id}`);
    await robin.visitor.types('stop');
    world.clock.pass(731 * day);
    await world.desk.night(world.clock.now());
    await go(1);
    for (const table of ['mentoring', 'pairing', 'pair_apart']) expect(await rows(`SELECT 1 FROM ${table}`)).toEqual([]);
    expect(await rows(`SELECT 1 FROM person WHERE id = '${robin.id}' AND stopped_at IS NOT NULL`)).toHaveLength(1);
    expect(await rows(`SELECT 1 FROM person WHERE id = '${kit.id}'`)).toEqual([]);
  });
});
