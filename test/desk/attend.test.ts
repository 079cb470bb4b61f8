import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Order, Sheet } from '../../src/desk/ports.ts';
import { onEmbedded } from '../support/database.ts';
import { createWorld, registeringBy, type World } from '../support/world.ts';

onEmbedded('Who was at a session', (kind) => {
  let world: World;
  let session: string;
  beforeEach(async () => {
    world = await createWorld(kind);
    await does('settings add Hub --kind community');
    await does('roles grant slack:bo facilitator --name bo --why needed');
    session = ((await does('session new --date yesterday --setting Hub --areas safety --facilitators bo')).data as { id: string }).id;
  });
  afterEach(() => world.remove());

  const ada = { channel: 'terminal', address: 'ada@office' } as const;
  const bo = { channel: 'slack', address: 'bo' } as const;
  const give = (order: Order | string, as: typeof ada | typeof bo = ada) =>
    world.desk.command(as, typeof order === 'string' ? { line: order } : order);
  async function does(order: Order | string, as: typeof ada | typeof bo = ada): Promise<Sheet> {
    const result = await give(order, as);
    if (result.kind === 'refused') throw new Error(result.why);
    return result.sheet;
  }
  const attend = (input: Record<string, unknown>, as: typeof ada | typeof bo = ada) =>
    does({ name: 'session attend', input: { session, ...input } }, as);
  const rows = ({ data }: Sheet) => (data as { rows: { is: string }[] }).rows.map(({ is }) => is);
  const shown = async () => (await does(`session show ${session}`)).data as { named: number; heads: { all: number } | null };
  const named = (name: string, address = name) => world.visitor(address).goesThrough('English', name);
  const idOf = async (name: string) =>
    (await world.database.rows<{ id: string }>(`SELECT id FROM person WHERE name = '${name}' ORDER BY id`)).map(({ id }) => id);

  it('is said first and kept then: who is known, who is not, who may be either', async () => {
    await named('Robin');
    await named('Kit', 'a');
    await named('Kit', 'b');
    const preview = await attend({ names: '1. robin\n2. Kit\n3. Zephyrine' });
    expect(rows(preview)).toEqual(['here', 'several', 'unknown']);
    const kits = await idOf('Kit');
    expect(JSON.stringify(preview.tables)).toContain(`several people are called that: ${kits[1]?.slice(0, 13)}`);
    expect(await shown()).toMatchObject({ named: 0, heads: null });
    const [apply] = preview.next ?? [];
    expect(apply).toMatchObject({
      label: 'Record 1 by name, 1 without',
      weight: 'main',
      order: { name: 'session attend', input: { people: await idOf('Robin'), others: 1, apply: true } },
    });
    const done = await does(apply?.order as Order);
    expect(done.text).toContain('The headcount is now 2; without a name: 1.');
    expect(done.tables?.[0]?.rows[0]?.[1]).toBe('Robin');
    expect(await shown()).toMatchObject({ named: 1, heads: { all: 2 } });
    expect(await idOf('Zephyrine')).toEqual([]);
    await attend({ names: kits[0], apply: true });
    expect(await shown()).toMatchObject({ named: 2, heads: { all: 2 } });
    expect(rows(await attend({ names: 'Robin, robin' }))).toEqual(['there', 'twice']);
  });

  it('is undone with one press, once', async () => {
    await named('Robin');
    const done = await attend({ names: 'Robin, Zoe', apply: true });
    expect(done.next?.[0]).toMatchObject({ label: 'Undo', weight: 'danger' });
    const undone = await does(done.next?.[0]?.order as Order);
    expect(undone.text).toMatch(/^Undone\. Not recorded any more: 1\./);
    expect(await shown()).toMatchObject({ named: 0, heads: null });
    expect(await give(done.next?.[0]?.order as Order)).toMatchObject({ kind: 'refused', why: expect.stringContaining('undone already') });
    expect((await attend({ names: 'Robin', apply: true })).next?.[0]?.label).toBe('Undo');
    expect((await attend({ names: 'Robin', apply: true })).next?.map(({ label }) => label)).toEqual(['Show the session']);
  });

  it('leaves a headcount as it was counted, and says so', async () => {
    await does(`session heads ${session} --heads 5`);
    const done = await attend({ names: 'Zoe, Ann', others: 2, apply: true });
    expect(done.text).toContain('Without a name: 4. The headcount stays 5.');
    expect(done.next?.map(({ label }) => label)).toEqual(['Show the session']);
    expect(await shown()).toMatchObject({ named: 0, heads: { all: 5 } });
  });

  it('comes from a CSV file: a contact decides, and a name beside it does not', async () => {
    await world.visitor('a').goesThrough(...registeringBy('email', 'sam@example.org'));
    await named('Kit');
    const file = 'Name,Email\nWhoever,SAM@example.org\nKit,\nKit,kit@example.org\nPat,not an email\n,\n,sam@example.org\n';
    const preview = await attend({ file });
    expect(rows(preview)).toEqual(['here', 'here', 'unknown', 'error', 'twice']);
    expect(preview.tables?.[0]?.rows[3]).toEqual(['5', '', expect.stringContaining('"not an email" is not an email address')]);
    await attend({ file, apply: true });
    expect(await shown()).toMatchObject({ named: 2, heads: { all: 3 } });
  });

  it('keeps somebody new only where it is asked to, only by staff, and with nothing that they agreed to', async () => {
    const file = 'name,email,age_band\nPat,pat@example.org,16-17\nNo Contact,,\nTiny,tiny@example.org,under-13\n';
    expect(rows(await attend({ file }))).toEqual(['unknown', 'unknown', 'error']);
    const may = await give({ name: 'session attend', input: { session, file, add: true } }, bo);
    expect(may).toMatchObject({ kind: 'refused', faults: { add: expect.stringContaining('Only staff') } });
    const preview = await attend({ file, add: true });
    expect(rows(preview)).toEqual(['new', 'unknown', 'error']);
    expect(await idOf('Pat')).toEqual([]);
    const done = await does(preview.next?.[0]?.order as Order);
    expect(await idOf('Pat')).toHaveLength(1);
    expect(await world.database.rows('SELECT 1 FROM consent UNION ALL SELECT 1 FROM message')).toEqual([]);
    expect(await shown()).toMatchObject({ named: 1, heads: { all: 2 } });
    expect((await does(done.next?.[0]?.order as Order)).data).toEqual({ people: 1, removed: 1 });
    expect(await idOf('Pat')).toEqual([]);
  });

  it('brings nobody back who asked to be deleted, and does not say who', async () => {
    await world.visitor('a').goesThrough(...registeringBy('email', 'sam@example.org'), 'delete me', 'yes');
    const sheet = await attend({ file: 'name,email\nSam,SAM@example.org', add: true, apply: true });
    expect(rows(sheet)).toEqual(['skipped']);
    expect(JSON.stringify(sheet)).not.toContain('Sam');
    expect(await world.database.rows("SELECT 1 FROM person WHERE name = 'Sam'")).toEqual([]);
    expect(await shown()).toMatchObject({ named: 0, heads: { all: 1 } });
  });

  it('keeps from a facilitator who else is called so, and whom they have never met', async () => {
    await named('Robin');
    await named('Kit', 'a');
    await named('Kit', 'b');
    const picks = async (as: typeof ada | typeof bo) => {
      const form = await world.desk.form(as, { name: 'session attend', input: { session } });
      return form.kind === 'form' ? form.form.fields.find(({ name }) => name === 'people')?.choices.map(({ label }) => label) : [];
    };
    expect(await picks(bo)).toEqual([]);
    expect((await picks(ada))?.toSorted()).toEqual([...(await idOf('Kit')).map((id) => `Kit, ${id.slice(0, 13)}`), 'Robin'].toSorted());
    const preview = await attend({ names: 'Kit, Robin' }, bo);
    expect(rows(preview)).toEqual(['several', 'here']);
    expect(JSON.stringify(preview.tables)).not.toContain((await idOf('Kit'))[0]?.slice(0, 13));
    await does(preview.next?.[0]?.order as Order, bo);
    expect(await picks(bo)).toEqual(['Robin']);
  });

  it('says in a sentence what is missing, and what cannot be read', async () => {
    const why = async (input: Record<string, unknown>) => {
      const result = await give({ name: 'session attend', input: { session, ...input } });
      return result.kind === 'refused' ? result.why : expect.fail('it was done');
    };
    expect(await why({})).toMatch(/^Pick people, type names/);
    expect(await why({ file: 'age_band\n13-15' })).toContain('one of them has to be name or email or phone');
    expect(await why({ file: 'name\n"Sam' })).toContain('not CSV');
    expect(await why({ session: 'ffffffff', names: 'x' })).toContain('No session has the id ffffffff');
    expect(await why({ others: -1 })).toContain('others');
    expect(await why({ names: Array(501).fill('Sam').join(',') })).toContain('more than 500');
    expect(await why({ names: 'Sam\nhe said i want to kill myself' })).toMatch(/may be about somebody in danger.*call 999.*evidence add/s);
    expect(await shown()).toMatchObject({ named: 0, heads: null });
  });
});
