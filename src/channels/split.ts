/** What a letter counts as, where a channel counts more than what is seen. Such as `&`, which Slack wants as `&amp;`. */
export type Weight = (letter: string) => number;

const plain: Weight = (letter) => letter.length;

/**
 * A long text in pieces that weigh at most `most`: cut after a line, or else after a word, or else anywhere but inside a letter. What is only
 * space is left out.
 */
export function split(text: string, most: number, weight: Weight = plain): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest !== '') {
    const fits = lengthThatFits(rest, most, weight);
    const cut = fits === rest.length ? fits : kindCut(rest, fits);
    pieces.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).replace(/^[\n ]+/, '');
  }
  return pieces.filter((piece) => piece.trim() !== '');
}

/** Weighs at most `most`; what was cut off shows. */
export function cut(text: string, most: number, weight: Weight = plain): string {
  if (lengthThatFits(text, most, weight) === text.length) return text;
  return `${text.slice(0, lengthThatFits(text, most - 1, weight)).trimEnd()}…`;
}

function lengthThatFits(text: string, most: number, weight: Weight): number {
  if (weight === plain && text.length <= most) return text.length;
  let sum = 0;
  let length = 0;
  for (const letter of text) {
    sum += weight(letter);
    if (sum > most) return length;
    length += letter.length;
  }
  return length;
}

function kindCut(text: string, fits: number): number {
  const window = text.slice(0, fits + 1);
  const line = window.lastIndexOf('\n');
  if (line > fits / 2) return line;
  const word = window.lastIndexOf(' ');
  return word > fits / 2 ? word : fits;
}
