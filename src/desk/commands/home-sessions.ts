import { surveyDue } from '../../sessions/index.ts';
import type { NextStep, SessionSummary } from '../ports.ts';
import type { Context } from './command.ts';
import { MOST_ROWS, type Part, stepsOf, tableOf } from './home-part.ts';
import { callSession, sessionsTable } from './session-sheet.ts';
import { short } from './when.ts';

/** Sessions of somebody, as `home` shows them. */

const openSession = ({ words }: Context, session: SessionSummary): NextStep => ({
  label: words('step_open_session', { session: callSession(session) }),
  order: { name: 'session show', input: { session: session.id } },
});

export function mine(context: Context, sessions: SessionSummary[]): Part {
  const shown = sessions.filter((session) => !session.planned).slice(0, MOST_ROWS);
  return {
    table: shown.length > 0 ? sessionsTable(context, shown, 'My sessions') : null,
    next: [
      { label: context.words('step_record_session'), weight: 'main', order: { name: 'session new', input: {} } },
      ...stepsOf(shown, (session) => openSession(context, session)),
    ],
    data: shown,
  };
}

/** Sessions that are planned, the next one first; also those of which nothing was recorded since. */
export function planned(context: Context, sessions: SessionSummary[]): Part {
  const shown = sessions
    .filter((session) => session.planned)
    .reverse()
    .slice(0, MOST_ROWS);
  return {
    table: shown.length > 0 ? sessionsTable(context, shown, context.words('home_planned')) : null,
    next: stepsOf(shown, (session) => openSession(context, session)),
    data: shown,
  };
}

export function surveys({ words, now, actor }: Context, sessions: SessionSummary[]): Part {
  const due = sessions.filter((session) => session.owner === actor.person && surveyDue(session, now)).slice(0, MOST_ROWS);
  return {
    table: tableOf(
      ['Survey not sent yet', 'Id'],
      due.map((session) => [callSession(session), short(session.id)]),
    ),
    next: stepsOf(due, (session) => ({
      label: words('step_survey_of', { session: callSession(session) }),
      order: { name: 'survey send', input: { session: session.id } },
    })),
    data: due.map(({ id }) => id),
  };
}
