import type { Sessions } from '../../desk/ports.ts';
import type { Database } from '../database.ts';

/** What groups said yes to. */
export function consentsOf({ prisma }: Pick<Database, 'prisma'>): Pick<Sessions, 'agree' | 'agreed'> {
  return {
    agree: async ({ id, session, ...consent }) => {
      await prisma.groupConsent.createMany({ data: { id, sessionId: session, ...consent }, skipDuplicates: true });
    },
    agreed: async (session) => {
      const [newest] = await prisma.groupConsent.findMany({
        where: { sessionId: session },
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        take: 1,
      });
      if (!newest) return null;
      const { sessionId, ...consent } = newest;
      return { ...consent, session: sessionId };
    },
  };
}
