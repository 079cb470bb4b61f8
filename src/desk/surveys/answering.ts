import { dayOf } from '../../calendar/index.ts';
import { begin, lapse, reopen, type Session } from '../../engine/index.ts';
import { isLate, mayAnswer } from '../../surveys/index.ts';
import type { Current } from '../current.ts';
import { closeOpen, type Draft, keepConversation, phrase, tell, tellPhrase } from '../draft.ts';
import { write } from '../events.ts';
import { sayAgain } from '../obey.ts';
import type { SurveyRun } from '../ports.ts';
import type { Shelf } from '../shelf.ts';

/** SURVEY: the newest that waits for them is opened once this turn is over. One without names has a page of its own. */
export async function askForSurvey(draft: Draft, current: Current | null): Promise<void> {
  const { parts, person, now } = draft;
  const open = await parts.store.surveys.openFor(person.id, now);
  if (open && !open.run.anonymous && current?.session.survey?.run !== open.run.id) {
    draft.survey = open.run;
    return;
  }
  const { survey_none, survey_by_link, survey_link } = parts.phrases;
  if (!open) tellPhrase(draft, survey_none);
  else if (open.run.anonymous)
    tell(draft, { text: phrase(draft, survey_by_link), survey: { label: phrase(draft, survey_link), invitation: open.invitation } });
  sayAgain(draft, current);
}

/** Opens a survey, or goes on with what was begun of it. What was open is left where it is. */
export async function openSurvey(draft: Draft, shelf: Shelf, run: SurveyRun): Promise<void> {
  const { record, parts, person } = draft;
  closeOpen(record);
  const shelved = await shelf.pinned(run.flow, run.flowVersion);
  const latest = await parts.store.latest(person.id, run.flow);
  const begun = latest?.session.survey?.run === run.id && latest.flowVersion === run.flowVersion ? latest : null;
  const again = begun && reopen(shelved.flow, begun.session);
  const survey = { run: run.id, areas: run.areas, named: true };
  const { session, events } = again ?? begin(shelved.flow, person.language, { survey });
  write(draft, events);
  keepConversation(draft, shelved, session, again ? begun : null);
}

/** Whether the survey that is being answered is still open; if not, it ends here, and what had been interrupted goes on. */
export async function surveyEnds(draft: Draft, current: Current): Promise<Current | null> {
  const { survey } = current.session;
  if (!survey) return null;
  const run = await draft.parts.store.surveys.run(survey.run);
  if (run && mayAnswer(run, Object.keys(current.session.answers).length > 0, draft.now)) {
    draft.answering = run;
    return null;
  }
  tellPhrase(draft, draft.parts.phrases.survey_over);
  draft.resume = true;
  return { ...current, session: lapse(current.session) };
}

/** Keeps what a survey has been answered so far beside the turn that answered it, in the same statement. */
export function noteResponse(draft: Draft): void {
  const { record, answering: run, now } = draft;
  if (!run) return;
  const of = (session: Session | undefined) => (session?.survey?.run === run.id ? session : undefined);
  const session = of(record.closes?.session) ?? of(record.conversation?.session);
  if (!session) return;
  const finished = session.ended !== null && session.ended !== 'lapsed';
  if (!finished && record.answers.length + record.retired.length === 0) return;
  record.response = {
    run: run.id,
    answers: session.answers,
    step: session.at,
    finished,
    late: finished && isLate(run, now),
    day: dayOf(draft.parts.contactHours.zone, now),
  };
}
