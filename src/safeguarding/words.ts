/** Digits, signs and letters of other scripts that stand for letters inside a word: "su1cide", "k!ll", "kіll" with a Ukrainian "і". */
const letters: Record<string, string> = {
  ...{ '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '@': 'a', $: 's', '!': 'i' },
  ...{ а: 'a', α: 'a', ɑ: 'a', е: 'e', ε: 'e', о: 'o', ο: 'o', р: 'p', ρ: 'p', с: 'c', ϲ: 'c', і: 'i', ι: 'i', ı: 'i' },
  ...{ ѕ: 's', у: 'y', х: 'x', ł: 'l', ø: 'o' },
};
const standIn = new RegExp(`[${Object.keys(letters).join('')}]`, 'gu');

/** Where one thought ends and the next begins: what cancels a phrase in one does not in the other. */
const ends = /(?<!\.)\.(?=\s|$)|[!?;:]+(?=\s|$)|[\n\r]+|\b(?:but|however|although)\b/u;
const word = /([^\p{L}\p{N}@$!*]*)([\p{L}\p{N}@$!*]+)/gu;
const pause = /[,()–—]|\.\.|\s-\s/u;

/** Words of a piece that is too short to be a thought of its own. */
const MOST_OF_A_PIECE = 2;

/** Words in a row, and before which of them the writer paused: a "no" before a comma denies nothing after it. */
export interface Sentence {
  words: string[];
  pauses: boolean[];
}

/** Words that would become others without a doubled letter: "feel", "nose". */
const apart: Record<string, string> = { fell: 'fallen', noose: 'gallows' };

/** The same for every way to write a word: "KILLL", "k1ll" and "kíll" are "kil". A star stays: it hides a letter. */
export function wordOf(raw: string): string {
  const kept = apart[raw];
  if (kept !== undefined) return kept;
  // Nearly every word of the rules is plain already, and there are many.
  if (/^[a-z]+$/.test(raw)) return raw.replace(/([a-z])\1+/g, '$1');
  const plain = plainOf(raw).replace(/!+$/, '');
  return single(/\p{L}/u.test(plain) ? plain.replace(standIn, (sign) => letters[sign] ?? sign) : plain);
}

const single = (word: string) => word.replace(/(\p{L})\1+/gu, '$1');

/** Where an apostrophe says what a word without it leaves open: "he'll" is not "hell". */
const contracted: Record<string, string> = { ll: ' will', re: ' are', ve: ' have', m: ' am' };

/** Pictures that stand for a word of the rules. */
const pictures: Record<string, string> = { '😂': ' haha ', '🤣': ' haha ', '🔪': ' knife ', '🗡': ' knife ', '🔫': ' gun ' };
const picture = new RegExp(Object.keys(pictures).join('|'), 'gu');

/** Small letters without accents, apostrophes, and what is written and not seen, such as a space of no width. */
function plainOf(text: string): string {
  return text
    .normalize('NFKD')
    .replace(picture, (one) => pictures[one] ?? ' ')
    .replace(/(?<=\p{L})['’‘`´](ll|re|ve|m)(?!\p{L})/giu, (_, end: string) => contracted[end.toLowerCase()] ?? '')
    .replace(/[\p{M}\p{Cf}'’‘`´]/gu, '')
    .toLowerCase();
}

/** Every sentence of a text. Pieces of one or two words belong together, for somebody who writes "Kill. Myself." */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  for (const piece of plainOf(text).split(ends)) {
    const found: Sentence = { words: [], pauses: [] };
    for (const [, gap = '', raw = ''] of piece.matchAll(word)) {
      const read = wordOf(raw);
      if (!/[\p{L}\p{N}]/u.test(read)) continue;
      found.words.push(read);
      found.pauses.push(found.words.length > 1 && pause.test(gap));
    }
    const last = sentences.at(-1);
    if (last && last.words.length <= MOST_OF_A_PIECE && found.words.length <= MOST_OF_A_PIECE && found.words.length > 0) {
      last.words.push(...found.words);
      last.pauses.push(true, ...found.pauses.slice(1));
    } else if (found.words.length > 0) sentences.push(found);
  }
  return sentences;
}
