import type { Journey, Pathways } from '../../desk/ports.ts';
import { day } from '../as-text.ts';
import type { Sql } from '../sql.ts';
import { beginningOf } from './ready.ts';

/** A moment as the day that it was there. */
const dayOf = (column: string) => day(`(${column} AT TIME ZONE $1::text)`);

/** $1 where days are counted; $2 how many sessions the first stage asks for. Who has become somebody else has nothing of their own. */
const text = `WITH came AS MATERIALIZED (SELECT a.person_id, min(s.date) AS first, (array_agg(s.date ORDER BY s.date))[$2::int] AS nth
  FROM attendance a JOIN session s ON s.id = a.session_id GROUP BY a.person_id),
moved AS MATERIALIZED (SELECT person_id, json_agg(json_build_object('stage', stage, 'day', ${dayOf('at')}) ORDER BY at, id) AS changes
  FROM stage_change WHERE at IS NOT NULL AND reversed_at IS NULL GROUP BY person_id),
listed AS MATERIALIZED (SELECT person_id, json_agg(json_build_object('stage', stage, 'held', held, 'since', ${day('since')}, 'until', ${day('until')})
  ORDER BY since, stage) AS tenures FROM tenure GROUP BY person_id),
granted AS MATERIALIZED (SELECT person_id, min(at) AS at FROM role_grant WHERE role = 'staff' GROUP BY person_id)
SELECT p.id AS person, coalesce(m.changes, '[]') AS changes, coalesce(l.tenures, '[]') AS tenures, ${day('c.first')} AS attended, ${day('c.nth')} AS begun,
  ${dayOf('p.registered_at')} AS registered, ${dayOf('e.left_at')} AS left, ${dayOf('g.at')} AS granted
FROM person p LEFT JOIN came c ON c.person_id = p.id LEFT JOIN moved m ON m.person_id = p.id LEFT JOIN listed l ON l.person_id = p.id
  LEFT JOIN granted g ON g.person_id = p.id LEFT JOIN enrolment e ON e.person_id = p.id
WHERE p.merged_into IS NULL AND (c.person_id IS NOT NULL OR m.person_id IS NOT NULL OR l.person_id IS NOT NULL OR g.person_id IS NOT NULL)`;

export function journeysOf(sql: Sql): Pathways['journeys'] {
  return (pathway, zone) => sql.query<Journey>(text, [zone, beginningOf(pathway)[1]]);
}
