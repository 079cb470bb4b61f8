import { z } from 'zod';
import { phrasesOf } from './phrases.ts';

/** Lower case, without accents and apostrophes: as words are compared. */
const Words = z.array(z.string().regex(/^[a-z0-9]+(?: [a-z0-9]+)*$/, 'small letters a to z, words with one space between them')).min(1);
const lists = <Name extends string>(...names: Name[]) =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, Words])) as Record<Name, typeof Words>);

/** The words that the finders know. Each list has a sentence in its file. */
export const ScrubLists = z.strictObject({
  names: lists(
    'first_names',
    'wordy_names',
    'calendar',
    'calendar_after',
    'surnames',
    'titles',
    'weak_titles',
    'no_title_after',
    'relations',
    'owners',
    'naming',
    'to_somebody',
    'is_somebody',
    'sure_titles',
    'selves',
    'selves_end',
    'says',
    'who_is',
    'epithets',
    'small_words',
    'ordinary',
    'capitals',
  ),
  places: lists(
    'places',
    'wordy_places',
    'place_cues',
    'no_place_before',
    'secure',
    'secure_titles',
    'street_words',
    'road_words',
    'corner_words',
    'building_words',
    'never_before',
    'toward',
    'postcode_areas',
  ),
  offences: lists(
    'leads',
    'tails',
    'strong_leads',
    'stops',
    'offences',
    'matters',
    'people',
    'is',
    'deeds',
    'harms',
    'harmed',
    'past',
    'handles',
    'contraband',
    'subjects',
    'helpers',
    'being',
    'targets',
    'victims',
    'serving',
    'numbers',
    'before_number',
    'units',
    'after_length',
    'not_a_sentence',
    'sentences',
  ),
});
export type ScrubLists = z.infer<typeof ScrubLists>;

type Lists = Record<string, string[]>;
const each = <L extends Lists, Made>(lists: L, make: (list: string[]) => Made) =>
  Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, make(list)])) as { [Name in keyof L]: Made };

/** Lists of single words, to ask whether a word is in one. */
export const setsOf = <L extends Lists>(lists: L) => each(lists, (list) => new Set(list));
/** Lists of phrases, to ask whether one begins or ends at a word. */
export const allPhrasesOf = <L extends Lists>(lists: L) => each(lists, phrasesOf);
