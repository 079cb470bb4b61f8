import type { ConsentRow, Consents, TurnRecord } from '../desk/ports.ts';
import type { Consent } from './client/client.ts';
import type { Database } from './database.ts';
import { erasing } from './erase.ts';
import { marking } from './lists.ts';
import { type Places, statementOf } from './statement.ts';

export function consentOf({ purpose, termsVersion, state, how, witness, channel, at }: Consent): ConsentRow {
  return { purpose, termsVersion, state: state as ConsentRow['state'], how: how as ConsentRow['how'], witness, channel, at };
}

type Recorded = ConsentRow & { person: string; erased: TurnRecord['erased']; marks: string[] };

const places: Places<Recorded> = {
  person: ['uuid', (row) => row.person],
  purpose: ['text', (row) => row.purpose],
  terms: ['text', (row) => row.termsVersion],
  state: ['text', (row) => row.state],
  how: ['text', (row) => row.how],
  witness: ['text', (row) => row.witness],
  channel: ['text', (row) => row.channel],
  at: ['timestamptz', (row) => row.at],
  erased: ['jsonb', (row) => row.erased],
  marks: ['jsonb', (row) => row.marks],
};

/** Holds the person's row, as a turn does: nobody can be erased meanwhile. */
const recording = statementOf(
  `WITH turn AS (SELECT 1 FROM person WHERE id = @person AND merged_into IS NULL FOR KEY SHARE),
    consent AS (INSERT INTO consent (person_id, purpose, terms_version, state, how, witness, channel, at)
      SELECT @person, @purpose, @terms, @state, @how, @witness, @channel, @at FROM turn),
    ${marking('@marks')},
    ${erasing('(SELECT flow, step FROM turn, jsonb_to_recordset(@erased) AS list (flow text, step text))', 'true')}
  SELECT count(*)::int AS turns FROM turn`,
  places,
);

export function consentsOf({ prisma, sql }: Database): Consents {
  return {
    of: async (personId) => (await prisma.consent.findMany({ where: { personId }, orderBy: { id: 'asc' } })).map(consentOf),
    record: async (person, row, erased, marks) => {
      const [done] = await sql.query<{ turns: number }>(recording.text, recording.params({ ...row, person, erased, marks }));
      return done?.turns === 1;
    },
  };
}
