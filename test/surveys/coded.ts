import { codedRelease, type Release, type Response, release } from '../../src/surveys/index.ts';
import { question, response, survey } from './make.ts';

export const four = { cell: 4, base: 8 };
export const areas = ['a', 'b', 'c'];
const words = question('words', 'text');
const quote = question('may_quote', 'yes_no', ['yes', 'no']);
export const found = question('words', 'several', areas);

/** What somebody wrote and is found in it, null: nothing; and whether we may use it, which is asked of those who wrote. `gone`: deleted before it was coded. */
export interface Kind {
  found: string[] | null;
  quote: boolean | null;
  gone?: true;
}
export const nothing: Kind = { found: null, quote: null };

/** The release of the answers, and beside it what is found in the words of those who are still there. */
export function published(parts: string[], people: { kind: Kind; setting?: string }[]): { answers: Release | null; coded: Release | null } {
  const of = survey([words, quote], parts, 'may_quote');
  const at = (setting?: string) => (setting === undefined ? {} : { setting });
  const answers = people.map(({ kind, setting }) => response({ words: kind.found && 'some words', may_quote: kind.quote }, at(setting)));
  const whole = release(of, answers, four);
  const stay = people.filter(({ kind }) => !kind.gone);
  const coded = stay.map(
    ({ kind, setting }): Response => (kind.found ? response({ words: kind.found }, at(setting)) : response({}, at(setting))),
  );
  return { answers: whole, coded: whole && codedRelease(found, of, coded, whole) };
}
