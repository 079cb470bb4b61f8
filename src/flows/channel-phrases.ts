import { say, type Words } from '../engine/index.ts';

/**
 * A channel's own words (buttons, notices) by language: English where there are none. `{charity}` and the like are filled; `{{` becomes a
 * brace, for what the channel fills itself.
 */
export function channelPhrases(
  words: Record<string, Words>,
  constants: Record<string, string>,
): (language: string) => Record<string, string> {
  const made = new Map<string, Record<string, string>>();
  return (language) => {
    const known = made.get(language);
    if (known) return known;
    const phrases = Object.fromEntries(Object.entries(words).map(([id, text]) => [id, say(text, language, (gap) => constants[gap] ?? '')]));
    made.set(language, phrases);
    return phrases;
  };
}
