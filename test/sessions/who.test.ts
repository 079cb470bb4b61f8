import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contact } from '../../src/desk/ports.ts';
import { judgeAttenders } from '../../src/sessions/index.ts';

const person = (id: string, name: string | null) => ({ id, name, ageBand: null });
const sam = '01900000-0000-7000-8000-000000000001';
const kit = '01900000-0000-7000-8000-000000000002';
const other = '01900001-0000-7000-8000-000000000003';
const people = [person(sam, 'Sam'), person(kit, 'Kit'), person(other, ' kit')];
const mail = (value: string): Contact => ({ channel: 'email', value });
const known = {
  people,
  byContact: new Map([
    ['email:sam@example.org', new Set([sam])],
    ['email:shared@example.org', new Set([sam, kit])],
  ]),
  marked: new Set(['email:gone@example.org']),
  there: new Set<string>(),
  add: false,
};
const verdicts = (entries: { name?: string; contacts?: Contact[] }[], change: object = {}) =>
  judgeAttenders(
    entries.map(({ name = null, contacts = [] }, at) => ({ row: at + 1, name, contacts })),
    { ...known, ...change },
  );
const short = (...given: Parameters<typeof verdicts>) => verdicts(...given).map(({ verdict }) => verdict);

describe('Who was there', () => {
  it('is somebody by a name that is theirs alone, in any case, or by an id', () => {
    expect(verdicts([{ name: 'SAM' }])).toMatchObject([{ verdict: 'here', person: sam }]);
    expect(verdicts([{ name: kit }])).toMatchObject([{ verdict: 'here', person: kit }]);
    expect(verdicts([{ name: '01900001' }])).toMatchObject([{ verdict: 'here', person: other }]);
    expect(verdicts([{ name: '01900000' }])).toMatchObject([{ verdict: 'several', people: [sam, kit] }]);
    expect(short([{ name: 'Sam' }], { there: new Set([sam]) })).toEqual(['there']);
  });

  it('is not guessed where a name is of several, and is nobody where it is of none', () => {
    expect(verdicts([{ name: 'Kit' }])).toMatchObject([{ verdict: 'several', people: [kit, other] }]);
    expect(short([{ name: 'Samuel' }, { name: 'Zoë' }])).toEqual(['unknown', 'unknown']);
    expect(short([{ name: 'Zoë' }], { add: true })).toEqual(['unknown']);
  });

  it('is decided by a contact where there is one, and never by the name beside it', () => {
    expect(verdicts([{ name: 'Kit', contacts: [mail('sam@example.org')] }])).toMatchObject([{ verdict: 'here', person: sam }]);
    expect(short([{ name: 'Sam', contacts: [mail('new@example.org')] }])).toEqual(['unknown']);
    expect(short([{ name: 'Sam', contacts: [mail('new@example.org')] }], { add: true })).toEqual(['new']);
    expect(short([{ contacts: [mail('shared@example.org')] }])).toEqual(['several']);
  });

  it('never brings back who asked to be deleted', () => {
    expect(short([{ name: 'Gone', contacts: [mail('gone@example.org')] }], { add: true })).toEqual(['skipped']);
  });

  it('is said once: a second row for the same is told with the first', () => {
    const rows = [{ name: 'Sam' }, { contacts: [mail('sam@example.org')] }, { name: 'Zoë' }, { name: 'zoë' }];
    expect(verdicts(rows).map((one) => [one.verdict, 'like' in one && one.like])).toEqual([
      ['here', false],
      ['twice', 1],
      ['unknown', false],
      ['twice', 3],
    ]);
    expect(short([{ name: 'Kit' }, { name: kit }, { name: 'Kit' }])).toEqual(['several', 'here', 'several']);
  });

  it('puts every row in one place, and nobody in two', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            name: fc.constantFrom('Sam', 'kit', 'Zoë', sam, kit, ''),
            contacts: fc.subarray(
              ['sam', 'shared', 'gone', 'new'].map((name) => mail(`${name}@example.org`)),
              { maxLength: 2 },
            ),
          }),
        ),
        fc.boolean(),
        (rows, add) => {
          const judged = verdicts(rows, { add });
          expect(judged).toHaveLength(rows.length);
          const persons = judged.flatMap((one) => ('person' in one ? [one.person] : []));
          expect(new Set(persons).size).toBe(persons.length);
        },
      ),
    ));
});
