import { isDeepStrictEqual } from 'node:util';
import type { TermsRow } from '../desk/ports.ts';
import type { PrismaClient } from './client/client.ts';

/**
 * Stores wordings. What somebody agreed to must stay as they read it: other wording needs another version.
 * @throws when a purpose and version are there with other words; the new ones of the list are stored all the same
 */
export async function publishTerms(prisma: PrismaClient, terms: TermsRow[], at: Date): Promise<void> {
  await prisma.terms.createMany({ data: terms.map((row) => ({ ...row, publishedAt: at })), skipDuplicates: true });
  const stored = await prisma.terms.findMany({ where: { purpose: { in: terms.map(({ purpose }) => purpose) } } });
  for (const { purpose, version, wording } of terms) {
    const kept = stored.find((row) => row.purpose === purpose && row.version === version);
    if (!kept || !isDeepStrictEqual(kept.wording, wording))
      throw new Error(
        `The terms for "${purpose}", version ${version}, were published with other words. Give the new wording a new version.`,
      );
  }
}
