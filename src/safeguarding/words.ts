/** Digits and signs that stand for letters inside a word: "su1cide", "k!ll". */
const letters: Record<string, string> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '@': 'a', $: 's', '!': 'i' };

/** Where one thought ends and the next begins: what cancels a phrase in one does not in the other. */
const ends = /[.!?;:\n\r…]+(?=\s|$)|[\n\r]+|\b(?:but|however|although)\b/iu;

const between = /[^\p{L}\p{N}@$!*]+/u;

/** The same for every way to write a word: "KILLL", "k1ll" and "kíll" are "kil". A star stays, and stands for any letter. */
export function wordOf(raw: string): string {
  const plain = raw
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/!+$/, '');
  const spelt = /\p{L}/u.test(plain) ? plain.replace(/[013450@$!]/g, (sign) => letters[sign] ?? sign) : plain;
  return spelt.replace(/(.)\1+/gu, '$1');
}

/** Every sentence of a text as words. */
export function sentencesOf(text: string): string[][] {
  return text
    .replace(/['’‘`´]/gu, '')
    .split(ends)
    .map((sentence) => sentence.split(between).map(wordOf).filter(Boolean))
    .filter((words) => words.length > 0);
}

/** Whether a written word is this one; a star in it is any one letter. */
export function isWord(written: string, word: string): boolean {
  if (written === word) return true;
  if (!written.includes('*') || written.length !== word.length || !/\p{L}/u.test(written)) return false;
  return [...written].every((letter, index) => letter === '*' || letter === word[index]);
}
