import { formsOf } from './forms.ts';
import type { ScreenRules } from './rules.ts';
import { type Sentence, wordOf } from './words.ts';

/** What stands between words that go together, in a phrase or in a list. */
const together = /[\s_]+/;

/** Ways to say something: in one word, or in several, by the first of them. */
interface Ways {
  one: Set<string>;
  several: Map<string, string[][]>;
}

/** What may stand at one place of a phrase: words, or words that go together. */
export interface List {
  /** How often its words are in lists, all together: what many lists have, "me" and "he", is in many texts too. Ask when all are read. */
  commonness(): number;
  /** All its words are read over in texts, and so are they here. */
  empty: boolean;
  /** They are made when they are first asked for: most are long, and few of these are ever needed. */
  ways(): Ways[];
}

/** @param plain writes out what is short, as it does in texts */
export function listReader({ classes, irregular }: ScreenRules['words'], plain: (sentence: Sentence) => Sentence) {
  const lists = new Map<string, List>();
  const names = new Map<string, string[][] | null>();
  const uses = new Map<string, number>();

  const forms = (word: string) => (word.endsWith('~') ? formsOf(word.slice(0, -1), irregular) : [wordOf(word)]);

  /** Words in every form, as texts have them after they were read: written out, and without what is read over. */
  function formsIn(name: string): string[][] {
    const known = names.get(name);
    if (known) return known;
    const [first = [], ...others] = name.split(together).map(forms);
    let rows = first.map((form) => [form]);
    for (const endings of others) rows = rows.flatMap((row) => endings.map((form) => [...row, form]));
    const read = rows.map((row) => plain({ words: row, pauses: [] }).words).filter((row) => row.length > 0);
    names.set(name, read);
    return read;
  }

  function waysOf(written: string[]): Ways {
    const ways: Ways = { one: new Set(), several: new Map() };
    for (const name of written)
      for (const form of formsIn(name)) {
        const first = form[0] as string;
        const same = ways.several.get(first);
        if (form.length === 1) ways.one.add(first);
        else if (same) same.push(form.slice(1));
        else ways.several.set(first, [form.slice(1)]);
      }
    return ways;
  }

  /** Words of a class and of those it names. @throws when the class is not there, or names itself */
  function itemsOf(name: string, source: string, within: string[] = []): string[] {
    const items = classes[name.slice(1)];
    if (!items || within.includes(name)) throw new Error(`"${source}" names the word class ${name}, which is not there`);
    return items.flatMap((item) => (item.startsWith('@') ? itemsOf(item, source, [...within, name]) : [item]));
  }

  /** The list of `he|she|@kin`: of every class, which all who name it share, and of what is written out. */
  function listOf(text: string, source: string): List {
    const known = lists.get(text);
    if (known) return known;
    const all = text.split('|');
    const named = all.length === 1 ? [] : all.filter((name) => name.startsWith('@')).map((name) => listOf(name, source));
    const written = all.length === 1 && text.startsWith('@') ? itemsOf(text, source) : all.filter((name) => !name.startsWith('@'));
    for (const name of written) {
      if (!names.has(name)) names.set(name, null);
      uses.set(name, (uses.get(name) ?? 0) + 1);
    }
    let made: Ways[] | undefined;
    let common: number | undefined;
    const list: List = {
      empty: named.length === 0 && written.every((name) => formsIn(name).length === 0),
      commonness() {
        common ??= [...named.map((one) => one.commonness()), ...written.map((name) => uses.get(name) ?? 0)].reduce(
          (sum, one) => sum + one,
          0,
        );
        return common;
      },
      ways() {
        made ??= written.length > 0 ? [...named.flatMap((one) => one.ways()), waysOf(written)] : named.flatMap((one) => one.ways());
        return made;
      },
    };
    lists.set(text, list);
    return list;
  }

  /** Every word of the lists that were read. */
  const vocabulary = () => new Set([...names.keys()].flatMap(formsIn).flat());
  return { listOf, vocabulary };
}
