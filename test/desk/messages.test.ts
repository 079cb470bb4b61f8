import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CommandResult, NewOut } from '../../src/desk/ports.ts';
import { fakeCarrier } from '../support/carrier.ts';
import { onEmbedded } from '../support/database.ts';
import { createWorld, throughRegistering, type World } from '../support/world.ts';

onEmbedded('Messages that did not arrive', (kind) => {
  let world: World;
  let slack: ReturnType<typeof fakeCarrier>;
  let person: string;
  beforeAll(async () => {
    slack = fakeCarrier();
    world = await createWorld(kind, { carriers: slack.carriers });
    for (const text of throughRegistering) await world.visitor('T0/U1', 'slack').types(text);
    await world.desk.deliver();
    person = (await world.desk.view('slack', 'T0/U1')).person ?? '';
  });
  afterAll(() => world.remove());

  const asAda = (line: string) => world.desk.command({ channel: 'terminal', address: 'ada@office' }, { line });
  const sheetOf = (result: CommandResult) => {
    if (result.kind !== 'done') throw new Error(JSON.stringify(result));
    return result.sheet;
  };
  const said = (text: string, kind: NewOut['kind']): NewOut => {
    const now = world.clock.now();
    return { person, channel: 'slack', address: 'T0/U1', kind, said: { text }, at: now, dueAt: now };
  };
  async function refuses(times: number): Promise<void> {
    await world.database.store.outbox.add(Array.from({ length: times }, () => said('a secret', 'reminder')));
    slack.ends(...Array.from({ length: times }, () => ({ kind: 'unreachable' }) as const));
    await world.desk.deliver();
  }

  it('are told to staff with the reason and never with their words, counted on the home sheet, and tried again', async () => {
    expect(sheetOf(await asAda('messages failed')).text).toBe('Every message arrived, or is still on its way.');
    expect(JSON.stringify(sheetOf(await asAda('home')))).not.toContain('did not arrive');
    await refuses(2);
    const sheet = sheetOf(await asAda('messages failed'));
    expect(sheet.tables?.[0]?.rows.map((row) => row.slice(2))).toEqual(
      [1, 2].map(() => ['Robin', 'slack', 'reminder', 'nobody is there, or we are blocked', '1']),
    );
    expect(JSON.stringify(sheet)).not.toContain('a secret');
    expect(sheetOf(await asAda('home')).tables?.find(({ head }) => head[0] === 'Messages that did not arrive')?.rows).toEqual([['2']]);

    const [newest] = sheet.data as { id: string }[];
    expect((await asAda(`messages retry ${newest?.id}`)).kind).toBe('done');
    expect(await world.desk.deliver()).toMatchObject({ sent: 1 });
    expect(sheetOf(await asAda('messages retry --all')).text).toBe('Messages that are tried again: 1.');
    expect(await world.desk.deliver()).toMatchObject({ sent: 1 });
    expect(await asAda('messages retry 1')).toMatchObject({ kind: 'refused', why: expect.stringContaining('no such message') });
    expect(await asAda('messages retry')).toMatchObject({ kind: 'refused', why: expect.stringContaining('which message') });
  });

  it('three times in a row make an address one where nobody is asked: staff see who, and a survey leaves them out', async () => {
    const candidate = async () => {
      const input = { template: 'three-months-on', kind: 'named', audience: 'registered' };
      const plan = await world.desk.command({ channel: 'terminal', address: 'ada@office' }, { name: 'survey send', input });
      return JSON.stringify(sheetOf(plan).data);
    };
    expect(await candidate()).not.toContain('unreachable');
    await refuses(3);
    expect(await candidate()).toContain('"unreachable":1');
    expect(sheetOf(await asAda('people unreachable')).tables?.[0]?.rows.map((row) => row.slice(1, 3))).toEqual([['Robin', 'slack']]);
    expect(JSON.stringify(sheetOf(await asAda(`people show ${person}`)).tables?.[0]?.rows)).toContain('["Not reached on","slack"]');
    await world.visitor('T0/U1', 'slack').types('hi');
    await world.desk.deliver();
    expect(sheetOf(await asAda('people unreachable')).text).toBe('Messages reach everybody.');
    expect(await candidate()).not.toContain('unreachable');
  });

  it('go with their person', async () => {
    await refuses(3);
    for (const text of ['DELETE ME', 'yes']) await world.visitor('T0/U1', 'slack').types(text);
    const rows = await world.database.rows<{ n: number }>(
      `SELECT (SELECT count(*) FROM letterbox)::int + (SELECT count(*) FROM message WHERE state = 'failed')::int AS n`,
    );
    expect(rows).toEqual([{ n: 0 }]);
  });
});
