import { OLDEST_READING_AGE } from '../../engine/index.ts';
import type { Context, Refused } from './command.ts';

export const refuse = (field: string, refused: string): Refused => ({ refused, faults: { [field]: refused } });

/**
 * What is wrong with words of staff that go to young people: none may push, and sentences have to be easy.
 * @param sentences fields in which somebody writes sentences
 */
export function youngWordsFault<Field extends string>(
  { parts, words }: Context,
  given: Partial<Record<Field, string | undefined>>,
  fields: readonly Field[],
  sentences: readonly Field[] = fields,
): Refused | null {
  for (const field of fields) {
    const written = given[field];
    if (written === undefined) continue;
    const [found] = parts.proof.pressure(written);
    if (found !== undefined) return refuse(field, words('words_push', { found }));
    const age = sentences.includes(field) ? parts.proof.readingAge(written) : 0;
    if (age > OLDEST_READING_AGE) return refuse(field, words('words_hard', { age: age.toFixed(0), limit: String(OLDEST_READING_AGE) }));
  }
  return null;
}
