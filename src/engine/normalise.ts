const apostrophes = /['’‘`´]/gu;
/** Accents, and what dresses an emoji: variation selectors and the keycap ring. */
const marks = /\p{M}+/gu;
/** Most replies, and every one that was folded before. */
const alreadyFolded = /^[a-z0-9]+(?: [a-z0-9]+)*$/;
const ten = /🔟/gu;
/** Skin tones are in here too. */
const between = /[^\p{L}\p{N}\p{Extended_Pictographic}]+/gu;

/** Folds case, accents, punctuation and emoji dressing away, so that "  Café’s! " and "cafes" read the same. */
export function normalise(text: string): string {
  if (alreadyFolded.test(text)) return text;
  return text.normalize('NFKD').replace(ten, '10').replace(apostrophes, '').replace(marks, '').toLowerCase().replace(between, ' ').trim();
}
