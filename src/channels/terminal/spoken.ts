import type { Prompt } from '../../desk/ports.ts';

/** A question's choices as lines to read: numbered, so that a number is enough of an answer. */
export function spoken(prompt: Prompt | null, words: (id: string) => string): string[] {
  if (!prompt) return [];
  // 0 to 10 says itself; a list of eleven numbers, numbered from 1, would only mislead.
  const options = prompt.type === 'nought_to_ten' ? [] : prompt.options;
  const { progress } = prompt;
  const place = progress && words('question').replace('{at}', String(progress.at)).replace('{of}', String(progress.of));
  return [...options.map(({ label }, index) => `  ${index + 1}. ${label}`), ...(place ? [`  (${place})`] : [])];
}
