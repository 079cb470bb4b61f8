import type { Prompt } from '../desk/ports.ts';

/** A question's choices as lines to read: numbered, so that a number is enough of an answer. */
export function numbered({ type, options }: Pick<Prompt, 'type' | 'options'>): string[] {
  // 0 to 10 says itself; a list of eleven numbers, numbered from 1, would only mislead.
  return type === 'nought_to_ten' ? [] : options.map(({ label }, at) => `${at + 1}. ${label}`);
}
