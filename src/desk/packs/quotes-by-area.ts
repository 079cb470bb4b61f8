import { countOf, publishedTable, type Release } from '../../surveys/index.ts';
import type { DeskParts } from '../parts.ts';
import type { KeptCoded, ResultsUnit } from '../ports.ts';
import { settledIn } from '../surveys/coded.ts';

/** Quotes of one question, in their order, and the area under which each stands; null: none. */
export type Placed = { words: string; area: string | null }[];

/**
 * Puts quotes under areas, by the first area that two people found in them. What stands under an area would tell how many spoke of it, and who of them said no to
 * being quoted: so an area has some only where the number of those who wrote about it is published, in fives, and at least `cell` who wrote about it have none there.
 * The others stand under no area.
 * @param quotes those that are shown at all, in their order
 * @param areaOf the area of a quote, as it was coded
 * @param writers how many wrote about an area, of whom that is published; null: it is not
 */
export function placedQuotes(
  quotes: readonly string[],
  areaOf: (words: string) => string | null,
  writers: (area: string) => number | null,
  cell: number,
): Placed {
  const room = new Map<string, number>();
  for (const area of new Set(quotes.flatMap((words) => areaOf(words) ?? []))) {
    const about = quotes.filter((words) => areaOf(words) === area).length;
    const most = Math.min(about, (writers(area) ?? 0) - cell);
    room.set(area, Math.max(0, most - (most % cell)));
  }
  return quotes.map((words) => {
    const area = areaOf(words);
    const left = area === null ? 0 : (room.get(area) ?? 0);
    if (area === null || left === 0) return { words, area: null };
    room.set(area, left - 1);
    return { words, area };
  });
}

/** What was found in the texts of some surveys: by question and scrubbed text, the first area. */
export async function areasOfTexts(parts: DeskParts, unit: ResultsUnit, scrub: (text: string) => string): Promise<Map<string, string>> {
  const settled = new Map((await settledIn(parts, unit)).map(({ response, step, first }) => [`${response} ${step}`, first]));
  const found = new Map<string, string>();
  if (settled.size === 0) return found;
  await parts.store.surveys.released(unit, ({ id, answers }) => {
    for (const [step, { value }] of Object.entries(answers)) {
      const area = settled.get(`${id} ${step}`);
      if (typeof value === 'string' && area) found.set(`${step} ${scrub(value).trim()}`, area);
    }
  });
  return found;
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
