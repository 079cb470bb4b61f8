import { say, type Words } from '../../engine/index.ts';
import type { DeskParts } from '../parts.ts';
import type { Finding, FindingAnswer } from '../ports.ts';
import { type Entry, promisesIn } from './tell.ts';

/** How what came of it is told. Staff's own words stand in it as they were typed. */

const long = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** @param date YYYY-MM-DD */
export const spoken = (date: string) => long.format(new Date(`${date}T00:00:00Z`));

type Parts = Pick<DeskParts, 'phrases' | 'lexicon'>;

/** What they answered, and what they promised that is not done, a line each. */
export function answerLines(
  { phrases, lexicon }: Parts,
  { kind, words }: Pick<FindingAnswer, 'kind' | 'words'>,
  promises: readonly { words: string; by: string; done: unknown }[],
  language: string,
): string[] {
  const text = (which: Words, fills: Record<string, string> = {}) =>
    say(which, language, (gap) => fills[gap] ?? lexicon.constants[gap] ?? '');
  const answered = { yes: phrases.finding_yes, partly: phrases.finding_partly, no: phrases.finding_no, looking: phrases.finding_looking };
  const open = promises.filter(({ done }) => done === null);
  return [
    text(answered[kind], { words }),
    ...open.map((one) => text(phrases.finding_promised, { day: spoken(one.by), what: one.words })),
    ...(open.length > 0 ? [text(phrases.finding_asking_on)] : []),
  ];
}

/** What fills the gaps of words about it (`gapsAbout`). */
export function fillsOf(parts: Parts, finding: Finding, { kind, of }: Entry, language: string): Record<string, string> {
  const { said, sent, secure } = finding;
  // The name of an office could say where somebody was, and whoever sees their phone would read it.
  const to = secure || sent === null ? say(parts.phrases.finding_them, language, () => '') : sent.to;
  const told = { said, to };
  return kind === 'answer'
    ? { ...told, answer: answerLines(parts, of, promisesIn(finding), language).join('\n') }
    : { ...told, promise: of.words, did: of.done?.did ?? '' };
}
