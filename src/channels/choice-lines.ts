import type { Prompt } from '../desk/ports.ts';

/** A question's choices as lines to read: numbered, where a number is enough of an answer. */
export function choiceLines({ type, options }: Pick<Prompt, 'type' | 'options'>): string[] {
  // 0 to 10 says itself; a list of eleven numbers, numbered from 1, would only mislead.
  if (type === 'nought_to_ten') return [];
  // A consent is given in words, and by nothing that could be a slip.
  return options.map(({ label }, at) => (type === 'consent' ? `• ${label}` : `${at + 1}. ${label}`));
}
