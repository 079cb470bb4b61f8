import { createHash } from 'node:crypto';
import type { Audit, AuditEntry, AuditVerdict } from '../desk/ports.ts';
import type { AuditEvent } from './client/client.ts';
import type { Database } from './database.ts';

/** Rows that are read at once. */
const BATCH = 1000;

/** What retention writes when it takes the oldest rows away: where the chain begins now. */
const begins = /\baudit up to (\d+):([0-9a-f]{64})\b/;

/** The seal of a row, as the trigger `chain_audit` of the migration makes it: each part with its length in bytes, so that none can stand for another. */
function sealOf(before: string, { id, at, who, action, about, why }: AuditEvent): string {
  const parts = [before, String(id), String(at.getTime()), who, action, about, why];
  const text = parts.map((part) => (part === null ? '-' : `${Buffer.byteLength(part)}:${part}`)).join(',');
  return createHash('sha256').update(`${text},`).digest('hex');
}

/** One pass over the chain, from its beginning. */
async function verify(database: Database, head?: string): Promise<AuditVerdict> {
  const { prisma } = database;
  const removed = await prisma.auditEvent.findMany({ where: { who: 'onward', action: 'retention' }, orderBy: { id: 'desc' } });
  const [start] = removed.flatMap(({ at, why }) => {
    const [, id, hash] = begins.exec(why ?? '') ?? [];
    return id && hash ? [{ at, id: BigInt(id), hash }] : [];
  });
  // What was taken away is not there any more, and nothing is numbered as it was.
  const back = start && (await prisma.auditEvent.findFirst({ where: { id: { lte: start.id } }, orderBy: { id: 'asc' } }));
  if (back) return { holds: false, row: Number(back.id), fault: 'changed' };
  let last = start ?? { id: 0n, hash: '' };
  let seen = !head || head === `${last.id}:${last.hash}`;
  let rows = 0;
  for (;;) {
    const batch = await prisma.auditEvent.findMany({ where: { id: { gt: last.id } }, orderBy: { id: 'asc' }, take: BATCH });
    for (const row of batch) {
      if (row.id !== last.id + 1n) return { holds: false, row: Number(row.id), fault: 'missing' };
      if (row.hash !== sealOf(last.hash, row)) return { holds: false, row: Number(row.id), fault: 'changed' };
      last = row;
      rows += 1;
      seen ||= head === `${row.id}:${row.hash}`;
    }
    if (batch.length < BATCH) break;
  }
  if (last.id === 0n && (await isUsed(database))) return { holds: false, row: 0, fault: 'empty' };
  if (!seen) return { holds: false, row: Number(last.id), fault: 'head' };
  const cut = start ? { row: Number(start.id), at: start.at } : null;
  return { holds: true, rows, head: last.id === 0n ? null : `${last.id}:${last.hash}`, cut };
}

/** Whether anything is kept that nobody can do without leaving a row in the audit. */
async function isUsed({ sql }: Database): Promise<boolean> {
  const [row] = await sql.query<{ used: boolean }>(
    'SELECT EXISTS (SELECT 1 FROM consent) OR EXISTS (SELECT 1 FROM role_grant) OR EXISTS (SELECT 1 FROM concern) AS used',
    [],
  );
  return row?.used ?? false;
}

export function auditOf(database: Database): Audit {
  const { prisma, sql } = database;
  return {
    add: async ({ who, action, about, why }: AuditEntry, at) => {
      await sql.query(
        'INSERT INTO audit_event (at, who, action, about, why) VALUES ($1::timestamptz, $2::text, $3::text, $4::text, $5::text)',
        [at, who, action, about, why],
      );
    },
    list: async (limit, about) => {
      const rows = await prisma.auditEvent.findMany({
        ...(about && { where: { about: { startsWith: about.toLowerCase() } } }),
        orderBy: { id: 'desc' },
        take: limit,
      });
      return rows.map(({ id, at, who, action, about, why }) => ({ id: Number(id), at, who, action, about, why }));
    },
    verify: (head) => verify(database, head),
  };
}
