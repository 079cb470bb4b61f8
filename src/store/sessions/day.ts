/** A day as a column of dates has it, and as the desk has it: YYYY-MM-DD. */
export const dayFrom = (day: string) => new Date(`${day}T00:00:00Z`);
export const dayOf = (date: Date) => date.toISOString().slice(0, 10);
