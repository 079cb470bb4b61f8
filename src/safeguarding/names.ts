import { formsOf } from './forms.ts';
import { type Sentence, wordOf } from './words.ts';

/** A name that stands at a place of a sentence, and before which word it ends. */
interface Span {
  name: number;
  to: number;
}

/** A sentence, and for each of its words the names that begin there. */
export interface Heard extends Sentence {
  spans: Span[][];
  /** By the number of a name: 1 where it stands anywhere. */
  here: Uint8Array;
}

/**
 * Names are what lists are written with: `hit~`, `my_dad`. Each has a number, and its forms are kept once, by the first word of each: so a
 * sentence looks up each of its words once, and every list that has the name knows.
 * @param plain writes out what is short, as it does in texts
 */
export function nameReader(irregular: Record<string, string[]>, plain: (sentence: Sentence) => Sentence) {
  const numbers = new Map<string, number>();
  const uses: number[] = [];
  const begun = new Map<string, { name: number; rest: string[] }[]>();
  const silent = new Set<number>();
  const vocabulary = new Set<string>();

  const formsIn = (word: string) => (word.endsWith('~') ? formsOf(word.slice(0, -1), irregular) : [wordOf(word)]);

  function keep(name: number, row: string[]): void {
    // As texts have it after they were read: without what is read over.
    const { words } = plain({ words: row, pauses: [] });
    const first = words[0];
    if (first === undefined) {
      silent.add(name);
      return;
    }
    for (const word of words) vocabulary.add(word);
    const one = { name, rest: words.slice(1) };
    const same = begun.get(first);
    if (same) same.push(one);
    else begun.set(first, [one]);
  }

  function numberOf(written: string): number {
    const known = numbers.get(written);
    if (known !== undefined) {
      uses[known] = (uses[known] ?? 0) + 1;
      return known;
    }
    const name = uses.push(1) - 1;
    numbers.set(written, name);
    const [first = [], ...others] =
      written.includes('_') || written.includes(' ') ? written.split(/[ _]/).map(formsIn) : [formsIn(written)];
    let rows = first.map((form) => [form]);
    for (const endings of others) rows = rows.flatMap((row) => endings.map((form) => [...row, form]));
    for (const row of rows) keep(name, row);
    return name;
  }

  return {
    numberOf,
    /** Whether all of a name is read over in texts. */
    isSilent: (name: number) => silent.has(name),
    /** How often a name was asked for: what many lists have, "me" and "he", is in many texts too. */
    usesOf: (name: number) => uses[name] ?? 0,
    /** Every word of every name. */
    vocabulary,
    hear(sentence: Sentence): Heard {
      const { words } = sentence;
      const here = new Uint8Array(uses.length);
      const spans = words.map((word, at) => {
        const found: Span[] = [];
        for (const { name, rest } of begun.get(word) ?? []) {
          if (!rest.every((each, index) => words[at + 1 + index] === each)) continue;
          here[name] = 1;
          found.push({ name, to: at + 1 + rest.length });
        }
        return found;
      });
      return { ...sentence, spans, here };
    },
  };
}
