import { describe, expect, it } from 'vitest';
import { type Release, resultsOf } from '../../src/surveys/index.ts';
import { found, four, type Kind, nothing, published } from './coded.ts';

describe('What is published of words', () => {
  const people = (count: number, kind: Kind, setting: string) => Array.from({ length: count }, () => ({ kind, setting }));
  const a: Kind = { found: ['a'], quote: true };
  const three = [
    ...people(9, a, 'north'),
    ...people(6, nothing, 'north'),
    ...people(8, a, 'south'),
    ...people(8, { found: ['b'], quote: false }, 'south'),
    ...people(3, a, 'west'),
    ...people(6, { found: [], quote: false }, 'west'),
  ];

  it('is of exactly the people of the release that it stands beside, with its threshold and its parts', () => {
    const { answers, coded } = published(['north', 'south', 'west'], three);
    expect(coded).toMatchObject({ base: 40, threshold: four, parts: answers?.parts });
    expect(Object.keys(coded?.tables ?? {})).toEqual(['words:a', 'words:b', 'words:c']);
    const results = resultsOf({ questions: [found], split: null, quotesIf: null }, [coded as Release]);
    expect(results?.questions[0]?.figures.map(({ count }) => count)).toEqual([20, 8, null]);
    expect(results?.late).toBeNull();
  });

  it('is of the same number whoever went since, and then they gave no answer', () => {
    const before = published(['north', 'south', 'west'], three);
    const gone = three.map((one, at) => (at < 2 ? { ...one, kind: { ...one.kind, gone: true as const } } : one));
    const after = published(['north', 'south', 'west'], gone);
    expect(after.answers).toEqual(before.answers);
    expect(after.coded).toMatchObject({ base: 40, parts: before.coded?.parts });
    expect(after.coded?.tables['words:a']?.whole.counts).toEqual([[18, 22]]);
  });

  it('keeps parts together that stand together in the answers, by all their names', () => {
    const small = [
      ...people(9, a, 'north'),
      ...people(6, nothing, 'north'),
      ...people(5, a, 'south'),
      ...people(4, nothing, 'west'),
      ...people(1, a, 'west'),
    ];
    const { answers, coded } = published(['north', 'south', 'west'], small);
    expect(answers?.parts.map(({ of }) => of)).toEqual([['north'], ['south', 'west']]);
    expect(coded?.tables['words:a']?.whole.rows).toEqual([['north', 'south', 'west']]);
    expect(coded?.tables['words:a']?.split.rows.flat().sort()).toEqual(['north', 'south', 'west']);
  });
});
