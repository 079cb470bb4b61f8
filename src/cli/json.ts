/** How a command prints JSON. */
export const json = (value: unknown) => JSON.stringify(value, null, 2);
