import type { Words } from './words.ts';

/** A text with its gaps found once. `{name}` is a gap; `{{` and `}}` stand for a brace. */
export type Template = (string | { gap: string })[];

const gapPattern = /\{\{|\}\}|\{([a-z][a-z0-9_.]*)\}/g;

/** The whole of an action's detail, where it is an answer. */
export const stepNamed = /^\{([a-z][a-z0-9_]*)\}$/;

export function templateOf(text: string): Template {
  const parts: Template = [];
  let from = 0;
  let literal = '';
  for (const match of text.matchAll(gapPattern)) {
    literal += text.slice(from, match.index);
    from = match.index + match[0].length;
    if (match[1] === undefined) literal += match[0][0];
    else {
      if (literal) parts.push(literal);
      literal = '';
      parts.push({ gap: match[1] });
    }
  }
  literal += text.slice(from);
  if (literal) parts.push(literal);
  return parts;
}

/** Names of the gaps in a text, for inspection. */
export function gapsOf(text: string): string[] {
  return templateOf(text).flatMap((part) => (typeof part === 'string' ? [] : [part.gap]));
}

const templates = new WeakMap<Words, Map<string, Template>>();

/** The words in that language, English where there are none, with gaps filled by `fill`. Templates are made once for each text. */
export function say(words: Words, language: string, fill: (gap: string) => string): string {
  let byLanguage = templates.get(words);
  if (!byLanguage) templates.set(words, (byLanguage = new Map()));
  let template = byLanguage.get(language);
  if (!template) byLanguage.set(language, (template = templateOf(words[language] ?? words.en)));
  if (template.length === 1 && typeof template[0] === 'string') return template[0];
  let text = '';
  for (const part of template) text += typeof part === 'string' ? part : fill(part.gap);
  return text;
}
