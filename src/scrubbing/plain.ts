/** A text as it is compared: accents, invisible signs and fancy letters gone, and for each place in it where that was. */
export interface Plain {
  text: string;
  /** `at[i]` is the place in the original of `text[i]`; one more at the end. */
  at: number[];
}

/** Letters that Unicode does not take apart, and apostrophes of all kinds. */
const alike: Record<string, string> = { ł: 'l', Ł: 'L', ø: 'o', Ø: 'O', đ: 'd', Đ: 'D', ı: 'i', '’': "'", '‘': "'", '`': "'", '´': "'" };

export function plainOf(original: string): Plain {
  let text = '';
  const at: number[] = [];
  let place = 0;
  for (const sign of original) {
    const plain = (alike[sign] ?? sign.normalize('NFKD')).replace(/[\p{M}\p{Cf}]/gu, '');
    text += plain;
    for (let unit = 0; unit < plain.length; unit++) at.push(place);
    place += sign.length;
  }
  at.push(place);
  return { text, at };
}

/** The same stretch in the original, with the accents that hang on it. */
export function originalOf({ at }: Plain, from: number, to: number): { from: number; to: number } {
  let end = to;
  // One sign can become several letters ("ﬁ"): it goes as a whole.
  while (end < at.length - 1 && at[end] === at[end - 1]) end++;
  return { from: at[from] as number, to: at[end] as number };
}
