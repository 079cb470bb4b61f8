import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgeRule, ConsentRow } from '../../src/desk/ports.ts';
import { agreedOf, choicesOf, lastWords, mayUse, ruleFor, type Standing, whoConsents } from '../../src/people/index.ts';

const adult: AgeRule = {
  band: '18-24',
  mayTakePart: true,
  whoConsents: 'self',
  sensitive: 'self',
  photos: 'self',
  nudges: true,
  youngNotice: false,
};
const young: AgeRule = { ...adult, band: '13-15', whoConsents: 'self-guardian-told', photos: 'guardian', nudges: false, youngNotice: true };
const strict: AgeRule = { ...young, whoConsents: 'guardian', sensitive: 'nobody' };
const child: AgeRule = { ...strict, band: 'under-13', mayTakePart: false };

let minute = 0;
const row = (over: Partial<ConsentRow> = {}): ConsentRow => ({
  purpose: 'photos',
  termsVersion: '2',
  state: 'given',
  how: 'self',
  witness: null,
  channel: 'web',
  at: new Date(Date.UTC(2026, 2, 10, 10, minute++)),
  ...over,
});
const inForce = [
  { purpose: 'photos', version: '2' },
  { purpose: 'quotes', version: '1' },
];
const standing = (rows: ConsentRow[], rule: AgeRule | null = adult, purpose = 'photos') =>
  choicesOf(rows, inForce, rule).find((choice) => choice.purpose === purpose)?.standing;

const given = row();
const old = row({ termsVersion: '1' });
const no = row({ state: 'refused' });
const back = row({ state: 'withdrawn' });
const mother = row({ how: 'guardian', witness: 'Jo' });
const witnessed = row({ how: 'witnessed', witness: 'Sam' });

describe('Where a purpose stands', () => {
  it.each<[string, ConsentRow[], AgeRule, Standing]>([
    ['nobody asked', [], adult, 'not asked'],
    ['a yes', [given], adult, 'given'],
    ['a yes that a facilitator heard', [witnessed], adult, 'given'],
    ['a no', [no], adult, 'refused'],
    ['a yes that was taken back', [given, back], adult, 'withdrawn'],
    ['a yes after a no', [no, given], adult, 'given'],
    ['a yes with a witness after a no in the chat', [no, witnessed], adult, 'refused'],
    ['a yes with a witness after one that was taken back in the chat', [given, back, witnessed], adult, 'withdrawn'],
    ['a yes in the chat after both', [no, witnessed, given], adult, 'given'],
    ['a yes with a witness after a no with a witness', [row({ how: 'witnessed', state: 'refused' }), witnessed], adult, 'given'],
    ['a no with a witness after a yes in the chat', [given, row({ how: 'witnessed', state: 'withdrawn' })], adult, 'withdrawn'],
    ['a yes to other words', [old], adult, 'out of date'],
    ['a no to other words', [row({ state: 'refused', termsVersion: '1' })], adult, 'refused'],
    ['a yes to other words that was taken back', [old, back], adult, 'withdrawn'],
    ['a yes to other words, and then to these', [old, given], adult, 'given'],
    ['only a parent’s yes, where nobody asks parents', [mother], adult, 'not asked'],
    ['a parent’s no, where nobody asks parents', [given, row({ how: 'guardian', state: 'refused' })], adult, 'given'],
    ['a young person’s yes alone', [given], young, 'waits for a guardian'],
    ['both', [given, mother], young, 'given'],
    ['both, the parent first', [mother, given], young, 'given'],
    ['a parent’s yes for somebody who was never asked', [mother], young, 'given'],
    ['a parent’s yes against their own no', [no, mother], young, 'refused'],
    ['their own no after both', [given, mother, back], young, 'withdrawn'],
    ['a parent’s no after both', [given, mother, row({ how: 'guardian', state: 'withdrawn' })], young, 'withdrawn'],
    ['both, to other words', [old, row({ how: 'guardian', termsVersion: '1' })], young, 'out of date'],
    [
      'their own yes anew, the parent’s to other words',
      [old, row({ how: 'guardian', termsVersion: '1' }), given],
      young,
      'waits for a guardian',
    ],
    ['both, and they have come of age', [given, mother], adult, 'given'],
    ['only a parent’s, and they have come of age', [mother], adult, 'not asked'],
    ['a yes of somebody who may not take part', [given], child, 'not at this age'],
  ])('%s', (_, rows, rule, expected) => expect(standing(rows, rule)).toBe(expected));

  it('keeps every word, and says since when: the first time that the same was said to the same wording', () => {
    const rows = [old, given, row(), row()];
    expect(choicesOf(rows, inForce, adult)[0]).toEqual({ purpose: 'photos', standing: 'given', by: given, lineage: rows });
  });
});

