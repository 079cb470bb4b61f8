import type { CheckOutcome, PersonOnPathway, Proof, ProofKind, StageChange } from '../../desk/ports.ts';
import { wholeId } from '../by-id.ts';
import type { Proof as ProofRow, StageChange as StageChangeRow } from '../client/client.ts';
import type { Database } from '../database.ts';
import { dayOf } from '../sessions/day.ts';

export function proofOf(row: ProofRow): Proof {
  const { id, kind, which, outcome, date, validUntil, words, how, by, at, batch, sessionId, signedBy, signedAt } = row;
  return {
    ...{ id, which, words, by, at, batch, session: sessionId },
    kind: kind as ProofKind,
    outcome: outcome as CheckOutcome | null,
    date: dayOf(date),
    validUntil: validUntil && dayOf(validUntil),
    how: how as Proof['how'],
    signed: signedAt && { by: signedBy ?? '', at: signedAt },
  };
}

function changeOf({ id, stage, version, by, askedAt, why, second, at, reversedBy, reversedAt, reversedWhy }: StageChangeRow): StageChange {
  const reversed = reversedAt && { by: reversedBy ?? '', at: reversedAt, why: reversedWhy ?? '' };
  return { id, stage, version, by, askedAt, why, second, at, reversed };
}

const counted = { where: { session: { planned: false } }, select: { session: { select: { id: true, date: true } } } } as const;
const sessionsOf = (rows: { session: { id: string; date: Date } }[]) =>
  rows.map(({ session }) => ({ session: session.id, date: dayOf(session.date) })).sort((a, b) => a.date.localeCompare(b.date));

export async function personOf({ prisma, sql }: Database, start: string): Promise<PersonOnPathway | null> {
  const id = await wholeId(sql, 'person', start);
  const row =
    id === null
      ? null
      : await prisma.person.findUnique({
          where: { id },
          select: {
            id: true,
            name: true,
            ageBand: true,
            enrolment: true,
            stageChanges: { orderBy: [{ askedAt: 'asc' }, { id: 'asc' }] },
            proofs: { orderBy: [{ date: 'asc' }, { id: 'asc' }] },
            waivers: { orderBy: { requirement: 'asc' } },
            attended: counted,
            facilitated: counted,
          },
        });
  if (!row) return null;
  const { goal = null, pausedAt = null, leftAt = null } = row.enrolment ?? {};
  return {
    id: row.id,
    name: row.name,
    facts: {
      ageBand: row.ageBand,
      attended: sessionsOf(row.attended),
      led: sessionsOf(row.facilitated),
      proofs: row.proofs.map(proofOf),
      waivers: row.waivers.map(({ requirement, why, by, at, until }) => ({ requirement, why, by, at, until: until && dayOf(until) })),
    },
    history: row.stageChanges.map(changeOf),
    enrolment: { goal, pausedAt, leftAt },
  };
}
