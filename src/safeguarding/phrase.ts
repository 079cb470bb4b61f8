import type { List } from './lists.ts';

/** Words that a star in a phrase may stand for, and two stars. */
const GAPS: Record<string, number> = { '*': 3, '**': 8 };

/** What may stand here, or a gap. */
export type Part = { list: List; optional: boolean } | { gap: number };

export interface Phrase {
  parts: Part[];
  /** Of each of these something has to be in a sentence in which the phrase stands; the rarest first. */
  needed(): List[];
}

/** @throws an Error when the phrase would stand in any sentence, or names a word class that is not there */
export function phraseOf(source: string, listOf: (text: string, source: string) => List): Phrase {
  const parts = source.split(/\s+/).flatMap((text): Part[] => {
    const gap = GAPS[text];
    if (gap) return [{ gap }];
    const optional = text.endsWith('?');
    const list = listOf(optional ? text.slice(0, -1) : text, source);
    return list.empty ? [] : [{ list, optional }];
  });
  const needed = parts.flatMap((part) => ('gap' in part || part.optional ? [] : [part.list]));
  if (needed.length === 0) throw new Error(`"${source}" would stand anywhere`);
  let sorted: List[] | undefined;
  return {
    parts,
    needed() {
      sorted ??= needed.sort((a, b) => a.commonness() - b.commonness());
      return sorted;
    },
  };
}