describe('Whose yes is needed', () => {
  it('goes by the age, and by the purpose where the policy names it', () => {
    expect(['quotes', 'photos', 'sensitive', 'reminders'].map((purpose) => whoConsents(purpose, adult))).toEqual([
      'self',
      'self',
      'self',
      'self',
    ]);
    expect(['quotes', 'photos', 'sensitive', 'reminders'].map((purpose) => whoConsents(purpose, strict))).toEqual([
      'guardian',
      'guardian',
      'nobody',
      'nobody',
    ]);
    expect(whoConsents('quotes', young)).toBe('self');
    expect(whoConsents('quotes', null)).toBe('nobody');
  });

  it('is that of the youngest who may take part where the age is not known', () => {
    expect(ruleFor([child, young, adult], '18-24')).toBe(adult);
    expect(ruleFor([child, young, adult], null)).toBe(young);
    expect(ruleFor([child, young, adult], 'gone')).toBe(young);
    expect(ruleFor([child], null)).toBeNull();
  });
});

describe('What flows are told', () => {
  it('is what a no would change, what can be asked, and what has to be asked again', () => {
    const rows = [old, row({ purpose: 'quotes', termsVersion: '1', state: 'withdrawn' })];
    const choices = choicesOf(rows, inForce, adult);
    expect(
      agreedOf(
        choices,
        () => false,
        () => false,
      ),
    ).toEqual({ yes: ['photos'], open: ['photos', 'quotes'], changed: ['photos'] });
    expect(
      agreedOf(
        choices,
        () => false,
        (purpose) => purpose === 'quotes',
      ).open,
    ).toEqual(['photos']);
    const nobody = choicesOf([], inForce, adult);
    expect(
      agreedOf(
        nobody,
        (purpose) => purpose === 'photos',
        () => false,
      ),
    ).toEqual({ yes: [], open: ['photos'], changed: [] });
    expect(
      agreedOf(
        choicesOf([given], inForce, child),
        () => true,
        () => false,
      ),
    ).toEqual({ yes: [], open: [], changed: [] });
  });
});

describe('Whatever was said, in whatever order', () => {
  const word = fc.record({
    purpose: fc.constantFrom('photos', 'quotes'),
    termsVersion: fc.constantFrom('1', '2'),
    state: fc.constantFrom('given', 'refused', 'withdrawn'),
    how: fc.constantFrom('self', 'witnessed', 'guardian'),
    witness: fc.constant(null),
    channel: fc.constant('web'),
    at: fc.constant(new Date('2026-03-10T10:00:00Z')),
  }) as fc.Arbitrary<ConsentRow>;
  const rows = fc.array(word, { maxLength: 12 });
  const rule = fc.constantFrom<AgeRule | null>(adult, young, strict, child, null);
  const use = (said: ConsentRow[], age: AgeRule | null) => mayUse('photos', choicesOf(said, inForce, age));

  it('nothing is used without a yes to the words in force, from whom the policy asks', () =>
    fc.assert(
      fc.property(rows, rule, (said, age) => {
        if (!use(said, age)) return;
        const who = whoConsents('photos', age);
        expect(who).not.toBe('nobody');
        const voices = said.filter(({ purpose, how }) => purpose === 'photos' && (how === 'guardian') === (who === 'guardian'));
        expect(voices.at(-1)).toMatchObject({ state: 'given', termsVersion: '2' });
      }),
    ));

  it('their own no holds, whoever says yes after it', () =>
    fc.assert(
      fc.property(rows, fc.constantFrom('refused', 'withdrawn'), rows, rule, (before, state, after, age) => {
        const others = after.filter(({ how, state }) => how === 'guardian' || (how === 'witnessed' && state === 'given'));
        expect(use([...before, row({ state: state as 'refused' }), ...others], age)).toBe(false);
        expect(lastWords(choicesOf([...before, row({ state: state as 'refused' }), ...others], inForce, age)).photos).toBe(false);
      }),
    ));

  it('a no never counts as out of date: it is not asked again, however the words change', () =>
    fc.assert(
      fc.property(rows, fc.string(), (said, version) => {
        const words = lastWords(choicesOf(said, inForce, adult));
        const { changed } = agreedOf(
          choicesOf(said, [{ purpose: 'photos', version }], adult),
          () => true,
          () => false,
        );
        if (words.photos !== true) expect(changed).toEqual([]);
      }),
    ));

  it('a yes to one purpose is no yes to another', () =>
    fc.assert(
      fc.property(rows, rule, (said, age) => {
        const own = said.filter(({ purpose }) => purpose === 'photos');
        expect(choicesOf(said, inForce, age)[0]).toEqual(choicesOf(own, inForce, age)[0]);
      }),
    ));
});
