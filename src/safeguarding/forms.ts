import { wordOf } from './words.ts';

/** The endings of a regular word: hits, hitting, dad's. Doubled letters are one letter everywhere, so "hitting" needs no rule. */
const endings = ['', 's', 'es', 'd', 'ed', 'ing'];

/**
 * Every form of a word, as wordOf leaves it: "hit" is also "hits" and "hitting", "die" is also "dying" where the table says so.
 * Forms that nobody writes do no harm.
 */
export function formsOf(base: string, irregular: Record<string, string[]>): string[] {
  const stem = wordOf(base);
  const stems = /[^aeiou]y$/.test(stem) ? [stem, `${stem.slice(0, -1)}ie`] : [stem];
  const regular = stems.flatMap((one) => endings.map((ending) => joined(one, ending)));
  if (stem.endsWith('e')) regular.push(joined(stem.slice(0, -1), 'ing'));
  return [...new Set([...regular, ...(irregular[base] ?? []).map(wordOf)])];
}

/** The letters at the seam are one where they are the same, as in wordOf. */
const joined = (stem: string, ending: string) => stem + (ending !== '' && stem.endsWith(ending.charAt(0)) ? ending.slice(1) : ending);
