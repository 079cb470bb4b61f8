/** What somebody tells of themselves that none of the pathway's requirements asks for: kept as this one of its kind. */
export const ELSE = 'something-else';

/** Letters of somebody's own words in a list: enough to know them again. */
export const MOST_LETTERS = 120;
