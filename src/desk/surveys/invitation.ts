import { dayOf } from '../../calendar/index.ts';
import { say, type Words } from '../../engine/index.ts';
import type { DeskParts } from '../parts.ts';
import type { Asking, Said, SurveyRun } from '../ports.ts';
import type { Shelved } from '../shelf.ts';

const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });

/** A local day as it is said. @param date YYYY-MM-DD */
const spoken = (date: string) => day.format(new Date(`${date}T00:00:00Z`));

interface Invited {
  run: SurveyRun;
  /** Of its session, YYYY-MM-DD. */
  date: string | null;
  language: string;
  /** Whose it is; null: nobody's yet, in a preview. */
  invitation: string | null;
}

/** The words of an invitation or a reminder, with the button and the link to begin. */
export function wordsOf(parts: DeskParts, { flow }: Shelved, kind: Asking, { run, date, language, invitation }: Invited): Said {
  const { phrases, lexicon, contactHours } = parts;
  const { survey } = flow.bundle.main;
  const { zone } = contactHours;
  const fill = (words: Words, fills: Record<string, string> = {}) =>
    say(words, language, (gap) => fills[gap] ?? lexicon.constants[gap] ?? '');
  const about = survey ? fill(survey.about, { day: spoken(date ?? dayOf(zone, run.opensAt)) }) : '';
  // The window's end is the first moment that is not in it any more.
  const until = spoken(dayOf(zone, new Date(run.closesAt.getTime() - 1)));
  const words = phrases[`${kind}_${run.anonymous ? 'anonymous' : 'named'}` as const];
  return {
    text: fill(words, { about, until, minutes: String(survey?.minutes ?? 2) }),
    ...(!run.anonymous && { quick: [{ label: fill(phrases.survey_begin), text: 'SURVEY' }] }),
    ...(invitation !== null && { survey: { label: fill(phrases.survey_link), invitation } }),
  };
}
