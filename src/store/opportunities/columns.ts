import type { Interest, InterestAnswer, InterestState, Opportunity, OpportunityState } from '../../desk/ports.ts';
import { day } from '../as-text.ts';

/** Columns of an opportunity `o`. */
export const opportunityColumns = `o.id, o.title, o.about, o.pay, o.dates, o.place, to_json(o.requires) AS requires, o.stage, ${day('o.closes')} AS closes,
  ${day('o.hears')} AS hears, o.next, o.link, o.by, o.created_at AS "createdAt", o.version, o.state, o.ended_by, o.ended_at, o.ended_why`;

export interface OpportunityRow extends Omit<Opportunity, 'ended' | 'state'> {
  state: string;
  ended_by: string | null;
  ended_at: Date | null;
  ended_why: string | null;
}

export function opportunityOf(row: OpportunityRow): Opportunity {
  const { id, title, about, pay, dates, place, requires, stage, closes, hears, next, link, by, createdAt, version } = row;
  return {
    ...{ id, title, about, pay, dates, place, requires, stage, closes, hears, next, link, by, createdAt, version },
    state: row.state as OpportunityState,
    ended: row.ended_at && { by: row.ended_by ?? '', at: row.ended_at, why: row.ended_why ?? '' },
  };
}

/** Columns of an interest `i`, which may be none. */
export const interestColumns = 'i.state AS i_state, i.at AS i_at, i.answer AS i_answer, i.answered_at AS i_answered_at';

export interface InterestRow {
  i_state: string | null;
  i_at: Date | null;
  i_answer: string | null;
  i_answered_at: Date | null;
}

export function interestOf({ i_state, i_at, i_answer, i_answered_at }: InterestRow): Interest | null {
  if (i_state === null || i_at === null) return null;
  return { state: i_state as InterestState, at: i_at, answer: i_answer as InterestAnswer | null, answeredAt: i_answered_at };
}

/** Which nudges are about an opportunity: their occurrences begin with its id. @param id of the opportunity, in SQL */
export const nudgesAbout = (id: string) => `n.occurrence LIKE ${id} || ':%'`;
