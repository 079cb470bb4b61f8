import { type Days, invitesAt, judgeCandidate, type Reason, thresholdOf, type WindowFault, windowOf } from '../../surveys/index.ts';
import { standingsOf } from '../choices.ts';
import { emailAnswers, reached } from '../mail.ts';
import type { DeskParts } from '../parts.ts';
import type { Audience, Candidate, ChannelName, SurveyedSession, SurveyRun } from '../ports.ts';
import type { Shelf, Shelved } from '../shelf.ts';

/** What staff ask for. */
export interface Wanted {
  template: string;
  session?: string | undefined;
  audience: Audience;
  kind: 'anonymous' | 'named';
  opens?: string | undefined;
  closes?: string | undefined;
  finish?: string | undefined;
  reminders: number;
}

export type PlanFault = WindowFault | 'no_template' | 'no_session' | 'session_needed' | 'session_not_needed' | 'session_planned';

/** A survey that could be sent now: to whom, to whom not and why, and when. */
export interface Plan {
  run: SurveyRun;
  shelved: Shelved;
  session: SurveyedSession | null;
  asked: { candidate: Candidate; channel: ChannelName }[];
  leftOut: { candidate: Candidate; why: Reason }[];
  /** When invitations go; null: not before it closes. */
  at: Date | null;
}

/** Flows that are surveys, in the order of their names. */
export function templatesOf({ flows }: Pick<DeskParts, 'flows'>): { value: string; label: string }[] {
  return [...flows].flatMap(([value, { main }]) => (main.survey ? [{ value, label: main.title.en }] : []));
}

/** All that a template can ask about: of a session that is about nothing in particular, or of none. */
export function areasIn({ flow }: Pick<Shelved, 'flow'>): string[] {
  const conditions = flow.bundle.main.steps.flatMap((step) => {
    if ('branch' in step) return step.when.map(({ if: condition }) => condition);
    return 'ask' in step ? step.options.map(({ if: condition }) => condition ?? '') : [];
  });
  return [
    ...new Set(conditions.flatMap((source) => [...source.matchAll(/"([a-z-]+)" in survey\.areas/g)].map(([, area]) => area as string))),
  ];
}

/** A run as it is kept, which nobody is asked yet. */
function runOf(
  zone: string,
  { flow, version }: Shelved,
  session: SurveyedSession | null,
  now: Date,
  { audience, kind, reminders, ...days }: Omit<Wanted, 'template' | 'session'>,
  id: string,
  owner: string | null,
): SurveyRun | { fault: WindowFault } {
  const window = windowOf(days, zone, now, session?.approvalEnds ?? null);
  if ('fault' in window) return window;
  const anonymous = kind === 'anonymous';
  return {
    id,
    flow: flow.id,
    flowVersion: version,
    session: session?.id ?? null,
    audience,
    anonymous,
    areas: session && session.areas.length > 0 ? session.areas : areasIn({ flow }),
    threshold: thresholdOf(anonymous, session?.kind ?? null),
    ...window,
    reminders,
    owner,
    createdAt: now,
  };
}

/** The run that takes in what was captured of a session without phones, where there is none yet: nobody is asked, and no answer has a name. */
export function roomRun(
  parts: DeskParts,
  shelf: Shelf,
  now: Date,
  session: SurveyedSession,
  wanted: { template: string } & Days,
  owner: string | null,
): SurveyRun | { fault: WindowFault | 'no_template' } {
  const { template, ...days } = wanted;
  if (!templatesOf(parts).some(({ value }) => value === template)) return { fault: 'no_template' };
  // Made beforehand, it opens on the session's day.
  const asked = { ...days, opens: session.date, audience: 'room', kind: 'anonymous', reminders: 0 } as const;
  return runOf(parts.contactHours.zone, shelf.current(template), session, now, asked, parts.ids.next(), owner);
}

/** The same for the preview and for what is sent after it. */
export async function planOf(
  parts: DeskParts,
  shelf: Shelf,
  now: Date,
  wanted: Wanted,
  id: string,
  owner: string | null,
): Promise<Plan | { fault: PlanFault }> {
  const { template, audience } = wanted;
  const { store, contactHours: hours } = parts;
  if (!templatesOf(parts).some(({ value }) => value === template)) return { fault: 'no_template' };
  if (audience === 'attended' && !wanted.session) return { fault: 'session_needed' };
  if (audience === 'registered' && wanted.session) return { fault: 'session_not_needed' };
  const session = wanted.session ? await store.surveys.session(wanted.session) : null;
  if (wanted.session && !session) return { fault: 'no_session' };
  if (session?.planned) return { fault: 'session_planned' };
  const shelved = shelf.current(template);
  // Its invitation says of which day the session was.
  if (!session && shelved.flow.bundle.main.survey?.about.en.includes('{day}')) return { fault: 'session_needed' };
  const run = runOf(hours.zone, shelved, session, now, wanted, id, owner);
  if ('fault' in run) return run;
  const plan: Plan = { run, shelved, session, asked: [], leftOut: [], at: invitesAt(run, hours, now) };
  for (const candidate of await store.surveys.candidates(run, now, emailAnswers(shelf))) {
    const judged = judgeCandidate(
      reached(parts, candidate),
      standingsOf(parts, candidate.ageBand, candidate.consents),
      now,
      parts.connected,
    );
    if (candidate.asked) plan.leftOut.push({ candidate, why: 'asked' });
    else if (judged.kind === 'ask') plan.asked.push({ candidate, channel: judged.channel });
    else plan.leftOut.push({ candidate, why: judged.why });
  }
  return plan;
}
