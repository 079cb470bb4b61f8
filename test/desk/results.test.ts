import { afterEach, beforeEach, expect, it } from 'vitest';
import { onEmbedded } from '../support/database.ts';
import { addSession, register, sendNow, tokenFor } from '../support/surveys.ts';
import { createWorld, day, throughRegistering, type World } from '../support/world.ts';

onEmbedded('Results of surveys', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld(kind);
  });
  afterEach(() => world.remove());

  const answers = (today: number, words: string, quote: 'yes' | 'no') => [
    ...[String(today), '4', '4', '5', '5', 'safety', words, quote, '8', 'skip', 'no'],
  ];
  /** People who answer in the chat, with their names. */
  async function answered(
    count: number,
    today: (at: number) => number,
    quote: (at: number) => 'yes' | 'no' = () => 'yes',
  ): Promise<string> {
    const people = [];
    for (let at = 0; at < count; at++) people.push(await register(world, `p${at}`));
    const session = await addSession(world, people);
    const run = await sendNow(world, { template: 'after-session', session, kind: 'named' });
    for (let at = 0; at < count; at++)
      await world.visitor(`p${at}`).goesThrough('survey', ...answers(today(at), `more lights, says Robin ${at}`, quote(at)));
    return run;
  }
  const close = async () => {
    world.clock.pass(30 * day);
    await world.desk.tick(world.clock.now());
  };
  const asStaff = async () => {
    await world.desk.command(
      { channel: 'terminal', address: 'ada@office' },
      { line: 'roles grant slack:T0/U9 staff --name Bo --why reads' },
    );
    return { channel: 'slack', address: 'T0/U9' } as const;
  };

  it('are shown when it is over, exactly as people answered, with shares, intervals and a picture in words too', async () => {
    const run = await answered(12, (at) => (at < 6 ? 5 : 4));
    const bo = await asStaff();
    const asked = async () => {
      const result = await world.desk.command(bo, { name: 'survey results', input: { id: run } });
      if (result.kind === 'refused') throw new Error(result.why);
      return result.sheet;
    };
    expect((await asked()).text).toContain('There are no figures yet');
    await close();
    const sheet = await asked();
    expect(sheet.text).toContain('12 people finished and are counted.');
    const today = sheet.tables?.find(({ head }) => head[0] === 'How it was');
    expect(today?.rows.find(([option]) => option?.includes('Very good'))).toEqual(['😀 Very good', '6', '50 %', '25.4 % to 74.6 %']);
    // Nobody looks the same as too few, and what they are together is all that can be seen of them.
    expect(today?.rows.find(([option]) => option?.includes('Very bad'))?.slice(1)).toEqual(['hidden', 'hidden', 'hidden']);
    expect(sheet.pictures?.[0]?.alt).toMatch(/How it was.*12 people.*Very good: 6/);
    expect(Buffer.from(sheet.pictures?.[0]?.png.slice(1, 4) ?? []).toString()).toBe('PNG');
    expect(sheet.next?.map(({ label }) => label)).toContain('Export');

    // What a door can draw is in the table beside it, row by row, and what is hidden there has no bar.
    for (const { title, bars } of sheet.charts ?? []) {
      const rows = sheet.tables?.find(({ head }) => head[0] === title)?.rows ?? [];
      expect(bars.map(({ label, count }) => [label, String(count)])).toEqual(
        rows.flatMap(([label, count]) => (count === 'hidden' ? [] : [[label, count]])),
      );
      expect(bars.length).toBeGreaterThan(0);
      expect(bars.length).toBeLessThan(rows.length);
    }
    expect(sheet.charts).toHaveLength(1);
  });

  it('are the same however often somebody looks, and whoever is deleted since', async () => {
    const run = await answered(12, () => 5);
    await world.database.rows(
      `INSERT INTO role_grant (person_id, role, at) SELECT id, 'staff', now() FROM person WHERE id IN (SELECT person_id FROM address WHERE value = 'p0')`,
    );
    const staff = { channel: 'web', address: 'p0' } as const;
    await close();
    const look = async () => {
      const result = await world.desk.command(staff, { name: 'survey results', input: { id: run } });
      return result.kind === 'done' ? result.sheet.tables : result.why;
    };
    const [first, second] = await Promise.all([look(), look()]);
    expect(first).toEqual(second);
    expect(await world.database.rows('SELECT number FROM release')).toHaveLength(1);
    await world.visitor('p3').goesThrough('delete me', 'yes');
    expect(await look()).toEqual(first);
    expect(await world.database.rows('SELECT id FROM response WHERE release = 1')).toHaveLength(11);
  });

  it('come out early only when that is asked for, and who answers later waits for enough others', async () => {
    const run = await answered(11, () => 5);
    await world.database.rows(
      `INSERT INTO role_grant (person_id, role, at) SELECT id, 'analyst', now() FROM person WHERE id IN (SELECT person_id FROM address WHERE value = 'p0')`,
    );
    const staff = { channel: 'web', address: 'p0' } as const;
    const ask = async (early: boolean) => {
      const result = await world.desk.command(staff, { name: 'survey results', input: { id: run, early } });
      return result.kind === 'done' ? (result.sheet.text ?? '') : result.why;
    };
    expect(await ask(false)).toContain('There are no figures yet');
    expect(await ask(true)).toContain('11 people finished');
    expect(await ask(false)).toContain('11 people finished');
  });

  it('of surveys without names are published once too, whoever finishes at that moment', async () => {
    const people = [];
    for (let at = 0; at < 11; at++) people.push(await register(world, `p${at}`));
    const session = await addSession(world, people);
    const run = await sendNow(world, { template: 'after-session', session, kind: 'anonymous' });
    for (let at = 0; at < 11; at++) {
      const token = await tokenFor(world, `p${at}`);
      const key = `key-${at}`;
      for (const [n, text] of answers(at < 5 ? 3 : 5, 'more lights', 'no').entries()) {
        const paper = await world.desk.papers.view(token, key);
        if (!paper?.prompt) break;
        await world.desk.papers.reply(token, key, `e${at}-${n}`, { kind: 'text', text }, paper.prompt.id);
      }
    }
    await world.database.rows(
      `INSERT INTO role_grant (person_id, role, at) SELECT id, 'staff', now() FROM person WHERE id IN (SELECT person_id FROM address WHERE value = 'p0')`,
    );
    await close();
    const result = await world.desk.command({ channel: 'web', address: 'p0' }, { name: 'survey results', input: { id: run } });
    expect(result).toMatchObject({ kind: 'done', sheet: { text: expect.stringContaining('11 people finished') } });
    expect(await world.database.rows('SELECT DISTINCT release FROM response')).toEqual([{ release: 1 }]);
  });

  it('go out as files: the public one has no counts and no words, and quotes are those that people allow now, without names', async () => {
    const run = await answered(12, () => 5);
    await world.visitor('p1').goesThrough('no quotes');
    const bo = await asStaff();
    await close();
    const files = async (profile: string, format = 'csv') => {
      const result = await world.desk.command(bo, { name: 'survey export', input: { id: run, profile, format } });
      if (result.kind === 'refused') throw new Error(result.why);
      return result.sheet.files ?? [];
    };
    const text = async (profile: string) => (await files(profile)).map(({ body }) => String(body)).join('\n');
    const internal = await text('internal');
    expect(await world.desk.command(bo, { line: `survey export ${run} --profile public --format csv` })).toMatchObject({
      sheet: { again: { name: 'survey export', input: { id: run, profile: 'public', format: 'csv' } } },
    });
    expect(internal).toContain('more lights, says [name]');
    expect(internal).not.toMatch(/Robin|lights, says \[name\] 1"/);
    expect(await text('public')).not.toMatch(/more lights|,12\b/);
    const [xlsx] = await files('funder', 'xlsx');
    expect(xlsx).toMatchObject({ name: 'after-session-funder.xlsx' });
    expect(
      Buffer.from(xlsx?.body as Uint8Array)
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    expect(throughRegistering[1]).toBe('Robin');
  });
});
