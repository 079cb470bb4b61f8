/** What the store's statements run on: the same on PostgreSQL and on the embedded database. */
export interface Sql {
  /**
   * Runs one statement, which is a transaction of its own. The text stays prepared, so texts must be few: values go in `params`.
   * A Date is sent as its ISO form, an object as JSON. Whole numbers come back as numbers, `bigint` columns as strings, times as Dates.
   * @throws Refusal when the database says no; the driver's own error when it cannot be reached
   */
  query<Row>(text: string, params: readonly unknown[]): Promise<Row[]>;
  /**
   * The same for what is too much to hold: rows pass by some thousand at a time, all as they were when it began. On the embedded database, which holds
   * little, they come at once.
   * @param take looks at them, and keeps no more than it needs; what it throws ends the statement
   */
  each<Row>(text: string, params: readonly unknown[], take: (rows: Row[]) => void): Promise<void>;
}

/** `each` where one connection is everybody's: a statement that waits for its reader would be in the way of all others. */
export const allAtOnce =
  (query: Sql['query']): Sql['each'] =>
  async (text, params, take) =>
    take(await query(text, params));

/**
 * The database refused a statement. Keeps the codes and leaves out the driver's message and detail, which quote the row: a person's
 * words must not reach a log through an error.
 */
export class Refusal extends Error {
  /** SQLSTATE, five characters. */
  readonly code: string;
  /** The constraint that would have been broken, if it was one. */
  readonly constraint: string | null;

  constructor(code: string, constraint: string | null) {
    super(`The database refused a statement: ${code}${constraint ? ` (${constraint})` : ''}.`);
    this.name = 'Refusal';
    this.code = code;
    this.constraint = constraint;
  }
}

/** SQLSTATE of a row that is there already. */
export const UNIQUE_VIOLATION = '23505';
/** SQLSTATE of a statement that was given up because it and another waited for each other. */
export const DEADLOCK = '40P01';

/** Both drivers put the fields of PostgreSQL's ErrorResponse on the error that they throw. */
export function refusalOf(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || !('severity' in error)) return error;
  const constraint = 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : null;
  return new Refusal(String(error.code), constraint);
}

/** A parameter in PostgreSQL's text form. */
export function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
