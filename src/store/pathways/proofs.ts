import type { Pathways } from '../../desk/ports.ts';
import { wholeId } from '../by-id.ts';
import type { Database } from '../database.ts';
import { dayFrom } from '../sessions/day.ts';
import { proofOf } from './person.ts';

/** What is there already is passed over, and who is gone; who was merged meanwhile has it as whom they have become. */
const recording = `INSERT INTO proof (id, person_id, kind, which, outcome, date, valid_until, words, how, by, at, batch, session_id, signed_by, signed_at)
  SELECT l.id, coalesce(p.merged_into, p.id), l.kind, l.which, l.outcome, l.date, l."validUntil", l.words, l.how, l.by, l.at, $1::uuid, l.session, l.signed->>'by',
    (l.signed->>'at')::timestamptz
  FROM jsonb_to_recordset($2::jsonb) AS l (id uuid, person uuid, kind text, which text, outcome text, date date, "validUntil" date, words text, how text,
    by text, at timestamptz, session uuid, signed jsonb)
  JOIN person p ON p.id = l.person FOR KEY SHARE OF p ON CONFLICT DO NOTHING RETURNING person_id AS person`;

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

export function proofsOf({ prisma, sql }: Database): Pick<Pathways, 'record' | 'trained' | 'batch' | 'undo' | 'proof' | 'sign'> {
  return {
    record: async (batch, proofs) => {
      const rows = await sql.query<{ person: string }>(recording, [batch, JSON.stringify(proofs)]);
      return rows.map(({ person }) => person);
    },
    trained: async (people, which, date) => {
      const where = { personId: { in: people }, kind: 'training', how: 'staff', which, date: dayFrom(date) };
      return (await prisma.proof.findMany({ where, select: { personId: true } })).map(({ personId }) => personId);
    },
    batch: async (id) => {
      if (!isId(id)) return null;
      const rows = await prisma.proof.findMany({ where: { batch: id }, select: { personId: true } });
      return rows.length > 0 ? { people: rows.map(({ personId }) => personId) } : null;
    },
    undo: async (batch) => (await sql.query('DELETE FROM proof WHERE batch = $1::uuid RETURNING id', [batch])).length,
    proof: async (start) => {
      const id = await wholeId(sql, 'proof', start);
      const row = id && (await prisma.proof.findUnique({ where: { id }, include: { person: { select: { name: true } } } }));
      return row ? { ...proofOf(row), person: row.personId, name: row.person.name } : null;
    },
    sign: async (proof, by, at) => {
      const signed =
        'UPDATE proof SET signed_by = $2::text, signed_at = $3::timestamptz WHERE id = $1::uuid AND signed_at IS NULL RETURNING id';
      return (await sql.query(signed, [proof, by, at])).length > 0;
    },
  };
}
