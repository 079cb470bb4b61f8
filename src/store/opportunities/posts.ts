import type { Opportunities, OpportunityCounts, OpportunityTerms } from '../../desk/ports.ts';
import { wholeId } from '../by-id.ts';
import type { Sql } from '../sql.ts';
import { nudgesAbout, type OpportunityRow, opportunityColumns, opportunityOf } from './columns.ts';

const counted = `${opportunityColumns},
  (SELECT count(*)::int FROM interest i WHERE i.opportunity_id = o.id AND i.state = 'interested') AS interested,
  (SELECT count(*)::int FROM interest i WHERE i.opportunity_id = o.id AND i.state = 'interested' AND i.answer IS NULL) AS waiting`;

type CountsRow = OpportunityRow & Pick<OpportunityCounts, 'interested' | 'waiting'>;
const countsOf = (row: CountsRow): OpportunityCounts => ({ ...opportunityOf(row), interested: row.interested, waiting: row.waiting });

const terms = 'title, about, pay, dates, place, requires, stage, closes, hears, next, link';
const given = `$2::text, $3::text, $4::text, $5::text, $6::text, ARRAY(SELECT jsonb_array_elements_text($7::jsonb)), $8::text, $9::date, $10::date, $11::text, $12::text`;
const paramsOf = ({ title, about, pay, dates, place, requires, stage, closes, hears, next, link }: OpportunityTerms) => [
  ...[title, about, pay, dates, place, requires, stage, closes, hears, next, link],
];

/**
 * What is planned about it goes no more, and what waits to be sent is held, unless it is on its way; but for what those who are interested are told. In
 * one statement with its end, so that nothing goes after it.
 */
const ending = `WITH ended AS (UPDATE opportunity SET state = $2::text, ended_by = $3::text, ended_at = $4::timestamptz, ended_why = $5::text
  WHERE id = $1::uuid AND (state = 'open' OR state = 'closed' AND $2::text = 'withdrawn') RETURNING id),
offers AS (SELECT n.person_id, n.id, n.message_id, n.state FROM ended JOIN nudge n ON ${nudgesAbout('ended.id::text')}
  AND n.policy IN ('opportunity_offer', 'opportunity_closing')),
off AS (UPDATE nudge n SET state = 'cancelled', reason = 'over', decided_at = $4::timestamptz, version = n.version + 1 FROM offers o
  WHERE n.person_id = o.person_id AND n.id = o.id AND n.state IN ('planned', 'held')),
held AS (UPDATE message m SET state = 'held', reason = 'over' FROM offers o WHERE o.message_id IS NOT NULL AND m.person_id = o.person_id AND m.id = o.message_id
  AND m.state = 'queued' AND (m.leased_until IS NULL OR m.leased_until <= $4::timestamptz))
SELECT id FROM ended`;

export function postsOf(sql: Sql): Pick<Opportunities, 'post' | 'find' | 'list' | 'edit' | 'end'> {
  const did = async (text: string, params: unknown[]) => (await sql.query(text, params)).length > 0;
  return {
    post: ({ id, by, createdAt, ...all }) =>
      did(
        `INSERT INTO opportunity (id, ${terms}, by, created_at) VALUES ($1::uuid, ${given}, $13::text, $14::timestamptz) ON CONFLICT DO NOTHING RETURNING id`,
        [id, ...paramsOf(all), by, createdAt],
      ),
    find: async (start) => {
      const id = await wholeId(sql, 'opportunity', start);
      const [row] = id === null ? [] : await sql.query<CountsRow>(`SELECT ${counted} FROM opportunity o WHERE o.id = $1::uuid`, [id]);
      return row ? countsOf(row) : null;
    },
    list: async (all, limit) => {
      const rows = await sql.query<CountsRow>(
        `SELECT ${counted} FROM opportunity o WHERE $1::boolean OR o.state = 'open'
          ORDER BY o.state <> 'open', CASE WHEN o.state = 'open' THEN o.closes END, o.ended_at DESC, o.id LIMIT $2::int`,
        [all, limit],
      );
      return rows.map(countsOf);
    },
    edit: (id, version, all) =>
      did(
        `UPDATE opportunity SET (${terms}) = ROW(${given}), version = version + 1 WHERE id = $1::uuid AND version = $13::int AND state = 'open' RETURNING id`,
        [id, ...paramsOf(all), version],
      ),
    end: (id, state, { by, at, why }) => did(ending, [id, state, by, at, why]),
  };
}
