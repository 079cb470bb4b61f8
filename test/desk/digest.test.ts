import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { slotAfter, slotAt } from '../../src/calendar/index.ts';
import type { DeskParts } from '../../src/desk/parts.ts';
import type { Board, Delivered, Sheet } from '../../src/desk/ports.ts';
import { onEmbedded } from '../support/database.ts';
import { createWorld, day, throughRegistering, type World } from '../support/world.ts';

onEmbedded('The digest of a week', (kind) => {
  let world: World;
  let posted: [place: string, sheet: Sheet][];
  /** How the next tries end; when there is none left, they arrive. */
  let ends: (Delivered | Error)[];
  const board: Board = {
    channel: 'slack',
    change: async () => 'changed',
    post: async (place, sheet) => {
      const outcome = ends.shift() ?? { kind: 'sent', externalId: '17.1' };
      if (outcome instanceof Error) throw outcome;
      if (outcome.kind === 'sent') posted.push([place, sheet]);
      return outcome;
    },
  };
  const inSlack: Partial<DeskParts> = { boards: new Map([['slack', board]]), staffRoom: { channel: 'slack', place: '/C1' } };
  // One world: each test has weeks of its own, one after the other.
  beforeAll(async () => {
    world = await createWorld(kind, inSlack);
  });
  afterAll(() => world.remove());
  beforeEach(() => {
    posted = [];
    ends = [];
  });

  const ada = { channel: 'terminal', address: 'ada@office' } as const;
  async function does(line: string, as: { channel: 'terminal' | 'slack'; address: string } = ada): Promise<Sheet> {
    const result = await world.desk.command(as, { line });
    if (result.kind === 'refused') throw new Error(result.why);
    return result.sheet;
  }
  /** To the next Monday at nine in London; that moment. */
  function monday(): Date {
    const next = slotAfter(world.parts.staffDigest, world.clock.now());
    world.clock.pass((next.getTime() - world.clock.now().getTime()) / 60_000);
    return next;
  }
  const rowsOf = ({ tables }: Sheet) => Object.fromEntries((tables ?? []).flatMap(({ rows }) => rows as [string, string][]));
  /** As many people as that register now. */
  const registers = (count: number) => {
    const now = `'${world.clock.now().toISOString()}'`;
    return world.database.rows(`INSERT INTO person (id, name, created_at, registered_at)
      SELECT gen_random_uuid(), 'Robin', ${now}, ${now} FROM generate_series(1, ${count})`);
  };

  it('is shown to every role, and to nobody else; before the first there is none', async () => {
    expect(await does('digest')).toMatchObject({ text: 'There is no digest yet. The first is made when the week is over.' });
    expect(await world.desk.command({ channel: 'slack', address: 'nobody' }, { line: 'digest' })).toMatchObject({ kind: 'refused' });
  });

  it('counts each person in one week: the weeks meet, also over a clock change', async () => {
    world.clock.pass(12 * day + 22.5 * 60);
    // Half past eight on the Monday before the clocks change: seven times 24 hours before the next digest.
    await registers(5);
    await world.desk.digest(monday());
    await registers(6);
    const changed = monday();
    expect(changed.toISOString()).toBe('2026-03-30T08:00:00.000Z');
    await registers(7);
    await world.desk.digest(changed);
    await world.desk.digest(monday());
    expect(posted.map(([, sheet]) => rowsOf(sheet)['People who registered'])).toEqual(['5', '6', '7']);
  });

  it('is made and posted once, whichever replica is asked and however often, and stays as it was', async () => {
    await does('settings add Hub --kind community');
    await does('session new --date today --setting Hub --areas safety');
    await registers(4);
    await world.visitor('robin').goesThrough(...throughRegistering, 'person');
    const week = monday();
    const other = await world.replica(inSlack);
    const both = await Promise.all([world.desk.digest(week), other.digest(week)]);
    expect(both.map((counts) => counts?.made).sort()).toEqual([0, 1]);
    expect(both.map((counts) => counts?.posted).sort()).toEqual([0, 1]);
    await registers(1);
    expect(await world.desk.digest(week)).toEqual({ made: 0, posted: 0, unknown: 0, failed: 0 });
    expect(posted.map(([place]) => place)).toEqual(['/C1']);
    const [sheet] = posted.map(([, one]) => one);
    expect(sheet?.text).toBe('The week until Monday 13 April at 9:00, in figures. Those of a few people are not shown.');
    expect(rowsOf(sheet as Sheet)).toMatchObject({
      'Sessions held': '1',
      'People who registered': '5',
      'People who asked to talk to somebody': 'fewer than 5',
      'Sessions whose survey was not sent yet': '1',
      'People whom a message may not have reached': 'fewer than 5',
    });
    expect(JSON.stringify(sheet)).not.toMatch(/Robin|Hub/);
    // Whoever asks sees the same.
    expect(await does('digest')).toEqual(sheet);
  });

  it('says of nobody and of four people the same', async () => {
    const nobody = monday();
    await world.desk.digest(nobody);
    await registers(4);
    await world.desk.digest(monday());
    const [before, after] = posted.map(([, sheet]) => rowsOf(sheet)['People who registered']);
    expect([before, after]).toEqual(['fewer than 5', 'fewer than 5']);
    // The database keeps no more than is shown.
    const kept = await world.database.rows<{ figures: { registered: number | null } }>(
      'SELECT figures FROM digest ORDER BY week DESC LIMIT 2',
    );
    expect(kept.map(({ figures }) => figures.registered)).toEqual([null, null]);
  });

  it('is posted later when the channel asks for patience, with the same figures', async () => {
    ends = [{ kind: 'later', at: null }];
    const week = monday();
    expect(await world.desk.digest(week)).toBeNull();
    await registers(5);
    expect(await world.desk.digest(week)).toMatchObject({ made: 0, posted: 1 });
    expect(rowsOf(posted[0]?.[1] as Sheet)['People who registered']).toBe('fewer than 5');
  });

  it.each<[string, Delivered | Error, object | null]>([
    ['the answer was lost', { kind: 'unknown' }, { unknown: 1, posted: 0 }],
    ['the channel does not take it', { kind: 'unreachable' }, { failed: 1, posted: 0 }],
    ['the replica died while it posted', new Error('the light went out'), null],
  ])('is not posted again when %s, and can be asked for', async (_, end, counts) => {
    ends = [end];
    const week = monday();
    if (counts) expect(await world.desk.digest(week)).toMatchObject(counts);
    else await expect(world.desk.digest(week)).rejects.toThrow();
    expect(await world.desk.digest(week)).toMatchObject({ posted: 0, made: 0 });
    expect(posted).toEqual([]);
    expect((await does('digest')).tables).toHaveLength(1);
  });

  it('of a week that was over two days ago is made and not posted; without a channel none is', async () => {
    const week = monday();
    world.clock.pass(2 * day + 1);
    expect(await world.desk.digest(week)).toMatchObject({ made: 1, posted: 0 });
    const without = await world.replica({ staffRoom: null });
    const next = monday();
    expect(await without.digest(next)).toMatchObject({ made: 1, posted: 0 });
    expect(posted).toEqual([]);
    expect((await does('digest')).data).toMatchObject({ week: next });
  });

  it('names jobs that are late, and so does the home of admins, and of nobody else', async () => {
    await does('roles grant slack:dee staff --name dee --why needed');
    const now = world.clock.now();
    const slot = { name: 'tick', slot: slotAt({ minutes: 1 }, now), lateAt: now };
    await world.database.store.jobs.claim([slot], '0199c0de-0000-7000-8000-000000000001', now, now);
    const headsOf = ({ tables }: Sheet) => tables?.map(({ head }) => head[0]);
    expect(headsOf(await does('home'))).not.toContain('Job that is late');
    world.clock.pass(1);
    const late = await does('home');
    expect(headsOf(late)).toContain('Job that is late');
    expect(late.data).toMatchObject({ late: [{ name: 'tick' }] });
    expect(headsOf(await does('home', { channel: 'slack', address: 'dee' }))).not.toContain('Job that is late');
    await world.desk.digest(monday());
    expect(rowsOf(posted[0]?.[1] as Sheet)).toMatchObject({ 'Jobs of the bot that are late': 'tick' });
  });
});
