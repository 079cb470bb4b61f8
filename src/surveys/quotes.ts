import type { Threshold } from './disclosure.ts';
import type { Response, Survey } from './survey.ts';

/** Quotes of one question that are shown at most: somebody reads each before it leaves the team. A number by which every `cell` goes. */
export const MOST_QUOTES = 100;
/** Kept of each question while responses pass by, because some of them may be kept back. */
const HELD = 2 * MOST_QUOTES;

/** What somebody wrote, as it may be shown. */
export interface Quote {
  /** Whose it is: for what was found in it, and never beside it. */
  response: string;
  text: string;
}

type Drawn = Quote & { lot: string };

/**
 * What people wrote, by question, where they allowed us to use it. Only of people who are in a release, and of none who took their yes back
 * since: who keeps the responses says so.
 *
 * They are shown by the `cell`: none of fewer, 5 of 5 to 9, and never so many that fewer than `cell` people have none; otherwise their number
 * would tell how many said no. Never more than `MOST_QUOTES`. Chance leaves out the others. There is nothing beside a quote that says whose it is: no part,
 * no other answer, no second quote of the same person. So the order is by chance too: each text has a lot, which is the same each time, whoever comes or goes.
 *
 * Texts are drawn before they are scrubbed, because that takes time: as many are scrubbed as are shown. No more are held than that, either.
 *
 * @param lotOf the lot of a response in the draw of a question. It needs to be even, and secret: whoever could work it out knew whose quote comes first
 */
export function quoteDraw({ questions, quotesIf }: Survey, { cell }: Threshold, lotOf: (step: string, response: string) => string) {
  let people = 0;
  const held = new Map(questions.filter(({ type }) => type === 'text').map(({ step }) => [step, [] as Drawn[]]));
  return {
    /** Counts one more who is in a release. @param answers null: they said no since, so only that they are there counts */
    take(response: string, answers: Response['answers'] | null): void {
      people++;
      if (quotesIf === null || answers?.[quotesIf]?.category !== 'yes') return;
      for (const [step, drawn] of held) {
        const text = answers[step]?.value;
        if (typeof text !== 'string' || text.trim() === '') continue;
        drawn.push({ response, text, lot: lotOf(step, response) });
        if (drawn.length >= 2 * HELD) inOrder(drawn).splice(HELD);
      }
    },
    /** @param scrub takes out of a text what says who and where somebody is; null: this text has to be kept back */
    quotes(scrub: (text: string) => string | null): Record<string, Quote[]> {
      const most = Math.min(MOST_QUOTES, people - cell);
      return Object.fromEntries(
        [...held].map(([step, drawn]) => {
          const shown: Quote[] = [];
          for (const { response, text } of inOrder(drawn)) {
            if (shown.length >= most) break;
            const left = scrub(text)?.trim();
            if (left) shown.push({ response, text: left });
          }
          return [step, shown.slice(0, shown.length - (shown.length % cell))];
        }),
      );
    },
  };
}

const inOrder = (drawn: Drawn[]) => drawn.sort((one, other) => (one.lot < other.lot ? -1 : 1));
