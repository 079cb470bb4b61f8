/**
 * How a finding stands. `waiting`: for an answer; `silent`: the day is over by which one was asked for; `answered`, and nothing was promised;
 * `promised`: something is open, and still in time; `overdue`: something is open whose day is over; `done`: all that was promised.
 */
export type State = 'waiting' | 'silent' | 'answered' | 'promised' | 'done' | 'overdue';

export type PromiseState = Extract<State, 'promised' | 'done' | 'overdue'>;

/** Days are YYYY-MM-DD. `since`: the day from which it is so; `days`: whole days from then to the day that was asked about. */
export interface Standing<S extends State = State> {
  state: S;
  since: string;
  days: number;
}

/** What somebody promised: on which day, by when, and when it was done. */
export interface PromiseDays {
  on: string;
  by: string;
  doneOn: string | null;
}

/** A finding that was sent: when, by when an answer was asked for, what came back, in the order in which it was noted. */
export interface FindingDays {
  sentOn: string;
  answerBy: string;
  answers: readonly { on: string }[];
  promises: readonly PromiseDays[];
}

const DAY = 86_400_000;

/** Whole days from one to the other. */
export const daysFrom = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY);

/** The day after: what was due on a day is late from the next on. */
const after = (day: string): string => new Date(Date.parse(day) + DAY).toISOString().slice(0, 10);

const standing = <S extends State>(state: S, since: string, today: string): Standing<S> => ({ state, since, days: daysFrom(since, today) });

const earliest = (days: readonly string[]) => days.reduce((one, other) => (other < one ? other : one));
const latest = (days: readonly string[]) => days.reduce((one, other) => (other > one ? other : one));

/** How one promise stands at the end of a day, by what had happened until then. */
export function promiseStanding({ on, by, doneOn }: PromiseDays, today: string): Standing<PromiseState> {
  if (doneOn !== null && doneOn <= today) return standing('done', doneOn, today);
  return by < today ? standing('overdue', after(by), today) : standing('promised', on, today);
}

/** The answer that holds on a day: the newest, and of one day the last that was noted. */
export function answerOf<Answer extends { on: string }>(answers: readonly Answer[], today: string): Answer | null {
  return answers.filter(({ on }) => on <= today).reduce<Answer | null>((last, one) => (last && one.on < last.on ? last : one), null);
}

/**
 * How a finding stands at the end of a day. It follows from days alone, and of two days between which nothing happened only waiting becomes silent and
 * promised overdue.
 */
export function standingOf({ sentOn, answerBy, answers, promises }: FindingDays, today: string): Standing {
  const made = promises.filter(({ on }) => on <= today);
  const each = made.map((one) => promiseStanding(one, today));
  const sinceOf = (state: PromiseState) => each.filter((one) => one.state === state).map(({ since }) => since);
  const [overdue, open, done] = [sinceOf('overdue'), sinceOf('promised'), sinceOf('done')];
  if (overdue.length > 0) return standing('overdue', earliest(overdue), today);
  if (open.length > 0) return standing('promised', earliest(open), today);
  if (done.length > 0) return standing('done', latest(done), today);
  const answer = answerOf(answers, today);
  if (answer) return standing('answered', answer.on, today);
  return answerBy < today ? standing('silent', after(answerBy), today) : standing('waiting', sentOn, today);
}
