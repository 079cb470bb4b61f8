import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placedQuotes } from '../../src/desk/packs/quotes-by-area.ts';

describe('Quotes under an area', () => {
  const quotes = (many: number, area: string) => Array.from({ length: many }, (_, at) => ({ words: `${area} ${at}`, area }));

  it('come in fives, and at least five who wrote about it have none there', () => {
    const under = (many: number, writers: number | null) =>
      placedQuotes(quotes(many, 'safety'), () => writers, 5).filter(({ area }) => area === 'safety').length;
    expect([under(7, 30), under(11, 30), under(12, 14), under(4, 30), under(9, 9)]).toEqual([5, 10, 5, 0, 0]);
  });

  it('are under none whose number is not published', () => {
    expect(placedQuotes(quotes(20, 'safety'), () => null, 5).every(({ area }) => area === null)).toBe(true);
  });

  it('are all there, in their order, and tell no number of those who said no', () => {
    const one = fc.constantFrom('safety', 'health', 'data');
    fc.assert(
      fc.property(fc.array(one, { maxLength: 60 }), fc.nat(40), fc.constantFrom(5, 10), (areas, more, cell) => {
        const said = areas.map((area, at) => ({ words: `${area} ${at}`, area }));
        const writers = (area: string) => areas.filter((one) => one === area).length + more;
        const placed = placedQuotes(said, writers, cell);
        expect(placed.map(({ words }) => words)).toEqual(said.map(({ words }) => words));
        for (const area of new Set(areas)) {
          const under = placed.filter((one) => one.area === area).length;
          expect(under % cell).toBe(0);
          if (under > 0) expect(writers(area) - under).toBeGreaterThanOrEqual(cell);
        }
      }),
    );
  });
});
