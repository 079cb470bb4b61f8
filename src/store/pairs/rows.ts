import { concerned } from '../concern-kept.ts';
import { byName } from '../pathways/where.ts';

/** How rows about mentors are read. `g`: a row of `pairing`. */

export const pairColumns = `g.id, g.mentee_id AS mentee, g.mentor_id AS mentor, g.by, g.at, g.asked_at AS "askedAt", g.answer_by AS "answerBy",
  g.mentee_said AS "menteeSaid", g.mentor_said AS "mentorSaid", g.agreed_at AS "agreedAt", g.introduced_at AS "introducedAt", g.ended_at AS "endedAt",
  g.ended_by AS "endedBy", g.why, ee.name AS "menteeName", er.name AS "mentorName"`;

export const pairSource = 'pairing g LEFT JOIN person ee ON ee.id = g.mentee_id LEFT JOIN person er ON er.id = g.mentor_id';

/** The newest current answer of person `p` to a question of the flow `$1`. */
const answered = (step: string) => `(SELECT a.value FROM conversation c JOIN answer a ON a.conversation_id = c.id
  WHERE c.person_id = p.id AND c.flow = $1::text AND a.step = ${step} AND a.replaced_at IS NULL ORDER BY a.id DESC LIMIT 1)`;

/** Of person `p`, whose enrolment is `e`: they take a break, left, or said STOP. */
export const isAway = '(p.stopped_at IS NOT NULL OR e.paused_at IS NOT NULL OR e.left_at IS NOT NULL)';

const people = (
  which: string,
) => `SELECT p.id AS person, p.name, p.age_band AS "ageBand", m.wanted_at AS "wantedAt", m.offered_at AS "offeredAt",
  coalesce(${isAway}, false) AS away, coalesce(CASE jsonb_typeof(said.matters) WHEN 'array' THEN said.matters END, '[]') AS interests,
  CASE jsonb_typeof(said.area) WHEN 'string' THEN said.area #>> '{}' END AS area
FROM person p LEFT JOIN mentoring m ON m.person_id = p.id LEFT JOIN enrolment e ON e.person_id = p.id
  CROSS JOIN LATERAL (SELECT ${answered('$2::text')} AS matters, ${answered('$3::text')} AS area) said
WHERE p.merged_into IS NULL AND ${which} ORDER BY ${byName}`;

/** People as the rules of pairs need them. `$1` to `$3`: where they said what matters to them, and their town; `$4`: ids. */
export const peopleText = {
  all: people('(m.wanted_at IS NOT NULL OR m.offered_at IS NOT NULL)'),
  these: people('p.id IN (SELECT id::uuid FROM jsonb_array_elements_text($4::jsonb) AS l (id))'),
};

/** A concern about one of the two of a row `g` is not closed. */
export const oneConcerned = `EXISTS (SELECT 1 FROM person one WHERE one.id IN (g.mentee_id, g.mentor_id) AND ${concerned.replaceAll('p.id', 'one.id')})`;
