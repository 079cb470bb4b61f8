const london = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/London' });

/** A time as staff read it. */
export const when = (at: Date | null) => (at ? london.format(at) : '');

/** Letters of an id that a list shows: to the millisecond in which it was made, which is enough to tell people apart. */
const SHORT_ID = 13;

export const short = (id: string) => id.slice(0, SHORT_ID);

const inWords = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

/** A day, YYYY-MM-DD, as staff read it. */
export const day = (date: string) => inWords.format(new Date(`${date}T00:00:00Z`));
