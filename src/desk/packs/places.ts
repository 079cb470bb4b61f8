import type { AreaRow } from '../../insight/index.ts';
import { filled, type ResultsWords } from '../../surveys/index.ts';

/** Places in a report or in the matrix, each with its own numbers: more nobody reads. Of as many together their names are said. */
const MOST_PLACES = 12;

/** Which places are shown, of all that may be told alone. */
export interface Places {
  /** In the order of their names. */
  shown: string[];
  /** Those that only a spreadsheet has, too. */
  alone: number;
  /** Whether numbers of these places, together or alone, stand where people read. */
  shows(parts: readonly string[]): boolean;
  /** By their names; of many, how many they are. */
  called(parts: readonly string[]): string;
}

/**
 * Of many places those of which the most people are told. Their sizes are published, so nothing is learnt from which they are.
 * @param settings names by id, in their order
 */
export function placesOf(rows: readonly AreaRow[], settings: ReadonlyMap<string, string>, words: ResultsWords): Places {
  const sizes = new Map<string, number>();
  for (const { parts } of rows)
    for (const { of, readings } of parts) {
      const [place] = of;
      if (of.length !== 1 || place === undefined) continue;
      for (const { counted } of readings) sizes.set(place, Math.max(sizes.get(place) ?? 0, counted?.of ?? 0));
    }
  const alone = [...settings.keys()].filter((id) => sizes.has(id));
  const largest = [...alone].sort((one, other) => (sizes.get(other) ?? 0) - (sizes.get(one) ?? 0)).slice(0, MOST_PLACES);
  const among = new Set(largest);
  return {
    shown: alone.filter((id) => among.has(id)),
    alone: alone.length,
    shows: (parts) => parts.length > 1 || parts.every((id) => among.has(id)),
    called: (parts) =>
      parts.length > MOST_PLACES
        ? filled(words.pack_places, { count: parts.length })
        : parts.map((id) => settings.get(id) ?? id).join(', '),
  };
}

/** What is said where not all places are shown; null: they are. */
export const placesNote = ({ shown, alone }: Places, words: ResultsWords): string | null =>
  alone > shown.length ? filled(words.pack_more_places, { all: alone, shown: shown.length }) : null;
