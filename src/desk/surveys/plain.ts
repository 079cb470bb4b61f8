import type { Answered } from '../ports.ts';

/** Answers as they are kept where they are nobody's: what was typed for a choice could tell who it was. */
export function plainAnswers(answers: Record<string, Answered>): Record<string, Answered> {
  const bare = ([step, { value, category }]: [string, Answered]) => {
    return [step, { value, category, raw: category === null && typeof value === 'string' ? value : '' }];
  };
  return Object.fromEntries(Object.entries(answers).map(bare));
}
