/** A time as JSON has it, to the millisecond. */
export const iso = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** A day, YYYY-MM-DD. */
export const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;
