import { isDeepStrictEqual } from 'node:util';
import type { FlowVersionRow, TermsRow } from '../desk/ports.ts';
import type { Prisma } from './client/client.ts';
import type { Database } from './database.ts';
import { violation } from './violation.ts';

/** Stores a new version unless the newest has the same digest. Two that publish at once agree: the second finds the first's. */
export async function publishFlow(database: Database, flow: string, digest: string, definition: unknown, at: Date): Promise<number> {
  const { flowVersion } = database.prisma;
  for (;;) {
    const newest = await flowVersion.findFirst({ where: { flow }, orderBy: { version: 'desc' }, select: { version: true, digest: true } });
    if (newest?.digest === digest) return newest.version;
    const version = (newest?.version ?? 0) + 1;
    try {
      await flowVersion.create({ data: { flow, version, digest, definition: definition as Prisma.InputJsonValue, publishedAt: at } });
      return version;
    } catch (error) {
      if (!violation(error)) throw error;
    }
  }
}

export async function flowVersion({ prisma }: Database, flow: string, version: number): Promise<FlowVersionRow | null> {
  const row = await prisma.flowVersion.findUnique({ where: { flow_version: { flow, version } } });
  return row && { flow: row.flow, version: row.version, digest: row.digest, definition: row.definition };
}

/** Stores wordings. What somebody agreed to must stay as they read it: other wording needs another version. */
export async function publishTerms({ prisma }: Database, terms: TermsRow[], at: Date): Promise<void> {
  await prisma.terms.createMany({ data: terms.map((row) => ({ ...row, publishedAt: at })), skipDuplicates: true });
  const stored = await prisma.terms.findMany({ where: { purpose: { in: terms.map(({ purpose }) => purpose) } } });
  for (const { purpose, version, wording } of terms) {
    const kept = stored.find((row) => row.purpose === purpose && row.version === version);
    if (!kept || !isDeepStrictEqual(kept.wording, wording))
      throw new Error(`The terms for "${purpose}", version ${version}, were published with other words. Give the new wording a new version.`);
  }
}
