import type { Threshold } from './disclosure.ts';
import type { Response, Survey } from './survey.ts';

/**
 * What people wrote, by question, where they allowed us to use it. Only of people who are in a release, and of none who took their yes back
 * since: who keeps the responses leaves those out.
 *
 * They are shown by the `cell`: none of fewer, 5 of 5 to 9, and never so many that fewer than `cell` people have none; otherwise their number
 * would tell how many said no. Chance leaves out the others. There is nothing beside a quote that says whose it is: no part, no other answer,
 * no second quote of the same person. So the order is by chance too, and the same for the same texts, whatever order they come in.
 *
 * @param scrub takes out of a text what says who and where somebody is; null: this text has to be kept back.
 * @param seed kept secret and drawn once for each survey: whoever knows it can put the quotes in their order by alphabet, and no more
 */
export function quotesOf(
  survey: Survey,
  released: Response[],
  { cell }: Threshold,
  scrub: (text: string) => string | null,
  seed: number,
): Record<string, string[]> {
  const allowed = released.filter(({ answers }) => survey.quotesIf !== null && answers[survey.quotesIf]?.category === 'yes');
  const questions = survey.questions.filter(({ type }) => type === 'text');
  return Object.fromEntries(
    questions.map(({ step }, at) => {
      const texts = allowed.flatMap(({ answers }) => {
        const value = answers[step]?.value;
        const text = typeof value === 'string' ? scrub(value)?.trim() : null;
        return text ? [text] : [];
      });
      const most = Math.min(texts.length, released.length - cell);
      return [step, shuffled(texts.sort(), seed + at).slice(0, Math.max(0, most - (most % cell)))];
    }),
  );
}

/** Fisher and Yates' shuffle, with numbers by Marsaglia's xorshift (2003): it has to be even, and does not have to be secret. */
function shuffled(texts: string[], seed: number): string[] {
  let state = (Math.imul(seed, 0x9e3779b1) + 0x7f4a7c15) | 0 || 1;
  const below = (limit: number) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return Math.floor(((state >>> 0) / 2 ** 32) * limit);
  };
  for (let at = 0; at < 8; at++) below(1);
  const mixed = [...texts];
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = below(at + 1);
    [mixed[at], mixed[other]] = [mixed[other] as string, mixed[at] as string];
  }
  return mixed;
}
