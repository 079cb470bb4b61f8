/** Limits of one turn, together, with the reason for each. */

/** Steps walked in one turn. Flows have no loops (inspect sees to that), so this only stops a flow that was never inspected. */
export const MAX_STEPS_PER_TURN = 500;

/** Letters in one answer. Enough for a page of thoughts; short enough for every channel to show it back. */
export const MAX_ANSWER_LETTERS = 2000;

/** Letters in a name. The longest names on record fit several times over. */
export const MAX_NAME_LETTERS = 100;

/** Misfits in a row after which we offer a way out rather than ask again. */
export const MISFITS_BEFORE_OFFER = 3;

/** Ages we believe. A number outside is taken for a typing mistake, not for an age. */
export const MIN_AGE = 5;
export const MAX_AGE = 110;
