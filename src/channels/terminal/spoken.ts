import type { Prompt } from '../../desk/ports.ts';
import { numbered } from '../numbered.ts';

/** A question's choices as lines to read, and how far it is. */
export function spoken(prompt: Prompt | null, words: (id: string) => string): string[] {
  if (!prompt) return [];
  const { progress } = prompt;
  const place = progress && words('question').replace('{at}', String(progress.at)).replace('{of}', String(progress.of));
  return [...numbered(prompt), ...(place ? [`(${place})`] : [])].map((line) => `  ${line}`);
}
