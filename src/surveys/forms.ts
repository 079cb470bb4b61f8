import { type Answered, normalise } from '../engine/index.ts';
import type { Choice } from './survey.ts';

/** Forms of paper: how they are numbered and read, and where two who typed the same one differ. */

export type FormAnswers = Record<string, Answered['value']>;

/** A question as it stands on a form. */
export interface FormQuestion {
  step: string;
  options: readonly Choice[];
  /** Several of them can be ticked. */
  many: boolean;
}

/** The number on a form, however it is written: "Nr. 7" and "007" are the form 7. null: it is none. */
export function formNumber(text: string): string | null {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^\s*(?:form|no|nr|number)?[\s.:#]*/, '')
    .replace(/\s+/g, '')
    .replace(/^0+(?=\d)/, '');
  return /^(?=[a-z-]{0,3}\d)[a-z0-9-]{1,12}$/.test(plain) ? plain : null;
}

/** The words of a label: nobody types the face beside them. */
const words = (label: string) => normalise(label.replace(/\p{Extended_Pictographic}/gu, ''));
const folded = (text: string) => text.normalize('NFKC').trim().toLowerCase();

/**
 * What was typed for a question: an option by its value or its words. undefined: nothing; null: what stands there is no answer to it.
 * @param given as a form gives it, or as it stands in a cell: several with semicolons between
 */
export function formAnswer({ options, many }: FormQuestion, given: unknown): Answered['value'] | undefined {
  if (given === undefined || given === null) return undefined;
  const texts = (Array.isArray(given) ? given : many ? String(given).split(/[;,]/) : [given])
    .map((one) => String(one).trim())
    .filter(Boolean);
  if (texts.length === 0) return undefined;
  if (options.length === 0) return texts.join('; ');
  const picked = texts.map((text) =>
    options.find(({ value, label }) => folded(value) === folded(text) || (words(label) || label) === (words(text) || text)),
  );
  const values = picked.flatMap((option) => option?.value ?? []);
  if (values.length < texts.length || (!many && values.length > 1)) return null;
  return many ? values : (values[0] as string);
}

/** What has an answer: a question that is left out, and one that is not there, are the same on paper. */
export const answeredOn = (answers: Record<string, Answered>): FormAnswers =>
  Object.fromEntries(Object.entries(answers).flatMap(([step, { value }]) => (value === null ? [] : [[step, value]])));

const plain = (value: Answered['value'] | undefined) =>
  typeof value === 'string' ? normalise(value) || value : JSON.stringify(Array.isArray(value) ? value.toSorted() : (value ?? null));

/** Questions at which two entries of one form differ, in the order of the first. Capitals, blanks and full stops of what somebody wrote are no difference. */
export function differencesOf(one: FormAnswers, other: FormAnswers): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((step) => plain(one[step]) !== plain(other[step]));
}
