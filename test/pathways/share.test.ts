import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysAfter } from '../../src/calendar/index.ts';
import type { Journey } from '../../src/desk/ports.ts';
import { cuts, quarters, rowsOf, type ShareTable, shareRow, sharesOn } from '../../src/pathways/share.ts';
import { spellsOf, type Told } from '../../src/pathways/spells.ts';
import { type Came, type Staff, staffOn, workersOf } from '../../src/pathways/staff.ts';
import { join } from '../../src/surveys/index.ts';
import { runs } from '../support/deep.ts';
import { catalogue } from '../support/shipped.ts';

const { pathway } = catalogue;
const FEW = 5;

const journey = (person: string, more: Partial<Journey>): Told =>
  told({
    ...{ person, changes: [], tenures: [], attended: null, begun: null, registered: null, left: null, granted: null },
    ...more,
  });
function told(one: Journey): Told {
  return { ...one, spells: spellsOf(pathway, one) };
}
const worked = (since: string, until: string | null = null, stage = 'staff') => ({ stage, held: true, since, until });
const came = (since: string | null) => ({ stage: 'participant', held: true, since, until: null });
const never = { stage: 'participant', held: false, since: null, until: null };

describe('Whether somebody came through projects', () => {
  const of = (more: Partial<Journey>) => workersOf(pathway, [journey('a', more)])[0]?.came;
  const since = '2021-09-01';
  it.each<[string, Partial<Journey>, Came | undefined]>([
    ['nothing is known', { tenures: [worked(since)] }, 'unknown'],
    ['they were at a session the day before', { tenures: [worked(since)], attended: '2021-08-31' }, 'yes'],
    ['they were at a session on their first day', { tenures: [worked(since)], attended: since }, 'unknown'],
    ['they registered before', { tenures: [worked(since)], registered: '2020-01-01' }, 'yes'],
    ['a list says since when they came', { tenures: [came('2019-01-01'), worked(since)] }, 'yes'],
    ['a list says that they came, and not when', { tenures: [came(null), worked(since)] }, 'yes'],
    ['a list says that they came later', { tenures: [came('2022-01-01'), worked(since)] }, 'unknown'],
    ['a list says that they did not', { tenures: [never, worked(since)] }, 'no'],
    ['a list says that they did not, and they were at a session', { tenures: [never, worked(since)], attended: '2020-01-01' }, 'yes'],
    [
      'they were moved from stage to stage here',
      {
        changes: [
          { stage: 'young-advisor', day: '2020-01-01' },
          { stage: 'staff', day: since },
        ],
      },
      'yes',
    ],
    [
      'they worked here before, and were at a session between',
      { tenures: [worked('2018-01-01', '2019-01-01'), worked(since)], attended: '2020-01-01' },
      'unknown',
    ],
    ['they never worked here', { tenures: [came('2019-01-01')] }, undefined],
  ])('%s', (_what, more, expected) => expect(of(more)).toBe(expected));

  it('is asked of those who work here on that day: from the first to the last, by the newest of two roles', () => {
    const one = [
      journey('a', { tenures: [worked('2020-01-01', '2021-12-31', 'sessional-facilitator'), worked('2021-06-01', '2022-06-30')] }),
    ];
    const role = (day: string) => staffOn(pathway, workersOf(pathway, one), day).map(({ role }) => role);
    expect(['2019-12-31', '2020-01-01', '2021-05-31', '2021-06-01', '2022-06-30', '2022-07-01'].map(role)).toEqual([
      [],
      ['sessional-facilitator'],
      ['sessional-facilitator'],
      ['staff'],
      ['staff'],
      [],
    ]);
    const moved = [journey('b', { tenures: [worked('2020-01-01')], changes: [{ stage: 'alum-mentor', day: '2021-01-01' }] })];
    expect(['2020-12-31', '2021-01-01'].map((day) => staffOn(pathway, workersOf(pathway, moved), day).length)).toEqual([1, 0]);
    const gone = [journey('c', { tenures: [worked('2020-01-01')], left: '2021-01-01' })];
    expect(['2021-01-01', '2021-01-02'].map((day) => staffOn(pathway, workersOf(pathway, gone), day).length)).toEqual([1, 0]);
  });
});

