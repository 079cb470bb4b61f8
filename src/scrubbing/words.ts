export interface Word {
  from: number;
  to: number;
  raw: string;
  /** Small letters, no apostrophe: "O'Brien's" is "obriens". */
  low: string;
  /** The same without a possessive: "obrien". */
  bare: string;
  /** Begins with a capital that says something: not in a SHOUT, Not In A Title, not an abbreviation. */
  capital: boolean;
  /** First of a sentence, where a capital says nothing. */
  opens: boolean;
  /** What stands between the word before and this one. */
  gap: string;
}

/** What finders look at: a text as plainOf leaves it, and its words. */
export interface Piece {
  text: string;
  words: Word[];
}

/** "saraaaah" */
const squeezed = (low: string) => low.replace(/(\p{L})\1{2,}/gu, '$1');

const word = /[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu;

/** @param small words that have a capital only where capitals mean nothing */
export function pieceOf(text: string, small: (low: string) => boolean): Piece {
  const words: Word[] = [];
  let end = 0;
  for (const { 0: raw, index: from } of text.matchAll(word)) {
    const gap = text.slice(end, from);
    end = from + raw.length;
    const low = squeezed(raw.toLowerCase().replaceAll("'", ''));
    const bare = /'s$/i.test(raw) ? low.slice(0, -1) : low;
    const abbreviation = raw.length > 1 && raw === raw.toUpperCase();
    const capital = /^\p{Lu}/u.test(raw) && !abbreviation;
    words.push({ from, to: end, raw, low, bare, capital, opens: words.length === 0 || /[.!?\n\r]/.test(gap), gap });
  }
  const telling = words.filter(({ low, opens, raw }) => !opens && raw.length > 1 && small(low));
  const titled = telling.length > 0 && telling.filter(({ capital }) => capital).length * 2 > telling.length;
  return { text, words: titled ? words.map((one) => ({ ...one, capital: false })) : words };
}

/** Whether nothing but space, a hyphen or an abbreviation's dot is before this word, so that it goes with the one before. */
export function follows(one: Word | undefined): boolean {
  return one !== undefined && /^(?:\. ?|[\s-]{1,3})$/.test(one.gap);
}

/** Whether the words from `from` to before `to` are in one sentence. */
export function together(words: Word[], from: number, to: number): boolean {
  for (let at = from + 1; at < to; at++) if (words[at]?.opens) return false;
  return to <= words.length;
}
