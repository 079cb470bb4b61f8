import type { AskStep, Option, ReviewStep } from './flow.ts';
import { normalise } from './normalise.ts';
import type { EnginePhrases } from './phrases.ts';
import type { Words } from './words.ts';

/** Something that can be picked, with every way of naming it that needs no guessing. */
export interface Pick {
  value: string;
  label: Words;
  /** Normalised label in each language, without the synonyms: parts of these may stand for the whole. */
  labels: string[];
}

/** The options of one question, indexed once when the flow is compiled. */
export interface Options {
  list: Pick[];
  exact: Map<string, Pick>;
  byValue: Map<string, Pick>;
  /** Names, and words of labels, that are long enough to be known with a typing mistake. */
  mistakable: [string, Pick][];
}

type Plain = { value: Option['value']; label: Option['label']; synonyms: Option['synonyms'] };

/** @param list in the order shown; a later option never takes a name that an earlier one has. */
export function optionsOf(list: Plain[]): Options {
  const exact = new Map<string, Pick>();
  const picks = list.map((option) => ({
    value: option.value,
    label: option.label,
    labels: [...new Set(Object.values(option.label).map(normalise))].filter(Boolean),
  }));
  const name = (word: string, pick: Pick) => {
    const key = normalise(word);
    if (key && !exact.has(key)) exact.set(key, pick);
  };
  for (const pick of picks) for (const label of pick.labels) name(label, pick);
  list.forEach((option, index) => {
    name(option.value, picks[index] as Pick);
    for (const synonym of option.synonyms) name(synonym, picks[index] as Pick);
  });
  const words = picks.flatMap((pick) => pick.labels.flatMap((label) => label.split(' ').map((word): [string, Pick] => [word, pick])));
  return {
    list: picks,
    exact,
    byValue: new Map(picks.map((pick) => [pick.value, pick])),
    mistakable: [...[...exact].filter(([word]) => word.length >= 4), ...words.filter(([word]) => word.length >= 5)],
  };
}

const yesWords = [
  'y',
  'yeah',
  'yea',
  'yep',
  'yup',
  'ye',
  'yh',
  'yes please',
  'sure',
  'ok',
  'okay',
  'of course',
  'definitely',
  'true',
  '👍',
  '✅',
  '✔',
];
const noWords = ['n', 'nope', 'nah', 'na', 'no thanks', 'no thank you', 'not really', 'never', 'false', '👎', '❌'];

/**
 * The options of a question: its own, or those that its type brings.
 * Yes and no may be given own labels in the flow; consent gets no synonyms, because consent is never guessed.
 */
export function optionsFor(ask: AskStep, yes: Words, no: Words): Options {
  const own = new Map(ask.options.map((option) => [option.value, option]));
  const plain = (value: string, label: Words, synonyms: string[] = []): Plain => ({
    value,
    label: own.get(value)?.label ?? label,
    synonyms: [...synonyms, ...(own.get(value)?.synonyms ?? [])],
  });
  switch (ask.type) {
    case 'yes_no':
      return optionsOf([plain('yes', yes, [...Object.values(yes), ...yesWords]), plain('no', no, [...Object.values(no), ...noWords])]);
    case 'consent':
      return optionsOf([plain('yes', yes, Object.values(yes)), plain('no', no, Object.values(no))]);
    case 'nought_to_ten':
      return optionsOf(Array.from({ length: 11 }, (_, n) => plain(String(n), { en: String(n) })));
    default:
      return optionsOf(ask.options);
  }
}

/** The choices at a review. One that asks consent takes no words for a yes but yes, as consent never does; a no is a no to it. */
export function optionsAtReview({ purpose }: ReviewStep, { review_right, review_change, review_refuse }: EnginePhrases): Options {
  const right = { value: 'right', label: review_right };
  const change = { value: 'change', label: review_change };
  if (purpose === undefined)
    return optionsOf([
      { ...right, synonyms: ['yes', 'y', 'yeah', 'yep', 'right', 'correct', 'ok', 'okay', 'good', '👍'] },
      { ...change, synonyms: ['no', 'n', 'nope', 'wrong', 'change', 'edit', '👎'] },
    ]);
  return optionsOf([
    { ...right, synonyms: ['yes', 'right'] },
    { ...change, synonyms: ['wrong', 'change', 'edit'] },
    { value: 'refuse', label: review_refuse, synonyms: ['no'] },
  ]);
}
