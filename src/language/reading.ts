import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';

const sentences = new Intl.Segmenter('en-GB', { granularity: 'sentence' });
const words = new Intl.Segmenter('en-GB', { granularity: 'word' });

/** The reading age of a text too short to measure, and the lowest that is ever given. */
const lowest = 5;
/** A school grade of the formula is about the child's age less five. */
const gradeToAge = 5;
/** Button labels: the formula says nothing about them. */
const fewestWords = 3;

/** Words of each sentence, gaps such as {charity} read as a simple name. Every line is a sentence of its own: a list is not one long one. */
function wordsBySentence(text: string): string[][] {
  const filled = text.replace(/\{[a-z][a-z0-9_.]*\}/g, 'Sam');
  return [...sentences.segment(filled)]
    .map(({ segment }) => [...words.segment(segment)].filter((word) => word.isWordLike).map((word) => word.segment))
    .filter((sentence) => sentence.length > 0);
}

/** A number is read as one beat: "999" is no harder than "help". */
function beats(word: string): number {
  return /\d/.test(word) ? 1 : Math.max(1, syllable(word));
}

/**
 * Reading age in years: Flesch–Kincaid grade + 5, where
 * grade = 0.39 × words per sentence + 11.8 × syllables per word − 15.59.
 *
 * A rough measure, made for English prose: it sees long words and long sentences, not hard ideas, and one short text swings it by years.
 * It finds what to look at again; it proves nothing about a reader. Texts of one or two words give the lowest age, 5.
 */
export function readingAge(text: string): number {
  const counted = wordsBySentence(text);
  const all = counted.flat();
  if (all.length < fewestWords) return lowest;
  const grade = fleschKincaid({
    sentence: counted.length,
    word: all.length,
    syllable: all.reduce((sum, word) => sum + beats(word), 0),
  });
  return Math.max(lowest, Math.round((grade + gradeToAge) * 10) / 10);
}

/** Words in the longest sentence. */
export function longestSentence(text: string): number {
  return Math.max(0, ...wordsBySentence(text).map((sentence) => sentence.length));
}
