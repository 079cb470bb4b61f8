import type { Sessions } from '../../desk/ports.ts';
import type { Database } from '../database.ts';
import { tookPlace } from './planned.ts';

const agreeing = `WITH ${tookPlace('WHERE id = $2::uuid', '$9')}
INSERT INTO group_consent (id, session_id, terms_version, read_by, witness, agreed, refused, "by", at)
VALUES ($1::uuid, $2::uuid, $3::text, $4::text, $5::text, $6::int, $7::int, $8::text, $9::timestamptz) ON CONFLICT (id) DO NOTHING`;

/** What groups said yes to. */
export function consentsOf({ prisma, sql }: Pick<Database, 'prisma' | 'sql'>): Pick<Sessions, 'agree' | 'agreed'> {
  return {
    agree: async ({ id, session, termsVersion, readBy, witness, agreed, refused, by, at }) =>
      void (await sql.query(agreeing, [id, session, termsVersion, readBy, witness, agreed, refused, by, at])),
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
