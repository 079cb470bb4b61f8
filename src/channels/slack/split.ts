const costs: Record<string, number> = { '&': 5, '<': 4, '>': 4 };

/**
 * A long text in pieces of at most `most` letters when escaped: cut after a line, or else after a word, or else anywhere but inside a letter.
 * What is only space is left out.
 */
export function split(text: string, most: number): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest !== '') {
    const fits = lengthThatFits(rest, most);
    const cut = fits === rest.length ? fits : kindCut(rest, fits);
    pieces.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).replace(/^[\n ]+/, '');
  }
  return pieces.filter((piece) => piece.trim() !== '');
}

/** At most `most` letters when escaped; what was cut off shows. */
export function cut(text: string, most: number): string {
  if (lengthThatFits(text, most) === text.length) return text;
  return `${text.slice(0, lengthThatFits(text, most - 1)).trimEnd()}…`;
}

function lengthThatFits(text: string, most: number): number {
  if (text.length <= most && !/[&<>]/.test(text)) return text.length;
  let cost = 0;
  let length = 0;
  for (const letter of text) {
    cost += costs[letter] ?? letter.length;
    if (cost > most) return length;
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