/** Somebody, what is true of them, and whether anything says so. */
const anyone = fc.record({
  since: fc.integer({ min: 0, max: 3000 }),
  stays: fc.option(fc.integer({ min: 30, max: 2000 }), { freq: 2 }),
  role: fc.constantFrom('staff', 'sessional-facilitator'),
  truth: fc.boolean(),
  told: fc.boolean(),
});
type Anyone = typeof anyone extends fc.Arbitrary<infer T> ? T : never;
const start = '2015-01-01';
function journeysOf(people: Anyone[], hides = true): Told[] {
  return people.map(({ since, stays, role, truth, told }, at) => {
    const from = daysAfter(start, since);
    const work = worked(from, stays === null ? null : daysAfter(from, stays), role);
    const said = hides && !told ? [] : [truth ? came(daysAfter(from, -100)) : never];
    return journey(String(at), { tenures: [work, ...said] });
  });
}

describe('The share', () => {
  it('lies between its bounds, whatever is hidden', () => {
    fc.assert(
      fc.property(fc.array(anyone, { minLength: 1, maxLength: 60 }), fc.integer({ min: 0, max: 4000 }), (people, later) => {
        const on = daysAfter(start, later);
        const hidden = staffOn(pathway, workersOf(pathway, journeysOf(people)), on);
        const known = new Map(people.map(({ truth }, at) => [String(at), truth]));
        const rows = [hidden, ...['staff', 'sessional-facilitator'].map((role) => hidden.filter((one) => one.role === role))];
        for (const staff of rows) {
          if (staff.length === 0) continue;
          const truth = staff.filter(({ person }) => known.get(person)).length / staff.length;
          const { lowest, highest, yes, no, unknown } = shareRow([], staff);
          expect(lowest).toBeLessThanOrEqual(truth);
          expect(highest).toBeGreaterThanOrEqual(truth);
          expect(yes + no + unknown).toBe(staff.length);
        }
      }),
      { numRuns: runs(100, 2000) },
    );
  });
});

/** What is published of staff by some cut, with what is no secret: how many there are, and of whom nothing is known. */
function published(staff: Staff[], cut: (typeof cuts)[keyof typeof cuts]): string {
  const rows = rowsOf(staff, cut)?.map((group) =>
    shareRow(
      group,
      staff.filter((one) => cut === cuts.whole || group.includes(cut.key(one))),
    ),
  );
  const whole = rowsOf(staff, cuts.whole) && shareRow([], staff);
  return JSON.stringify([whole, whole && rows]);
}

