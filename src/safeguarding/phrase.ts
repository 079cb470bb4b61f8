import { formsOf } from './forms.ts';
import type { ScreenRules } from './rules.ts';
import { type Sentence, wordOf } from './words.ts';

/** What stands between words that go together, in a phrase or in a list. */
const together = /[\s_]+/;

/** Words that a star in a phrase may stand for, and two stars. */
const GAPS: Record<string, number> = { '*': 3, '**': 8 };

/** Ways to say something: in one word, or in several, by the first of them. */
interface Ways {
  one: Set<string>;
  several: Map<string, string[][]>;
}

/** What may stand here, or a gap. The lists of a class are shared by all who name it. */
export type Part = { ways: Ways[]; optional: boolean } | { gap: number };

export interface Phrase {
  parts: Part[];
  /** Words of which one has to be in a sentence in which the phrase stands. */
  anchor: string[];
}

/** @param plain writes out what is short, as it does in texts */
export function phraseReader({ classes, irregular }: ScreenRules['words'], plain: (sentence: Sentence) => Sentence) {
  const lists = new Map<string, Ways[]>();
  const words = new Map<string, string[][]>();

  const forms = (word: string) => (word.endsWith('~') ? formsOf(word.slice(0, -1), irregular) : [wordOf(word)]);

  /** Words in every form, as texts have them after they were read: written out, and without what is read over. */
  function formsIn(name: string): string[][] {
    const known = words.get(name);
    if (known) return known;
    const rows = name.split(together).reduce<string[][]>((begun, word) => {
      const endings = forms(word);
      return begun.length === 0 ? endings.map((form) => [form]) : begun.flatMap((row) => endings.map((form) => [...row, form]));
    }, []);
    const read = rows.map((row) => plain({ words: row, pauses: [] }).words).filter((row) => row.length > 0);
    words.set(name, read);
    return read;
  }

  function listOf(names: string[]): Ways {
    const list: Ways = { one: new Set(), several: new Map() };
    for (const name of names)
      for (const form of formsIn(name)) {
        const first = form[0] as string;
        const same = list.several.get(first);
        if (form.length === 1) list.one.add(first);
        else if (same) same.push(form);
        else list.several.set(first, [form]);
      }
    return list;
  }

  /** Words of a class and of those it names. @throws when the class is not there, or names itself */
  function itemsOf(name: string, source: string, within: string[] = []): string[] {
    const items = classes[name.slice(1)];
    if (!items || within.includes(name)) throw new Error(`"${source}" names the word class ${name}, which is not there`);
    return items.flatMap((item) => (item.startsWith('@') ? itemsOf(item, source, [...within, name]) : [item]));
  }

  function waysOf(text: string, source: string): Ways[] {
    const known = lists.get(text);
    if (known) return known;
    const names = text.split('|');
    const written = names.filter((name) => !name.startsWith('@'));
    const ways =
      names.length === 1 && written.length === 0
        ? [listOf(itemsOf(text, source))]
        : names.flatMap((name) => (name.startsWith('@') ? waysOf(name, source) : []));
    if (written.length > 0) ways.push(listOf(written));
    const filled = ways.filter(({ one, several }) => one.size + several.size > 0);
    lists.set(text, filled);
    return filled;
  }

  function phrase(source: string): Phrase {
    const parts = source.split(/\s+/).flatMap((text): Part[] => {
      const gap = GAPS[text];
      if (gap) return [{ gap }];
      const optional = text.endsWith('?');
      const ways = waysOf(optional ? text.slice(0, -1) : text, source);
      // A word that is read over in texts is read over here.
      return ways.length > 0 ? [{ ways, optional }] : [];
    });
    const needed = parts.flatMap((part) => ('gap' in part || part.optional ? [] : [part.ways]));
    const [rarest] = needed.sort((a, b) => sizeOf(a) - sizeOf(b));
    if (!rarest) throw new Error(`"${source}" would stand anywhere`);
    const anchor = rarest.flatMap(({ one, several }) => [...one, ...several.keys()]);
    return { parts, anchor };
  }

  /** Every word of the phrases that were read. */
  const vocabulary = () => new Set([...words.values()].flat(2));
  return { phrase, vocabulary };
}

const sizeOf = (ways: Ways[]) => ways.reduce((sum, { one, several }) => sum + one.size + several.size, 0);
