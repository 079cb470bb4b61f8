import type { Prompt } from '../../desk/ports.ts';
import { choiceLines } from '../choice-lines.ts';
import { cleanText } from '../clean-text.ts';
import type { Words } from './words.ts';

/** A text with its question as words alone: what can be said to it, and how. The engine understands all of it. */
export function spoken(text: string, prompt: Prompt | undefined, words: Words): string {
  const choices = prompt ? choiceLines(prompt).map((line) => line.replaceAll('\n', ' ')) : [];
  const how = [
    ...(prompt?.many && choices.length > 0 ? [words('type_several')] : []),
    ...(prompt?.skip ? [words('type_skip')] : []),
    ...(prompt?.progress ? [`(${words('progress', prompt.progress)})`] : []),
  ];
  return [[text], choices, how]
    .filter((part) => part.length > 0)
    .map((part) => cleanText(part.join('\n')))
    .join('\n\n');
}
