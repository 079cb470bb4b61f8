import type { Prompt } from '../../desk/ports.ts';
import { choiceLines } from '../choice-lines.ts';

/** A question's choices as lines to read, and how far it is. */
export function spoken(prompt: Prompt | null, words: (id: string) => string): string[] {
  if (!prompt) return [];
  const { progress } = prompt;
  const place = progress && words('question').replace('{at}', String(progress.at)).replace('{of}', String(progress.of));
  return [...choiceLines(prompt), ...(place ? [`(${place})`] : [])].map((line) => `  ${line}`);
}
