import type { Opportunities } from '../../desk/ports.ts';
import type { Database } from '../database.ts';
import { personOf } from '../pathways/person.ts';
import { byName } from '../pathways/where.ts';
import {
  type InterestRow,
  interestColumns,
  interestOf,
  nudgesAbout,
  type OpportunityRow,
  opportunityColumns,
  opportunityOf,
} from './columns.ts';

/** An offer of opportunity `o` has gone to person `$2`. */
const told = `EXISTS (SELECT 1 FROM nudge n LEFT JOIN message m ON m.person_id = n.person_id AND m.id = n.message_id
  WHERE n.person_id = $2::uuid AND ${nudgesAbout('o.id::text')} AND n.policy = 'opportunity_offer' AND n.state = 'sent'
    AND m.state IS DISTINCT FROM 'held' AND m.state IS DISTINCT FROM 'failed')`;

const theirs = 'LEFT JOIN interest i ON i.opportunity_id = o.id AND i.person_id =';

export function interestsOf(database: Database): Pick<Opportunities, 'shortlist' | 'of' | 'standing' | 'answer' | 'waiting'> {
  const { sql } = database;
  return {
    shortlist: async (id) => {
      const rows = await sql.query<InterestRow & { person: string }>(
        `SELECT p.id AS person, ${interestColumns} FROM interest i JOIN person p ON p.id = i.person_id
          WHERE i.opportunity_id = $1::uuid AND i.state <> 'not-for-me' ORDER BY ${byName}`,
        [id],
      );
      const found = [];
      for (const row of rows) {
        const person = await personOf(database, row.person);
        const interest = interestOf(row);
        if (person && interest) found.push({ ...interest, person });
      }
      return found;
    },
    of: async (person, today) => {
      const rows = await sql.query<OpportunityRow & InterestRow>(
        `SELECT ${opportunityColumns}, ${interestColumns} FROM opportunity o ${theirs} $1::uuid
          WHERE o.state = 'open' AND o.closes >= $2::date OR i.state IS NOT NULL ORDER BY o.closes, o.id`,
        [person, today],
      );
      return rows.map((row) => ({ opportunity: opportunityOf(row), interest: interestOf(row) }));
    },
    standing: async (id, person) => {
      const [row] = await sql.query<OpportunityRow & InterestRow & { told: boolean }>(
        `SELECT ${opportunityColumns}, ${interestColumns}, ${told} AS told FROM opportunity o ${theirs} $2::uuid WHERE o.id = $1::uuid`,
        [id, person],
      );
      return row ? { opportunity: opportunityOf(row), interest: interestOf(row), told: row.told } : null;
    },
    answer: async (id, person, answer, by, at) => {
      const other = 'answer IS DISTINCT FROM $3::text';
      const [row] = await sql.query<{ at: Date }>(
        `UPDATE interest SET answer = $3::text, answered_by = CASE WHEN ${other} THEN $4::text ELSE answered_by END,
            answered_at = CASE WHEN ${other} THEN $5::timestamptz ELSE answered_at END
          WHERE opportunity_id = $1::uuid AND person_id = $2::uuid AND state = 'interested' RETURNING answered_at AS at`,
        [id, person, answer, by, at],
      );
      return row?.at ?? null;
    },
    waiting: async (id) => {
      const rows = await sql.query<{ person: string }>(
        `SELECT person_id AS person FROM interest WHERE opportunity_id = $1::uuid AND state = 'interested' AND answer IS NULL ORDER BY person_id`,
        [id],
      );
      return rows.map(({ person }) => person);
    },
  };
}
