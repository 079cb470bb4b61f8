import type { TestDatabase } from './database.ts';

/** Every row of every table, as text: where it is, and what it says. What is published for all is left out. */
export async function everything({ rows }: Pick<TestDatabase, 'rows'>): Promise<string[]> {
  const tables = await rows<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('_prisma_migrations', 'codebook_version', 'flow_version', 'pathway_version', 'terms')`,
  );
  const all = [];
  for (const { name } of tables)
    for (const { text } of await rows<{ text: string }>(`SELECT t::text AS text FROM "${name}" t`)) all.push(`${name}: ${text}`);
  return all;
}
