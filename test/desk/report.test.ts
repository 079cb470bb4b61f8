import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PathwayReport } from '../../src/desk/pathways/report.ts';
import type { Sheet } from '../../src/desk/ports.ts';
import { onEmbedded } from '../support/database.ts';
import { createWorld, day, type World } from '../support/world.ts';

const example = readFileSync(new URL('../../examples/people-and-roles.csv', import.meta.url), 'utf8');

/** The example as it was put in, counted by hand: no code of ours, and no query. */
function counted(day: string) {
  const [, ...lines] = example
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const people = new Map<string, { role: string; since: string; until: string; first: string }[]>();
  for (const [, email = '', role = '', since = '', until = '', first = ''] of lines)
    people.set(email, [...(people.get(email) ?? []), { role, since, until, first }]);
  const staff = [];
  for (const rows of people.values()) {
    const now = rows.filter(({ since, until }) => since <= day && (until === '' || until >= day));
    if (now.length === 0) continue;
    const began = rows.map(({ since }) => since).sort()[0] as string;
    const said = rows.map(({ first }) => first).find((first) => first !== '') ?? '';
    const came = said === 'yes' || /^\d/.test(said) ? 'yes' : said === 'no' ? 'no' : 'unknown';
    staff.push({ role: now.at(-1)?.role === 'staff' ? 'staff' : 'sessional-facilitator', year: began.slice(0, 4), came });
  }
  return staff;
}
const of = (staff: ReturnType<typeof counted>) => {
  const count = (came: string) => staff.filter((one) => one.came === came).length;
  return { staff: staff.length, yes: count('yes'), no: count('no'), unknown: count('unknown') };
};

onEmbedded('The figures of pathways', (kind) => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld(kind);
  });
  afterAll(() => world.remove());

  const ada = { channel: 'terminal', address: 'ada@office' } as const;
  async function give(name: string, input: Record<string, unknown> = {}): Promise<Sheet> {
    const result = await world.desk.command(ada, { name, input });
    return result.kind === 'done' ? result.sheet : expect.fail(result.why);
  }
  const reports = async (on?: string) => PathwayReport.parse((await give('pathway report', on ? { on } : {})).data);

  it('say that nobody is recorded, where nobody is', async () => {
    const sheet = await give('pathway report');
    expect(sheet.text).toContain('Nobody is recorded as staff on 1 Jan 2026.');
    expect(sheet.pictures).toBeUndefined();
    expect(sheet.data).toMatchObject({ share: { whole: null, role: null, cohort: null }, gaps: { staff: 0 }, funnel: { people: null } });
  });

  it('are those of the example: more than 65 in a hundred came through projects, as counted by hand', async () => {
    // The last of them began in September.
    world.clock.pass(200 * day);
    const imported = (await give('people import', { file: example, apply: true })).data as { new: number; rows: { is: string }[] };
    expect(imported.rows.filter(({ is }) => is === 'error')).toEqual([]);
    expect(imported.new).toBe(96);
    const { share, gaps } = await reports('2026-03-10');
    const [whole] = share.whole?.rows ?? [];
    expect(whole).toMatchObject(of(counted(share.whole?.day as string)));
    expect(whole?.lowest).toBeGreaterThan(0.65);
    const now = of(counted('2026-01-01'));
    expect(gaps).toMatchObject({ day: '2026-01-01', staff: now.staff, noStart: now.unknown });
    for (const row of share.role?.rows ?? [])
      expect(row).toMatchObject(of(counted(share.role?.day as string).filter(({ role }) => row.of.includes(role))));
    for (const row of share.cohort?.rows ?? [])
      expect(row).toMatchObject(of(counted(share.cohort?.day as string).filter(({ year }) => row.of.includes(year))));
    expect(share.role?.rows.length).toBeGreaterThan(1);
    expect(share.cohort?.rows.length).toBeGreaterThan(1);
  });

  it('are of any day, and each of the first day of a quarter', async () => {
    for (const on of ['2016-06-01', '2018-12-31', '2020-02-29', '2024-07-01']) {
      const { share } = await reports(on);
      const [whole] = share.whole?.rows ?? [];
      if (!share.whole || !whole) continue;
      expect(share.whole.day <= on).toBe(true);
      expect(share.whole.day).toMatch(/-(01|04|07|10)-01$/);
      expect(whole).toMatchObject(of(counted(share.whole.day)));
    }
    expect((await reports('2024-07-01')).share.whole).not.toBeNull();
  });

  it('come as words, tables, bars and a picture that is read aloud and runs nothing', async () => {
    const sheet = await give('pathway report', { picture: 'report' });
    expect(sheet.text).toMatch(/\d+ of \d+ staff came through our projects on .*: \d+ % to \d+ %\./);
    expect(sheet.text).toContain('have no recorded start');
    expect(sheet.text).toContain('How it is reckoned.');
    expect(sheet.charts?.[0]?.bars[0]).toMatchObject({ label: 'All staff' });
    const [file] = sheet.files ?? [];
    expect(file).toMatchObject({ name: 'report.svg', type: 'image/svg+xml' });
    expect(file?.body).toMatch(/role="img" aria-labelledby="title" aria-describedby="desc"/);
    expect(file?.body).toMatch(/<title id="title">Staff who came through our projects<\/title><desc id="desc">.*All staff: .*<\/desc>/);
    expect(file?.body).not.toContain('<script');
    expect(JSON.stringify([sheet.text, sheet.tables, sheet.data])).not.toMatch(/Example \d|@example/);
    for (const picture of ['../report', 'a b', '/etc/x'])
      expect(await world.desk.command(ada, { name: 'pathway report', input: { picture } })).toMatchObject({ kind: 'refused' });
    expect(await world.desk.command(ada, { name: 'pathway report', input: { on: 'someday' } })).toMatchObject({
      kind: 'refused',
      why: expect.stringContaining('That is not a day.'),
    });
  });
});
