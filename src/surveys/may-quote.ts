import type { Answered } from '../desk/ports.ts';
import type { Choice } from '../people/index.ts';

/**
 * Whether words of a response may be shown, without a name: the response says yes and, where it is somebody's, they have not said no to it
 * since. A yes of theirs to quotes in general is no yes to these words.
 * @param choices of whose response it is; null: it is nobody's
 */
export function mayQuote(answers: Record<string, Pick<Answered, 'value'>>, choices: readonly Choice[] | null): boolean {
  const standing = choices?.find(({ purpose }) => purpose === 'quotes')?.standing;
  return answers.may_quote?.value === true && standing !== 'refused' && standing !== 'withdrawn';
}
