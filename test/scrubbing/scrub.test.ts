import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { openScrubbing } from '../../src/open-scrubbing.ts';
import type { Known, Scrub } from '../../src/scrubbing/index.ts';

let scrub: Scrub;
beforeAll(async () => {
  ({ scrub } = await openScrubbing());
});
const leftOf = (text: string, known?: Known) => scrub(text, known).text;

describe('Scrubbing', () => {
  it.each([
    ['i told sarah about it', 'i told [name] about it'],
    ['officer jones and Mr. Thompson', 'officer [name] and Mr. [name]'],
    ['i live in peckham near 12 Acacia Road', 'i live in [place] near [place]'],
    ['my postcode is SE15 4QX', 'my postcode is [place]'],
    ['HMP Nowherebury is cold, c wing most of all', 'HMP [place] is cold, c wing most of all'],
    ['ring 07700 900123 or jay@example.com', 'ring [phone] or [email]'],
    ['my snap: jay.k and https://example.com/jay', 'my snap: [handle] and [link]'],
    ['my number is A1234BC, born 12/03/2007', 'my number is [number], born [date]'],
    ['im in for gbh, doing 4 years', 'im [offence], [offence]'],
    ['i was convicted of burglary and theft', 'i was [offence]'],
  ])('%s', (text, expected) => {
    expect(leftOf(text)).toBe(expected);
  });

  it.each([
    'knife crime is bad round here and robberies have gone up',
    'i got robbed and nobody helped',
    'i will be there in May, i hope',
    'i did 2 years at college',
    'from 9.30-11.30, 10 out of 10, 2023 was worse than 2024',
    'England and Jamaica',
    'on remand it is boring',
  ])('leaves alone: %s', (text) => {
    expect(scrub(text)).toEqual({ text, removed: [] });
  });

  it('says how much of what it removed, and nothing of what that was', () => {
    expect(scrub('Sarah and Tyrell from Leeds').removed).toEqual([
      { kind: 'name', count: 2 },
      { kind: 'place', count: 1 },
    ]);
  });

  describe('with names that the database knows', () => {
    it.each([
      ['brombar said it', ['Brombar Quist']],
      ['is it quist', ['Brombar Quist']],
      ['it was brombra', ['Brombar']],
      ['brombaaaar is here', ['Brombar']],
      ['xin chào Nguyễn Thị', ['Nguyễn Thị']],
      ['я видел Ларису вчера', ['Ларису']],
      ['昨天小明说的', ['小明']],
      ['see 👑 about it', ['👑']],
      ['$hay did it', ['$Hay']],
    ])('removes: %s', (text, names) => {
      expect(leftOf(text, { names })).toContain('[name]');
    });

    it('removes a name that is a word only where somebody is meant', () => {
      const known = { names: ['Will'] };
      expect(leftOf('will you ask Will if he will come', known)).toBe('will you ask [name] if he will come');
      expect(leftOf('Will', known)).toBe('[name]');
      expect(leftOf('I hope they will', known)).toBe('I hope they will');
    });

    it('removes places as a whole only', () => {
      expect(leftOf('the green rooms are green', { names: [], places: ['Green Rooms'] })).toBe('the [place] are green');
    });
  });

  /** Words and signs in any order, hostile ones too, with the markers themselves among them. */
  const bits = fc.constantFrom(
    ...[
      'i',
      'my',
      'mate',
      'Sarah',
      'will',
      'May',
      'is',
      'called',
      'in',
      'for',
      'robbery',
      'doing',
      '4',
      'years',
      'Road',
      '12',
      'hmp',
      'St',
    ],
    ...[
      '[name]',
      '[na',
      'me]',
      '@',
      '.',
      '\n',
      '-',
      '_',
      '07700',
      'snap:',
      'www.',
      "'s",
      '\u200b',
      'ﬁ',
      '👍',
      'and',
      'said',
      'Kaiyan',
      'SE1',
    ],
  );
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(bits, { maxLength: 60 }).chain((parts) => fc.constantFrom(parts.join(' '), parts.join(''))),
  );
  const known = { names: ['Brombar Quist', '小明'], places: ['Green Rooms'] };

  it('never throws, and does nothing more the second time', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const once = scrub(text, known);
        expect(scrub(once.text, known)).toEqual({ text: once.text, removed: [] });
      }),
      { numRuns: 500 },
    );
  });

  it.each(['brombar', 'QUIST', '小明', 'zed.ek@example.co.uk', '07700 900123', '+447700900123', 'A1234BC'])(
    '%s goes, wherever it stands',
    (secret) => {
      fc.assert(
        fc.property(texts, texts, (before, rest) => {
          expect(leftOf(`${before} ${secret} ${rest}`, known).includes(secret)).toBe(false);
        }),
        { numRuns: 100 },
      );
    },
  );

  it('takes a time that grows with the text, and no faster', () => {
    const hostile = [
      'a',
      'a ',
      'a@',
      '1-',
      'ﬁ',
      '. ',
      'Mr. ',
      'St ',
      'got a ',
      'robbery and ',
      'Kaiyan Kaiyan said ',
      '[name',
      'dot at ',
      '7 march ',
    ];
    const before = performance.now();
    for (const part of hostile) leftOf(part.repeat(8000 / part.length), known);
    // A guard against a search that grows with the square of the text, with room for a loaded machine.
    expect(performance.now() - before).toBeLessThan(20_000);
  });
});
