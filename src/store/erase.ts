/** Where words were that may not be kept any more. */
const STRUCK = '[…]';

/** A value as it stands in the text of a JSON document, so that a pattern finds exactly it. */
const literally = (value: string) =>
  String.raw`regexp_replace(regexp_replace(to_jsonb(${value})::text, '^"|"$', '', 'g'), '([].*+?^(){}|\\$[])', '\\\1', 'g')`;

/**
 * Parts of a statement that erase answers for good: their rows, what they left in the state of their conversations, and the words in the
 * history of the chat, both as they were typed and where they were listed. A message that opened a concern stays as it is: what somebody in
 * danger wrote is not ours to lose (DPA 2018 Sch 1 para 18).
 *
 * @param steps rows with `flow` and `step`
 * @param other which conversations `c` this statement does not write anyway
 */
export function erasing(steps: string, other: string): string[] {
  return [
    `gone AS (SELECT a.conversation_id, a.id, a.raw, a.value #>> '{}' AS value FROM ${steps} step
      JOIN conversation c ON c.person_id = @person AND c.flow = step.flow
      JOIN answer a ON a.conversation_id = c.id AND a.step = step.step)`,
    'erased AS (DELETE FROM answer a USING gone WHERE a.conversation_id = gone.conversation_id AND a.id = gone.id)',
    `left_behind AS (SELECT c.id, jsonb_object_agg(step.step, '{"value": null, "category": "skipped", "raw": ""}'::jsonb) AS answers
      FROM ${steps} step JOIN conversation c ON c.person_id = @person AND c.flow = step.flow AND c.session->'answers' ? step.step
      WHERE ${other} GROUP BY c.id)`,
    `cleaned AS (UPDATE conversation c SET session = jsonb_set(c.session, '{answers}', (c.session->'answers') || left_behind.answers)
      FROM left_behind WHERE c.id = left_behind.id)`,
    String.raw`said AS (SELECT '(?<=: )(' || string_agg(DISTINCT ${literally('value')}, '|') || ')(?=\\n|"|\. )' AS pattern FROM gone WHERE value <> '')`,
    `struck AS (UPDATE message m SET content = CASE m.direction WHEN 'in' THEN '{"text": "${STRUCK}"}'::jsonb
        ELSE regexp_replace(m.content::text, said.pattern, '${STRUCK}', 'g')::jsonb END
      FROM said WHERE m.person_id = @person AND CASE m.direction WHEN 'in'
        THEN m.content->>'text' IN (SELECT raw FROM gone WHERE raw <> '') ELSE m.content::text ~ said.pattern END
      AND NOT EXISTS (SELECT 1 FROM concern k WHERE k.person_id = m.person_id AND k.channel = m.channel AND k.external_id = m.external_id))`,
  ];
}
