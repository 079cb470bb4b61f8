/** Variation selectors, skin tones and the keycap ring: they change how an emoji looks, not what it says. */
const dressing = /[\uFE0E\uFE0F\u20E3\u{1F3FB}-\u{1F3FF}]/gu;
const apostrophes = /['’‘`´]/gu;
const marks = /\p{M}+/gu;
/** Most replies, and every one that was folded before. */
const alreadyFolded = /^[a-z0-9]+(?: [a-z0-9]+)*$/;
const ten = /🔟/gu;
const between = /[^\p{L}\p{N}\p{Extended_Pictographic}]+/gu;

/** Folds case, accents, punctuation and emoji dressing away, so that "  Café’s! " and "cafes" read the same. */
export function normalise(text: string): string {
  if (alreadyFolded.test(text)) return text;
  return text
    .normalize('NFKD')
    .replace(ten, '10')
    .replace(dressing, '')
    .replace(apostrophes, '')
    .replace(marks, '')
    .toLowerCase()
    .replace(between, ' ')
    .trim();
}
