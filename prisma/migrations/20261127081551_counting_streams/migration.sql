-- Surveys that are read together: of one template and kind, in one project, or alone where they belong to none.
CREATE FUNCTION "unit_runs"("the_flow" text, "is_anonymous" boolean, "the_unit" uuid) RETURNS SETOF "survey_run" LANGUAGE sql STABLE AS $$
  SELECT r.* FROM survey_run r LEFT JOIN session s ON s.id = r.session_id
  WHERE r.flow = the_flow AND r.anonymous = is_anonymous AND coalesce(s.project_id, r.id) = the_unit
$$;

-- What of them is in no release yet and may be: all of surveys that are over, and of others, if they are not waited for, who has finished.
CREATE FUNCTION "waiting_responses"("the_flow" text, "is_anonymous" boolean, "the_unit" uuid, "the_time" timestamptz, "is_early" boolean)
RETURNS SETOF "response" LANGUAGE sql STABLE AS $$
  SELECT x.* FROM unit_runs(the_flow, is_anonymous, the_unit) r JOIN response x ON x.run_id = r.id
  WHERE x.release IS NULL AND (r.finish_by <= the_time OR (is_early AND x.state = 'finished'))
$$;

DROP FUNCTION "publish_release"(text, boolean, uuid, int, jsonb, uuid[], uuid[], timestamptz);

-- Publishes figures and marks whose they are, both or neither. Holds the runs first, as finishing does. What waits now has to be what was read, so many
-- rows and the same: their ids, one over the other by XOR, are `the_mark` in hex. Who finished, or was deleted, since then makes it fail, and it is worked
-- out anew. So a hundred thousand ids need not come back to be compared.
CREATE FUNCTION "publish_release"("the_flow" text, "is_anonymous" boolean, "the_unit" uuid, "the_number" int, "the_figures" jsonb,
  "the_count" int, "the_mark" text, "the_time" timestamptz, "is_early" boolean) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  marked record;
BEGIN
  PERFORM 1 FROM survey_run WHERE id IN (SELECT id FROM unit_runs(the_flow, is_anonymous, the_unit)) ORDER BY id FOR NO KEY UPDATE;
  WITH marked AS (UPDATE response x SET release = the_number
    FROM waiting_responses(the_flow, is_anonymous, the_unit, the_time, is_early) w WHERE w.id = x.id RETURNING x.id)
  SELECT count(*) AS many, bit_xor(('x' || translate(id::text, '-', ''))::bit(128)) AS mark INTO marked FROM marked;
  IF marked.many <> the_count OR marked.mark <> ('x' || the_mark)::bit(128) THEN
    RAISE EXCEPTION 'responses have changed since they were read' USING ERRCODE = 'serialization_failure';
  END IF;
  INSERT INTO release VALUES (the_flow, is_anonymous, the_unit, the_number, the_figures, the_time);
END $$;
