import { describe, expect, it } from 'vitest';
import { fillings, groupsAsPublished, leaks, product, subsets, subsetsOfTable } from './attack.ts';

const four = { cell: 4, base: 8 };

describe('The attacks find what they are for, where a rule is broken', () => {
  const show = (counts: number[], groups: number[][]) =>
    JSON.stringify(groups.map((group) => [group, group.reduce((sum, place) => sum + (counts[place] as number), 0)]));
  const worlds = () => fillings(12, 3);
  const alone = (counts: number[], least: number) =>
    [...counts.keys()].filter((place) => (counts[place] as number) >= least).map((place) => [place]);

  it('hiding small numbers alone, beside a total', () => {
    const found = leaks(worlds(), (counts) => show(counts, alone(counts, 4)), subsets, 4);
    expect(found.some(({ value }) => value > 0)).toBe(true);
  });

  it('showing nobody as 0', () => {
    const publish = (counts: number[]) =>
      show(counts, [...alone(counts, 4), ...[...counts.keys()].filter((place) => counts[place] === 0).map((place) => [place])]);
    expect(leaks(worlds(), publish, subsets, 4).some(({ value }) => value > 0)).toBe(true);
  });

  it('hiding the smallest option that could be shown, instead of one that is picked by its place', () => {
    const publish = (counts: number[]) => {
      const bySize = [...counts.keys()].sort((a, b) => (counts[a] as number) - (counts[b] as number) || a - b);
      const hidden = bySize.filter((place) => (counts[place] as number) < 4);
      const held = hidden.reduce((sum, place) => sum + (counts[place] as number), 0);
      if (hidden.length > 0 && held < 4) hidden.push(bySize[hidden.length] as number);
      return show(counts, [...[...counts.keys()].filter((place) => !hidden.includes(place)).map((place) => [place]), hidden.sort()]);
    };
    expect(leaks(fillings(10, 3), publish, subsets, 4).some(({ value }) => value > 0)).toBe(true);
  });

  it('a mean of all answers beside groups that are safe', () => {
    const publish = (counts: number[]) => {
      const mean = counts.reduce((sum, count, place) => sum + count * (place + 1), 0) / 12;
      return groupsAsPublished(counts, 'absent', four) + mean;
    };
    expect(leaks(worlds(), publish, subsets, 4).some(({ value }) => value > 0)).toBe(true);
  });

  it('whole percents instead of numbers', () => {
    const publish = (counts: number[]) => JSON.stringify(counts.map((count) => (count < 4 ? null : Math.round((100 * count) / 12))));
    expect(leaks(worlds(), publish, subsets, 4).some(({ value }) => value > 0)).toBe(true);
  });

  it('counting somebody in as soon as they answer', () => {
    const later = product<number[] | number>([[...fillings(12, 3)], [0, 1, 2]]) as Iterable<[number[], number]>;
    const publish = ([counts, next]: [number[], number]) => {
      const after = counts.map((count, place) => count + (place === next ? 1 : 0));
      return groupsAsPublished(counts, 'absent', four) + groupsAsPublished(after, 'absent', four);
    };
    const secrets = ([, next]: [number[], number]) => [0, 1, 2].map((place) => (place === next ? 1 : 0));
    expect(leaks(later, publish, secrets, 4).some(({ value }) => value > 0)).toBe(true);
  });

  it('a part that stands beside the whole, with few outside it', () => {
    const tables = product([[...fillings(9, 2)], [...fillings(2, 2)]]);
    const publish = ([part, rest]: number[][]) => {
      const whole = (part as number[]).map((count, place) => count + (rest?.[place] ?? 0));
      return groupsAsPublished(whole, 'absent', four) + groupsAsPublished(part as number[], 'absent', four);
    };
    expect(leaks(tables, publish, subsetsOfTable, 4).some(({ value }) => value > 0)).toBe(true);
  });
});
