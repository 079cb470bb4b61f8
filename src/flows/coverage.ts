import type { FlowDefinition } from '../engine/index.ts';

/** How far one flow is written in one language. */
export interface Coverage {
  flow: string;
  language: string;
  /** Whether a speaker has checked it; a draft is never offered to a person. `undeclared`: words are there, the flow does not name the language. */
  state: 'checked' | 'draft' | 'undeclared';
  /** Texts with own words, of all texts. The others are said in English. */
  written: number;
  texts: number;
}

/** Every text for a person in a value: whatever has `en`. */
export function textsIn(value: unknown): Record<string, string>[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (!value || typeof value !== 'object') return [];
  if (typeof (value as { en?: unknown }).en === 'string' && Object.values(value).every((part) => typeof part === 'string'))
    return isLanguages(value) ? [] : [value as Record<string, string>];
  return Object.values(value).flatMap(textsIn);
}

/** `languages: { en: checked }` has `en` too, and is no text. */
function isLanguages(value: object): boolean {
  return Object.values(value).every((state) => state === 'checked' || state === 'draft');
}

export function coverageOf(definition: FlowDefinition): Coverage[] {
  const texts = textsIn([definition.title, definition.survey?.about, definition.nudges, definition.steps]);
  const languages = new Set([...Object.keys(definition.languages), ...texts.flatMap((text) => Object.keys(text))]);
  return [...languages].map((language) => ({
    flow: definition.flow,
    language,
    state: definition.languages[language] ?? 'undeclared',
    written: texts.filter((text) => text[language]).length,
    texts: texts.length,
  }));
}
