import type { Span } from './kinds.ts';
import { allPhrasesOf, type ScrubLists, setsOf } from './lists.ts';
import { phrasesOf } from './phrases.ts';
import type { Vocabulary } from './vocabulary.ts';
import { follows, type Piece, type Word } from './words.ts';

/** How far before "road" its name and its number can begin. */
const LONGEST_STREET = 4;

export function placesOf({ places }: Pick<ScrubLists, 'places'>, vocabulary: Vocabulary): (piece: Piece) => Span[] {
  const { small, ordinary, unknown, brand } = vocabulary;
  const sets = setsOf(places);
  const anywhere = phrasesOf([...places.places, ...places.secure]);
  const { wordy_places: wordy, place_cues: cues, building_words: buildings } = allPhrasesOf(places);
  const capitalInside = (word: Word | undefined) => word?.capital === true && !word.opens && !brand(word);
  const isNumber = (word: Word | undefined) => word !== undefined && /^\d{1,4}[a-z]?$/.test(word.low);

  function town(words: Word[], index: number): number {
    const sure = anywhere.at(words, index);
    if (sure > 0) return sure;
    const length = wordy.at(words, index);
    if (length === 0) return 0;
    if (capitalInside(words[index])) return length;
    return cues.before(words, index) > 0 && !sets.no_place_before.has(words[index + length]?.low ?? '') ? length : 0;
  }

  /** "hmp X", "X stc": X is a place, whatever it is called. */
  function secureName(words: Word[], index: number): boolean {
    const word = words[index] as Word;
    if (small(word.low)) return false;
    if (sets.secure_titles.has(words[index - 1]?.low ?? '') && follows(word)) return !sets.secure_titles.has(word.low);
    return unknown(word) && sets.secure_titles.has(words[index + 1]?.low ?? '') && follows(words[index + 1]);
  }

  /** Whether this word can be what a street or building is called. `weight`: how much the word after it says by itself. */
  function calls(word: Word | undefined, weight: 'much' | 'some' | 'little'): boolean {
    if (!word || small(word.low) || sets.never_before.has(word.low) || isNumber(word)) return false;
    return weight === 'much' || unknown(word) || (weight === 'some' ? capitalInside(word) : capitalInside(word) && !ordinary(word.bare));
  }

  /** Where the street begins whose "road" stands at `index`; -1 where there is none. */
  function street(words: Word[], index: number): number {
    const low = words[index]?.low ?? '';
    if (!sets.street_words.has(low) || !follows(words[index])) return -1;
    const weight = sets.road_words.has(low) ? 'much' : sets.corner_words.has(low) ? 'little' : 'some';
    for (let back = 1; back <= LONGEST_STREET && follows(words[index - back + 1]); back++) {
      const word = words[index - back];
      if (back > 1 && isNumber(word) && (weight !== 'little' || capitalInside(words[index - 1]) || unknown(words[index - 1])))
        return index - back;
    }
    if (!calls(words[index - 1], weight) && !(weight === 'little' && capitalInside(words[index - 1]) && words[index]?.capital)) return -1;
    return capitalInside(words[index - 2]) && follows(words[index - 1]) && !small(words[index - 2]?.low ?? '') ? index - 2 : index - 1;
  }

  function building(words: Word[], index: number): number {
    if (buildings.at(words, index) === 0 || !follows(words[index]) || !calls(words[index - 1], 'some')) return -1;
    const before = words[index - 2];
    const more =
      before && follows(words[index - 1]) && (['st', 'saint'].includes(before.low) || (capitalInside(before) && !small(before.low)));
    return more ? index - 2 : index - 1;
  }

  return ({ words }) => {
    const spans: Span[] = [];
    const add = (from: number, to: number) => spans.push({ kind: 'place', from: (words[from] as Word).from, to: (words[to] as Word).to });
    for (let index = 0; index < words.length; index++) {
      const length = town(words, index);
      if (length > 0) add(index, index + length - 1);
      if (secureName(words, index)) add(index, index);
      const begins = street(words, index);
      if (begins >= 0) add(begins, index);
      const house = building(words, index);
      if (house >= 0) add(house, index + buildings.at(words, index) - 1);
    }
    return spans;
  };
}
