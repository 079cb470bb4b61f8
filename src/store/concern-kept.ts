/** Of a row `n` of `concern`: nobody has closed it. */
export const notClosed = `NOT EXISTS (
  SELECT 1 FROM (SELECT state FROM concern_event e WHERE e.concern_id = n.id ORDER BY e.id DESC LIMIT 1) newest WHERE newest.state = 'closed')`;

/** And it is about what that person wrote in the chat: a note about a session stays, and its writer needs no help. */
const theirs = `${notClosed} AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e.id::text = n.external_id)`;

/** Of a row `p` of `person`: a concern about them is not closed. What they wrote may be needed, and nobody writes to them unasked. */
export const concerned = `EXISTS (SELECT 1 FROM concern n WHERE n.person_id = p.id AND ${theirs})`;

/** How somebody is reached outside of a page: their addresses, and what they answered to the questions of `@reach`. */
const reach = `ARRAY(SELECT a.channel || ': ' || a.value FROM address a WHERE a.person_id = @person AND a.channel NOT IN ('web', 'terminal')
  UNION ALL SELECT replace(regexp_replace(a.step, '^.*[.]', ''), '_', ' ') || ': ' || (a.value #>> '{}')
    FROM conversation c JOIN answer a ON a.conversation_id = c.id AND a.replaced_at IS NULL AND a.value <> 'null'
    JOIN jsonb_to_recordset(@reach) AS r (flow text, step text) ON r.flow = c.flow AND r.step = a.step
    WHERE c.person_id = @person)`;

/**
 * Part of the statement that erases a person: of each concern about them that is not closed, and of the one that this very turn opens, what a
 * lead needs to help them. Everything else goes; with no such concern, this keeps nothing.
 */
export const keeping = `concern_kept AS (INSERT INTO concern_kept (concern_id, words, name, age_band, place, reach, at)
  SELECT concern.id, concern.words, @name, @age_band, @place, ${reach}, @at FROM turn, (
    SELECT n.id, m.content->>'text' AS words FROM concern n
      LEFT JOIN message m ON m.person_id = n.person_id AND m.channel = n.channel AND m.external_id = n.external_id AND m.direction = 'in'
      WHERE n.person_id = @person AND ${theirs}
    UNION ALL SELECT id, @words FROM jsonb_to_record(@concern) AS c (id uuid) WHERE id IS NOT NULL
  ) concern ON CONFLICT DO NOTHING)`;

/** What was done about a concern. With the word that it is closed, what was kept for it goes. */
export const adding = `WITH gone AS (DELETE FROM concern_kept WHERE concern_id = $1::uuid AND $2::text = 'closed')
INSERT INTO concern_event (concern_id, state, who, why, at) VALUES ($1::uuid, $2::text, $3::text, $4::text, $5::timestamptz)`;

export const reading = `SELECT words, name, age_band AS "ageBand", place, to_json(reach) AS reach FROM concern_kept WHERE concern_id = $1::uuid`;

export const openOf = `SELECT EXISTS (SELECT 1 FROM concern n WHERE n.person_id = $1::uuid AND ${theirs}) AS open`;
