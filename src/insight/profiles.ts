import type { QuestionResult, Results } from '../surveys/index.ts';

/** Who reads it. All of them read the same safe figures: what is withheld from one is withheld from all, or it would be safe from nobody. */
export const profiles = {
  internal: { counts: true, byPart: true, quotes: true, dropOff: true },
  funder: { counts: true, byPart: true, quotes: true, dropOff: false },
  /** Whole percents of about so many people, and nobody's words. */
  public: { counts: false, byPart: false, quotes: false, dropOff: false },
} as const;
export type ProfileName = keyof typeof profiles;
export type Profile = (typeof profiles)[ProfileName];

/** A base as the profile says it: to ten where counts are not shown. */
export const baseFor = ({ counts }: Profile, base: number) => (counts ? base : Math.round(base / 10) * 10);

/** A share in percent: to a tenth beside counts, whole without. */
export const percentFor = ({ counts }: Profile, share: number) => (counts ? Math.round(share * 1000) / 10 : Math.round(share * 100));

/** What is left of the results for a profile. Takes away, and adds nothing. */
export function only(profile: Profile, results: Results): Results {
  const questions = results.questions.map((question): QuestionResult => ({ ...question, byPart: profile.byPart ? question.byPart : [] }));
  return { ...results, questions, parts: profile.byPart ? results.parts : [], dropOff: profile.dropOff ? results.dropOff : null };
}
