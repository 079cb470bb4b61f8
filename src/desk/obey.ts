import { type Command, promptOf, restate, say } from '../engine/index.ts';
import { giveCode } from './actions.ts';
import { choicesFor, tellChoices } from './choices.ts';
import type { Current } from './current.ts';
import { type Draft, tell, tellPhrase } from './draft.ts';
import { tellMyData } from './my-data.ts';
import { askForOffers } from './opportunities/open.ts';
import { recordToShow } from './pathways/record.ts';
import { tellWithDanger } from './safeguard.ts';
import type { Shelf } from './shelf.ts';
import { askForSurvey } from './surveys/answering.ts';

/** Fourteen days without reminders, from now. */
const BREAK = 14 * 24 * 3_600_000;

const dayInLondon = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'Europe/London' });

type Obey = (draft: Draft, current: Current | null, shelf: Shelf) => void | Promise<void>;

/** Words that are about the chat, not about one question. Each ends by saying again the question that waits, or opens another flow. */
export const obeying: Partial<Record<Command, Obey>> = {
  help: (draft, current) => {
    tellWithDanger(draft, draft.parts.phrases.help);
    if (current && promptOf(current.shelved.flow, current.session)?.skip) tellPhrase(draft, draft.parts.phrases.help_skip);
    sayAgain(draft, current);
  },
  pause: (draft, current) => {
    const until = new Date(draft.now.getTime() + BREAK);
    draft.record.person.set.pausedUntil = until;
    tellPhrase(draft, draft.parts.phrases.paused, { day: dayInLondon.format(until) });
    sayAgain(draft, current);
  },
  code: (draft, current) => {
    giveCode(draft);
    sayAgain(draft, current);
  },
  data: async (draft, current, shelf) => {
    await tellMyData(draft, shelf);
    sayAgain(draft, current);
  },
  choices: async (draft, current) => {
    if (!draft.record.person.isNew) {
      draft.open = draft.parts.home.choices;
      return;
    }
    // Somebody at the greeting has said nothing that could be changed: the greeting stays what is asked.
    tellChoices(draft, await choicesFor(draft));
    sayAgain(draft, current);
  },
  pathway: (draft, current) => {
    if (!draft.record.person.isNew) {
      draft.open = draft.parts.home.pathway;
      return;
    }
    tellPhrase(draft, draft.parts.phrases.pathway_start);
    sayAgain(draft, current);
  },
  check_in: (draft, current) => {
    // Somebody at the greeting has nothing behind them to ask about.
    if (draft.record.person.isNew) sayAgain(draft, current);
    else draft.open = draft.parts.home.checkIn;
  },
  offers: askForOffers,
  mentor: (draft, current) => {
    if (!draft.record.person.isNew) {
      draft.open = draft.parts.home.mentors;
      return;
    }
    tellPhrase(draft, draft.parts.phrases.mentor_about);
    sayAgain(draft, current);
  },
  record: async (draft, current) => {
    if (await recordToShow(draft)) {
      draft.open = draft.parts.home.record;
      return;
    }
    tellPhrase(draft, draft.parts.phrases.my_record_none);
    sayAgain(draft, current);
  },
  survey: askForSurvey,
  delete: (draft) => {
    draft.open = draft.parts.home.delete;
  },
};

/** Where nothing is open, these lead to the menu. */
export const obeyingAtAQuestion: typeof obeying = {
  menu: (draft, current) => {
    const main = current?.shelved.flow.bundle.main;
    const title = main && main.flow !== draft.parts.home.menu ? main.title : null;
    if (title) tellPhrase(draft, draft.parts.phrases.menu, { title: say(title, draft.person.language, () => '') });
    sayAgain(draft, current);
  },
  start: sayAgain,
};

/** START ends a break from reminders. Told only to somebody who may be told something. */
export function endBreak(draft: Draft): void {
  const { pausedUntil } = draft.person;
  if (!pausedUntil || pausedUntil <= draft.now) return;
  draft.record.person.set.pausedUntil = null;
  if (!draft.person.stopped) tellPhrase(draft, draft.parts.phrases.unpaused);
}

export function sayAgain(draft: Draft, current: Current | null): void {
  const said = current && restate(current.shelved.flow, current.session);
  if (said) tell(draft, said);
}
