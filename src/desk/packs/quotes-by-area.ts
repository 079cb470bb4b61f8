import { countOf, publishedTable, type Release } from '../../surveys/index.ts';
import type { KeptCoded, ResultsUnit } from '../ports.ts';

/** A quote of a survey, and the area under which it stands; null: none. */
export interface Placed {
  words: string;
  area: string | null;
}

/**
 * Puts quotes under areas, by the first area that two people found in them. What stands under an area would tell how many spoke of it, and who of them said no to
 * being quoted: so an area has some only where the number of those who wrote about it is published, in fives, and at least `cell` who wrote about it have none there.
 * The others stand under no area.
 * @param quotes of one question: those that are shown at all, in their order, each with the area as it was coded
 * @param writers how many wrote about an area, of whom that is published; null: it is not
 */
export function placedQuotes(quotes: readonly Placed[], writers: (area: string) => number | null, cell: number): Placed[] {
  const room = new Map<string, number>();
  for (const area of new Set(quotes.flatMap((quote) => quote.area ?? []))) {
    const about = quotes.filter((quote) => quote.area === area).length;
    const most = Math.min(about, (writers(area) ?? 0) - cell);
    room.set(area, Math.max(0, most - (most % cell)));
  }
  return quotes.map(({ words, area }) => {
    const left = area === null ? 0 : (room.get(area) ?? 0);
    if (area === null || left === 0) return { words, area: null };
    room.set(area, left - 1);
    return { words, area };
  });
}

/** How many are published to have written about an area in answer to a question. */
export function writersOf(coded: readonly KeptCoded[], unit: Pick<ResultsUnit, 'flow' | 'anonymous'>, step: string) {
  const mine = coded.filter((one) => one.flow === unit.flow && one.anonymous === unit.anonymous && one.step === step);
  const figures = mine.map((one) => one.figures as Release);
  return (area: string): number | null => {
    const table = publishedTable(figures, `${step}:${area}`);
    return (table && countOf(table, ['picked'], null)?.count) ?? null;
  };
}
