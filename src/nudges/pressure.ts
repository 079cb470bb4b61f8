/** Words that push people, as `flows/pressure.yaml` lists them: a text that has one of them is no nudge. */

const escaped = (text: string) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');

/** One listed phrase, as whole words; `*` stands for the rest of a word, or for a word. */
function patternOf(phrase: string): RegExp {
  const words = phrase.split(' ').map((word) => escaped(word).replaceAll('*', "[\\p{L}\\p{N}']*"));
  return new RegExp(`(?<![\\p{L}\\p{N}'])${words.join('\\s+')}(?![\\p{L}\\p{N}'])`, 'iu');
}

/** Answers what looks for pressure in a text and names each phrase that it finds, as it stands there. */
export function createPressure(phrases: readonly string[]): (text: string) => string[] {
  const patterns = phrases.map(patternOf);
  return (text) => {
    // Typographic apostrophes are typed as well as plain ones.
    const plain = text.replaceAll('’', "'");
    return patterns.flatMap((pattern) => pattern.exec(plain)?.[0] ?? []);
  };
}
