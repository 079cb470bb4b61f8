import { addresses } from './addresses.ts';
import { properNouns } from './english.ts';
import { figuresOf } from './figures.ts';
import { kinds, markers, type Span, withheld } from './kinds.ts';
import { createKnown, type Known } from './known.ts';
import type { ScrubLists } from './lists.ts';
import { namesOf } from './names.ts';
import { offencesOf } from './offences.ts';
import { placesOf } from './places.ts';
import { originalOf, plainOf } from './plain.ts';
import { vocabularyOf } from './vocabulary.ts';
import { type Piece, pieceOf } from './words.ts';

export interface ScrubParts {
  lists: ScrubLists;
  /** Where phone numbers stand. */
  phonesIn(text: string): { from: number; to: number }[];
  /** Edits between two words. */
  distance(one: string, other: string): number;
}

/** Part of a text: kept as it is, or gone as what it was. The parts in a row are the text. */
export interface Part {
  text: string;
  gone: Span['kind'] | typeof withheld | null;
}
export type Find = (text: string, known?: Known) => Part[];

/** What is left is read again, because it reads differently once a name is out of it; a text that never comes to rest is kept back whole. */
const MOST_ROUNDS = 8;

/** Spans that touch with nothing but spaces between them and are of one kind are one; of those that overlap the first kind names both. */
function merged(spans: Span[], text: string): Span[] {
  const all: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from || b.to - a.to)) {
    const last = all.at(-1);
    const overlap = last && span.from < last.to;
    if (last && (overlap || (last.kind === span.kind && /^[\s-]*$/.test(text.slice(last.to, span.from))))) {
      last.to = Math.max(last.to, span.to);
      if (kinds.indexOf(span.kind) < kinds.indexOf(last.kind)) last.kind = span.kind;
    } else all.push({ ...span });
  }
  return all;
}

export function createFind({ lists, phonesIn, distance }: ScrubParts): Find {
  const vocabulary = vocabularyOf(lists);
  const names = namesOf(lists, vocabulary);
  const knownOf = createKnown(vocabulary, names, distance);
  const wordyPlaces = new Set(lists.places.wordy_places);

  const bySight = ({ text, words }: Piece): Span[] => {
    const at = new Map(words.map((word) => [word.from, word]));
    return properNouns(text).filter(({ from, kind }) => {
      const word = at.get(from);
      const ours = !word || vocabulary.wordy(word) || vocabulary.brand(word) || (kind === 'place' && wordyPlaces.has(word.bare));
      return !ours && !vocabulary.ordinary(word.bare) && !vocabulary.ordinary(word.low);
    });
  };
  const phones = ({ text }: Piece): Span[] => phonesIn(text).map((stretch) => ({ kind: 'phone', ...stretch }));
  const finders = [
    addresses,
    figuresOf(lists.places.postcode_areas),
    phones,
    names.find,
    placesOf(lists, vocabulary),
    offencesOf(lists),
    bySight,
  ];

  /** Never read across a marker, so that what was scrubbed once reads the same the second time. */
  function read(original: string, knows: (piece: Piece) => Span[], round: number): Part[] {
    const plain = plainOf(original);
    const piece = pieceOf(plain.text, vocabulary.small);
    const spans = merged(
      [...finders, knows].flatMap((finder) => finder(piece)),
      plain.text,
    );
    if (spans.length === 0) return [{ text: original, gone: null }];
    if (round === MOST_ROUNDS) return [{ text: original, gone: withheld }];
    const parts: Part[] = [];
    let end = 0;
    const rest = (to: number) => to > end && parts.push(...read(original.slice(end, to), knows, round + 1));
    for (const { kind, ...span } of spans) {
      const { from, to } = originalOf(plain, span.from, span.to);
      rest(from);
      parts.push({ text: original.slice(Math.max(from, end), to), gone: kind });
      end = to;
    }
    rest(original.length);
    return parts;
  }

  return (text, known = { names: [] }) => {
    const knows = knownOf(known);
    return text
      .split(markers)
      .flatMap((part, index) => (index % 2 === 1 ? [{ text: part, gone: null }] : part ? read(part, knows, 1) : []));
  };
}
