import type { nameReader } from './names.ts';

/** Words that a star in a phrase may stand for, and two stars. */
const GAPS: Record<string, number> = { '*': 3, '**': 8 };

/** What may stand at one place of a phrase: the numbers of names. */
export type List = number[];

/** What may stand here, or a gap. */
export type Part = { list: List; optional: boolean } | { gap: number };

export interface Phrase {
  parts: Part[];
  /** Of each of these something has to be in a sentence in which the phrase stands; the rarest first. Ask when all phrases are read. */
  needed(): List[];
  /** What has to stand anywhere in the message besides. */
  also: Phrase[];
}

export function phraseReader(classes: Record<string, string[]>, { numberOf, usesOf, isSilent }: ReturnType<typeof nameReader>) {
  const lists = new Map<string, List>();

  /** Words of a class and of those it names. @throws when the class is not there, or names itself */
  function itemsOf(name: string, source: string, within: string[] = []): string[] {
    const items = classes[name.slice(1)];
    if (!items || within.includes(name)) throw new Error(`"${source}" names the word class ${name}, which is not there`);
    return items.flatMap((item) => (item.startsWith('@') ? itemsOf(item, source, [...within, name]) : [item]));
  }

  /** The list of `he|she|@kin`. What is read over in texts is read over here: a list of nothing else is empty. */
  function listOf(text: string, source: string): List {
    const known = lists.get(text);
    if (known) return known;
    const all = text.split('|');
    const list: List = [];
    for (const each of all.length === 1 && text.startsWith('@') ? itemsOf(text, source) : all)
      if (each.startsWith('@')) list.push(...listOf(each, source));
      else list.push(numberOf(each));
    const told = list.every(isSilent) ? [] : list;
    lists.set(text, told);
    return told;
  }

  const sums = new Map<List, number>();
  function commonness(list: List): number {
    const known = sums.get(list);
    if (known !== undefined) return known;
    const sum = list.reduce((all, name) => all + usesOf(name), 0);
    sums.set(list, sum);
    return sum;
  }

  /** @throws an Error when the phrase would stand in any sentence, or names a word class that is not there */
  return function phraseOf(source: string): Phrase {
    const [first = '', ...others] = source.split(' & ');
    const parts = first.split(/\s+/).flatMap((text): Part[] => {
      const gap = GAPS[text];
      if (gap) return [{ gap }];
      const optional = text.endsWith('?');
      const list = listOf(optional ? text.slice(0, -1) : text, source);
      return list.length > 0 ? [{ list, optional }] : [];
    });
    const needed = parts.flatMap((part) => ('gap' in part || part.optional ? [] : [part.list]));
    if (needed.length === 0) throw new Error(`"${source}" would stand anywhere`);
    let sorted: List[] | undefined;
    return {
      parts,
      also: others.map(phraseOf),
      needed() {
        sorted ??= needed.length > 1 ? needed.sort((a, b) => commonness(a) - commonness(b)) : needed;
        return sorted;
      },
    };
  };
}
