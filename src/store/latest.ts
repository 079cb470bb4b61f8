import type { ConversationRow, Session } from '../desk/ports.ts';
import type { Database } from './database.ts';

/** The latest conversation of a person in a flow, open or ended. */
export async function latest({ prisma }: Database, personId: string, flow: string): Promise<ConversationRow | null> {
  const row = await prisma.conversation.findFirst({ where: { personId, flow }, orderBy: { startedAt: 'desc' } });
  if (!row) return null;
  return { id: row.id, flow: row.flow, flowVersion: row.flowVersion, version: row.version, session: row.session as unknown as Session };
}
