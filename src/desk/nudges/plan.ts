import { shifted } from '../../calendar/index.ts';
import { momentOf, type NudgePolicy, pairEvents, spanOf } from '../../engine/index.ts';
import { occurrencesOf } from '../../nudges/index.ts';
import type { DeskParts } from '../parts.ts';
import type { NewInvitation, NewNudge, NudgeEventRow, SurveyRun } from '../ports.ts';

/** People whose nudges are planned in one tick, of one policy. The next tick goes on. */
const AT_ONCE = 500;

/** Time zones are at most so far apart, in ms. */
const ROUND_THE_WORLD = 26 * 3_600_000;

/** All that is planned of a survey when it is sent: its invitations and its reminders. @param at when invitations go */
export function nudgesOfRun(
  { flows, contactHours }: Pick<DeskParts, 'flows' | 'contactHours'>,
  run: SurveyRun,
  invitations: readonly (NewInvitation & { zone: string | null })[],
  at: Date,
): NewNudge[] {
  const policies = flows.get(run.flow)?.main.nudges ?? [];
  return policies.flatMap((policy) => {
    const most = policy.kind === 'reminder' ? run.reminders : policy.at_most;
    return invitations.flatMap(({ id: invitation, person, zone }) =>
      occurrencesOf(policy, { sent: at, closes: run.closesAt }, zone ?? contactHours.zone, most).map(
        ({ number, from, until }): NewNudge => ({
          person,
          flow: run.flow,
          policy: policy.nudge,
          occurrence: `${run.id}:${number}`,
          kind: policy.kind,
          invitation,
          from,
          until,
        }),
      ),
    );
  });
}

/** Between which moments an event has to lie for a nudge of this policy to be planned now: due by now or in time for it, and not over. */
function windowOf(policy: NudgePolicy, now: Date, ahead: boolean): { after: Date; before: Date } {
  const { count, unit } = momentOf(policy.when as string);
  const lasts = spanOf(policy.for as string);
  const back = (at: Date, span: { count: number; unit: typeof unit }) => shifted('UTC', at, { ...span, count: -span.count });
  const due = back(now, { count, unit });
  return {
    after: new Date(back(due, lasts).getTime() - ROUND_THE_WORLD),
    before: ahead ? now : new Date(due.getTime() + ROUND_THE_WORLD),
  };
}

/**
 * Plans the nudges of flows that are no surveys, from what has happened since. A registration is planned from at once, so that staff see what comes;
 * a silence when it has lasted, because most are broken.
 */
export async function planNudges({ flows, store, contactHours }: DeskParts, now: Date): Promise<number> {
  let planned = 0;
  for (const [flow, { main }] of flows)
    for (const policy of main.survey ? [] : main.nudges) {
      const { event } = momentOf(policy.when ?? 'registered');
      const pair = pairEvents.find((one) => one === event);
      if (!policy.when || (event !== 'registered' && event !== 'silence' && !pair)) continue;
      const minutes = main.silence?.after_minutes;
      const { after, before } = windowOf(policy, now, event === 'registered');
      const rows: NudgeEventRow[] =
        event === 'registered'
          ? await store.nudges.registered(flow, policy.nudge, after, before, AT_ONCE)
          : pair
            ? await store.pairs.events(pair, { flow, nudge: policy.nudge }, after, before, AT_ONCE)
            : minutes === undefined
              ? []
              : await store.nudges.silent(flow, policy.nudge, minutes, after, before, AT_ONCE);
      const nudges = rows.flatMap(({ person, zone, at, of }) =>
        occurrencesOf(policy, { [event]: at }, zone ?? contactHours.zone)
          .filter(({ from, until }) => until > now && (event === 'registered' || from <= now))
          .map(({ number, from, until }): NewNudge => {
            return { person, flow, policy: policy.nudge, occurrence: `${of}:${number}`, kind: policy.kind, invitation: null, from, until };
          }),
      );
      if (nudges.length > 0) planned += await store.nudges.plan(nudges, now);
    }
  return planned;
}
