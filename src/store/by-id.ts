import type { Sql } from './sql.ts';

/**
 * The whole id that begins so, in one of these tables; null when none or several do. People copy ids from lists, which show their beginning. Of
 * somebody who was merged, it is the id of whom they have become.
 */
export async function wholeId(
  sql: Sql,
  table:
    | 'person'
    | 'concern'
    | 'session'
    | 'survey_run'
    | 'nudge'
    | 'blackout'
    | 'proof'
    | 'stage_change'
    | 'opportunity'
    | 'pairing'
    | 'finding'
    | 'pack',
  start: string,
): Promise<string | null> {
  if (!/^[0-9a-f-]{4,36}$/i.test(start)) return null;
  const found = await sql.query<{ id: string }>(
    `SELECT DISTINCT ${table === 'person' ? 'coalesce(merged_into, id) AS id' : 'id'} FROM ${table} WHERE id::text LIKE $1::text LIMIT 2`,
    [`${start.toLowerCase()}%`],
  );
  return found.length === 1 ? (found[0]?.id ?? null) : null;
}
