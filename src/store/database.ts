import type { PrismaClient } from './client/client.ts';
import type { Sql } from './sql.ts';

/** A database that is open and up to date. */
export interface Database {
  /** For what is read and written by the row. Both go over the same connections. */
  prisma: PrismaClient;
  /** For the turn, and for what has to be one statement. */
  sql: Sql;
  close(): Promise<void>;
}
