import { say } from '../../engine/index.ts';
import type { PackQuote } from '../../packs/index.ts';
import { MOST_QUOTES, type Quote } from '../../surveys/index.ts';
import type { DeskParts } from '../parts.ts';
import type { SaidInSession } from '../ports.ts';
import { quotable, scrubberOf } from '../scrubber.ts';
import type { Shelf } from '../shelf.ts';
import { settledOf } from '../surveys/coded.ts';
import { quotesIn, surveyOf, thresholdOf } from '../surveys/results.ts';
import { placedQuotes, writersOf } from './quotes-by-area.ts';

/** Words that may be quoted, as they would be shown. */
export interface Quotable extends PackQuote {
  /** A seal of them: what is decided about them is kept under it, and the words are not. */
  mark: string;
  /** null: of no one area. */
  area: string | null;
}

/** What was written in surveys, in fives as `quoteDraw` has it, by people whose figures are published. */
async function written(parts: DeskParts, shelf: Shelf, now: Date, project: string, until: Date): Promise<Omit<Quotable, 'mark'>[]> {
  const { packs, surveys } = parts.store;
  const coded = await packs.coded(project, now);
  const found: Omit<Quotable, 'mark'>[] = [];
  for (const run of await packs.units(project, until)) {
    const unit = await surveys.unit(run);
    if (!unit) continue;
    const survey = await surveyOf(parts, shelf, unit);
    for (const [step, quotes] of Object.entries(await quotesIn(parts, { unit, survey }))) {
      const areas = await areasOf(parts, step, quotes);
      const said = quotes.map(({ response, text }) => ({ words: text, area: areas.get(response) ?? null }));
      const placed = placedQuotes(said, writersOf(coded, unit, step), thresholdOf(unit).cell);
      found.push(...placed.map((one) => ({ ...one, by: null })));
    }
  }
  return found;
}

/** Under which area a quote may stand, by its response. */
async function areasOf(parts: DeskParts, step: string, quotes: readonly Quote[]): Promise<Map<string, string | null>> {
  const settled = await settledOf(
    parts,
    quotes.map(({ response }) => response),
  );
  return new Map(settled.filter((one) => one.step === step).map(({ response, first }) => [response, first]));
}

/** What was said in sessions without phones, with a yes to being quoted. Of each area some, by chance, where there is more than somebody reads. */
async function spoken(parts: DeskParts, said: SaidInSession[]): Promise<Omit<Quotable, 'mark'>[]> {
  if (said.length === 0) return [];
  const { attributions, resultsWords } = parts;
  const scrub = quotable(
    await scrubberOf(
      parts,
      said.map(({ setting }) => setting),
    ),
  );
  const lots = said.map((one) => ({ ...one, lot: parts.seal('quotes', JSON.stringify(one)) }));
  const byArea = new Map<string | null, Omit<Quotable, 'mark'>[]>();
  for (const { text, area, saidBy, speaks } of lots.sort((one, other) => (one.lot < other.lot ? -1 : 1))) {
    const there = byArea.get(area) ?? [];
    const words = there.length < MOST_QUOTES ? scrub(text) : null;
    if (words === null) continue;
    const as = attributions.find(({ value }) => value === saidBy) ?? attributions[0];
    const by = [say(as.label, 'en', () => ''), ...(speaks === 'against' ? [resultsWords.pack_against_change] : [])].join(', ');
    byArea.set(area, [...there, { words, by, area }]);
  }
  return [...byArea.values()].flat();
}

/** All that may be quoted now of a project: who takes back their yes is gone from the next look. In an order that says nothing. */
export async function quotableOf(parts: DeskParts, shelf: Shelf, now: Date, project: string, until = now): Promise<Quotable[]> {
  const { packs } = parts.store;
  const all = [...(await written(parts, shelf, now, project, until)), ...(await spoken(parts, await packs.said(project, until)))];
  const marked = all.map((one) => ({ ...one, mark: parts.seal('quote', JSON.stringify([project, one.words, one.by])) }));
  // The seal is as good as chance, and the same each time.
  return [...new Map(marked.map((one) => [one.mark, one])).values()].sort((one, other) => (one.mark < other.mark ? -1 : 1));
}

/** What may be quoted and nobody has read yet. */
export async function unreadOf(parts: DeskParts, quotable: readonly Quotable[]): Promise<Quotable[]> {
  const read = new Set((await parts.store.packs.readings(quotable.map(({ mark }) => mark))).map(({ mark }) => mark));
  return quotable.filter(({ mark }) => !read.has(mark));
}

/** What a person has read and let go out, by area; under '' what is of no one area. */
export async function approvedOf(parts: DeskParts, quotable: readonly Quotable[]): Promise<Record<string, PackQuote[]>> {
  const readings = await parts.store.packs.readings(quotable.map(({ mark }) => mark));
  const approved = new Set(readings.flatMap(({ mark, approved }) => (approved ? [mark] : [])));
  const quotes: Record<string, PackQuote[]> = {};
  for (const { mark, area, words, by } of quotable) if (approved.has(mark)) (quotes[area ?? ''] ??= []).push({ words, by });
  return quotes;
}
