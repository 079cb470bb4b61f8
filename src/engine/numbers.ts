import { normalise } from './normalise.ts';

const units =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const words = new Map<string, number>([
  ...units.map((word, n): [string, number] => [word, n]),
  ...tens.map((word, n): [string, number] => [word, (n + 2) * 10]),
  ['nought', 0],
]);

/** Numbers written in a text, in figures or in English words up to ninety-nine: "twenty one" is 21. */
export function numbersIn(text: string): number[] {
  const found: number[] = [];
  let open = false;
  const folded = text.normalize('NFKC').replace(/(\d),(\d{3})\b/g, '$1$2');
  for (const [token] of folded.toLowerCase().matchAll(/[-−]?\d+(?:\.\d+)?|[\p{L}]+/gu)) {
    // "-0" is 0.
    const figure = Number(token.replace('−', '-')) + 0;
    const value = Number.isNaN(figure) ? words.get(token) : figure;
    if (value === undefined) open = false;
    else if (open && value > 0 && value < 10 && Number.isNaN(figure)) {
      found.push((found.pop() as number) + value);
      open = false;
    } else {
      found.push(value);
      open = Number.isNaN(figure) && value >= 20;
    }
  }
  return found;
}

/** The one number that a reply means, or null: "4", "four", "4 out of 5", "4/5". `bare`: the reply is nothing but that number. */
export function numberIn(text: string): { value: number; bare: boolean } | null {
  const found = numbersIn(text);
  const outOf = /^\D*\d+\s*(\/|out of)\s*\d+\D*$/iu.test(text.trim());
  const value = found[0];
  if (value === undefined || Math.abs(value) > Number.MAX_SAFE_INTEGER || (found.length > 1 && !outOf)) return null;
  const bare =
    found.length === 1 &&
    normalise(text)
      .split(' ')
      .every((word) => /^\d+$/.test(word) || words.has(word));
  return { value, bare };
}
