const london = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/London' });

/** A time as staff read it. */
export const when = (at: Date | null) => (at ? london.format(at) : '');
