import { wordOf } from './words.ts';

/** The endings of a regular word: hits, hitting, dad's. Doubled letters are one letter everywhere, so "hitting" needs no rule. */
const endings = ['', 's', 'es', 'd', 'ed', 'ing'];

/**
 * Every form of a word, as wordOf leaves it: "hit" is also "hits" and "hitting", "die" is also "dying" where the table says so.
 * Forms that nobody writes do no harm.
 */
export function formsOf(base: string, irregular: Record<string, string[]>): string[] {
  const stems = [base];
  if (/[^aeiou]y$/.test(base)) stems.push(`${base.slice(0, -1)}ie`);
  const shortened = base.endsWith('e') ? [`${base.slice(0, -1)}ing`] : [];
  const regular = stems.flatMap((stem) => endings.map((ending) => stem + ending));
  return [...new Set([...regular, ...shortened, ...(irregular[base] ?? [])].map(wordOf))];
}
