/** How long a start code works, in ms: set up today, and be there the day after tomorrow. */
export const STARTS = 48 * 3_600_000;
/** What was captured is taken for so long after the session, in ms: a tablet may lie in a cupboard over the holidays. Then the key is gone. */
export const TAKES = 30 * 24 * 3_600_000;
