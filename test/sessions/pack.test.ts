import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../src/flows/index.ts';
import { longestSentence, readers, readingAge } from '../../src/language/index.ts';
import { linesFor, PackFile, runningOrder } from '../../src/sessions/index.ts';

const shipped = loadCatalogue({ distance: readers.distance }).sessionPack as PackFile;
const faultsOf = (change: Partial<PackFile>) =>
  PackFile.safeParse({ ...shipped, ...change }).error?.issues.map(({ message }) => message) ?? [];

describe('The charity’s file of session packs', () => {
  it('is right as it ships, and can be read by most eleven-year-olds', () => {
    const file = PackFile.parse(shipped);
    const lines = [...file.running_order.flatMap(({ lines }) => lines), ...file.bring, ...file.signposts, ...file.danger];
    const texts = [...lines.map((line) => (typeof line === 'string' ? line : line.text)), ...Object.values(file.words)];
    expect(texts.filter((text) => readingAge(text) > 11)).toEqual([]);
    expect(texts.filter((text) => longestSentence(text) > 20 || text.includes('!'))).toEqual([]);
  });

  it('has no phone number that is said in a secure setting, and a line for each kind', () => {
    const secure = (text: string) => [...shipped.signposts, { text, in: ['secure' as const] }];
    expect(faultsOf({ signposts: secure('Ask staff.') })).toEqual([]);
    expect(faultsOf({ signposts: secure('Call 116 123.') })).toEqual([expect.stringMatching(/^nobody can call from a secure setting/)]);
    expect(faultsOf({ signposts: [...shipped.signposts, 'Call 999.'] })).toEqual([expect.stringMatching(/^nobody can call/)]);
    expect(faultsOf({ signposts: [{ text: 'Ask staff.', in: ['secure'] }] })).toEqual(['each kind of setting needs a line']);
    expect(faultsOf({ bring: [{ text: 'Pens', in: ['prison'] }] as never })).toHaveLength(1);
  });

  it('says each line where it is for', () => {
    const lines = ['all', { text: 'locked', in: ['secure' as const] }, { text: 'open', in: ['community' as const, 'online' as const] }];
    expect(linesFor(lines, 'secure')).toEqual(['all', 'locked']);
    expect(linesFor(lines, 'online')).toEqual(['all', 'open']);
    expect(linesFor(lines, 'health')).toEqual(['all']);
  });
});

describe('A running order', () => {
  it('has no gap, and what comes before ends when the session begins', () => {
    const part = fc.record({ minutes: fc.integer({ min: 1, max: 90 }), before: fc.boolean() });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 12 }), (parts) => {
        const order = runningOrder(
          parts.map(({ minutes, before }, at) => ({ title: String(at), minutes, lines: ['x'], ...(before && { before: true as const }) })),
          'secure',
        );
        expect(order).toHaveLength(parts.length);
        for (const [at, { from, minutes }] of order.entries()) expect(order[at + 1]?.from ?? from + minutes).toBe(from + minutes);
        for (const { title, from, minutes } of order) expect(from + minutes <= 0).toBe(parts[Number(title)]?.before);
        expect(order.some(({ from, minutes }) => from === 0 || from + minutes === 0)).toBe(true);
      }),
    );
  });
});