describe('Nobody can work out a number under five', () => {
  const staffOf = (counts: [yes: number, no: number][]): Staff[] =>
    counts.flatMap(([yes, no], role) =>
      [...Array(yes).fill('yes'), ...Array(no).fill('no')].map((came: Came, at) => ({
        person: `${role}-${came}-${at}`,
        role: `r${role}`,
        cohort: '2020',
        came,
      })),
    );
  /** Every world of these sizes, by what is published of it. */
  function worlds(sizes: number[], publish: (staff: Staff[]) => string): Map<string, number[][]> {
    const found = new Map<string, number[][]>();
    const all = sizes.reduce<number[][]>(
      (some, size) => some.flatMap((one) => Array.from({ length: size + 1 }, (_, yes) => [...one, yes])),
      [[]],
    );
    for (const yes of all) {
      const said = publish(staffOf(yes.map((count, at) => [count, (sizes[at] as number) - count])));
      found.set(said, [...(found.get(said) ?? []), yes]);
    }
    return found;
  }
  /** Parts, or parts together, of which a small number is the same in every world that looks like this. */
  function leaks(sizes: number[], publish: (staff: Staff[]) => string): string[] {
    const subsets = Array.from({ length: 2 ** sizes.length - 1 }, (_, at) =>
      sizes.flatMap((_, part) => (((at + 1) >> part) & 1 ? [part] : [])),
    );
    return [...worlds(sizes, publish)].flatMap(([said, alike]) =>
      subsets.flatMap((subset) => {
        const sum = (world: number[]) => subset.reduce((total, part) => total + (world[part] as number), 0);
        const size = subset.reduce((total, part) => total + (sizes[part] as number), 0);
        const seen = new Set(alike.map(sum));
        const [only = 0] = seen;
        return seen.size === 1 && size > 0 && (only < FEW || size - only < FEW) ? [`${said}: ${subset}`] : [];
      }),
    );
  }
  const small = [
    ...[6, 9, 10, 11, 13, 20].map((size) => [size]),
    ...[4, 7, 10, 12, 16].flatMap((one) => [5, 10, 11, 14].map((other) => [one, other])),
    ...[3, 9, 11].flatMap((one) => [5, 10, 12].map((other) => [one, other, 10])),
  ];

  it('of any part, or parts together, from what is shown of one day', () => {
    for (const sizes of small)
      for (const cut of [cuts.whole, cuts.role]) expect(leaks(sizes, (staff) => published(staff, cut))).toEqual([]);
  });

  it('and the attack is seen to work: a whole without its rule gives them away', () => {
    expect(leaks([6], (staff) => JSON.stringify(shareRow([], staff)))).not.toEqual([]);
    const parts = (staff: Staff[]) =>
      JSON.stringify([
        shareRow([], staff),
        ...['r0'].map((role) =>
          shareRow(
            [role],
            staff.filter((one) => one.role === role),
          ),
        ),
      ]);
    expect(leaks([10, 11], parts)).not.toEqual([]);
  });

  /**
   * Who joined and left is known; so is how many more, or fewer, did. Answers how many of them did, where only one number fits.
   */
  function toldBy(before: Staff[], after: Staff[], is: Came): { joined: [number, number]; left: [number, number] } | null {
    const joined = after.filter(({ person }) => !before.some((one) => one.person === person)).length;
    const left = before.filter(({ person }) => !after.some((one) => one.person === person)).length;
    const count = (staff: Staff[]) => staff.filter((one) => one.came === is).length;
    const more = count(after) - count(before);
    const fits = Array.from({ length: joined + 1 }, (_, of) => of).filter((of) => of - more >= 0 && of - more <= left);
    const [only] = fits;
    return fits.length === 1 && only !== undefined ? { joined: [only, joined - only], left: [only - more, left - only + more] } : null;
  }
  const isSmall = ([did, not]: [number, number]) => did + not > 0 && (did < FEW || not < FEW);
  const leaked = (before: Staff[], after: Staff[]) =>
    (['yes', 'no'] as const).some((is) => {
      const told = toldBy(before, after, is);
      return told !== null && (isSmall(told.joined) || isSmall(told.left));
    });

  const many = fc.noBias(fc.array(anyone, { minLength: 60, maxLength: 120, size: 'max' }));
  const keysOf = ({ of }: { of: string[] }) => (of.length === 0 ? [''] : of);
  const days = quarters(start, '2027-01-01');

  it('of those who joined or left, from what is shown of two days one after the other', () => {
    let pairs = 0;
    let tables = 0;
    fc.assert(
      fc.property(many, (people) => {
        const workers = workersOf(pathway, journeysOf(people));
        const staffAt = (day: string) => staffOn(pathway, workers, day);
        const shares = days.map((day) => sharesOn(pathway, workers, day));
        for (const name of ['whole', 'role', 'cohort'] as const) {
          const shown = shares.map((share) => share[name]).filter((table): table is ShareTable => table !== null);
          const once = [...new Map(shown.map((table) => [table.day, table])).values()];
          tables += once.length;
          for (const [at, after] of once.entries())
            for (const before of once.slice(0, at))
              for (const group of join(before.rows.map(keysOf), after.rows.map(keysOf))) {
                pairs++;
                const inGroup = (day: string) => staffAt(day).filter((one) => group.includes(name === 'whole' ? '' : cuts[name].key(one)));
                expect(leaked(inGroup(before.day), inGroup(after.day))).toBe(false);
              }
        }
      }),
      { numRuns: runs(8, 60), endOnFailure: true },
    );
    expect(tables).toBeGreaterThan(20);
    expect(pairs).toBeGreaterThan(10);
  });

  it('and the attack is seen to work: every quarter, shown as it comes, gives somebody away', () => {
    const found = fc.sample(many, 10).some((people) => {
      const workers = workersOf(pathway, journeysOf(people));
      const staff = days.map((day) => staffOn(pathway, workers, day)).filter((one) => one.length >= 20);
      return staff.slice(1).some((after, before) => leaked(staff[before] as Staff[], after));
    });
    expect(found).toBe(true);
  });
});
