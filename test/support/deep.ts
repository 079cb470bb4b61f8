/** `npm run deep` and CI: both databases for all that is kept, longer searches, trips at the pace that channels allow. */
export const deep = Boolean(process.env.ONWARD_DEEP);

/** Runs of a property: few every day, many when there is time. */
export const runs = (everyDay: number, thorough: number) => (deep ? thorough : everyDay);

export const onlyDeep = 'NOT RUN here: npm run deep';
