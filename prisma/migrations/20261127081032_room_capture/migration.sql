-- AlterTable
ALTER TABLE "response" ADD COLUMN     "captured_by" TEXT;

-- CreateTable
CREATE TABLE "taken_in" (
    "run_id" UUID NOT NULL,
    "key" TEXT NOT NULL,

    CONSTRAINT "taken_in_pkey" PRIMARY KEY ("run_id","key")
);

-- AddForeignKey
ALTER TABLE "taken_in" ADD CONSTRAINT "taken_in_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "survey_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One run of a session and template takes in what was captured without phones.
CREATE UNIQUE INDEX "survey_run_room_key" ON "survey_run" ("session_id", "flow") WHERE "audience" = 'room';

-- As before, with who captured it. What is in a release stays where it is: which release that is stands beside each response, so mixing them with
-- those that came since would hide nothing, and what is coded of them goes on naming them.
CREATE OR REPLACE FUNCTION "shuffle_responses"("the_run" uuid, "all_of_it" boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM survey_run WHERE id = the_run FOR NO KEY UPDATE;
  WITH gone AS (DELETE FROM response WHERE run_id = the_run AND release IS NULL AND (state = 'finished' OR all_of_it) RETURNING *)
  INSERT INTO response (id, run_id, answers, step, state, late, mode, captured_by, version, day)
    SELECT gen_random_uuid(), run_id, answers, step, state, late, mode, captured_by, 1, day FROM gone ORDER BY gen_random_uuid();
  UPDATE invitation SET state = state WHERE run_id = the_run AND (state = 'finished' OR all_of_it);
END $$;

-- Takes into a room run what was captured there, each key once, with the concerns that what was written in it opens; then all of the run that is in no
-- release is written anew in random order, unfinished ones too, for nobody comes back to them. Holds the run first, as finishing does. Answers how many were
-- new; null: there is no such run.
CREATE FUNCTION "take_in"("the_run" uuid, "the_taken" jsonb) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  new int;
BEGIN
  PERFORM 1 FROM survey_run WHERE id = the_run AND audience = 'room' FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  WITH brought AS (SELECT DISTINCT ON (t.key) encode(sha256(convert_to(t.key, 'UTF8')), 'hex') AS hash, t.*
    FROM jsonb_to_recordset(the_taken) AS t (key text, answers jsonb, step text, finished boolean, mode text, "capturedBy" text, concerns jsonb)),
  fresh AS (INSERT INTO taken_in (run_id, key) SELECT the_run, hash FROM brought ORDER BY hash ON CONFLICT DO NOTHING RETURNING key AS hash),
  kept AS (INSERT INTO response (id, run_id, answers, step, state, mode, captured_by, day)
    SELECT gen_random_uuid(), r.id, b.answers, b.step, CASE WHEN b.finished THEN 'finished' ELSE 'started' END, b.mode, b."capturedBy",
      (r.opens_at AT TIME ZONE 'UTC')::date
    FROM fresh JOIN brought b USING (hash) JOIN survey_run r ON r.id = the_run RETURNING 1),
  raised AS (INSERT INTO concern (id, person_id, family, urgency, rule, place, channel, run_id, at)
    SELECT c.id, c.person, c.family, c.urgency, c.rule, c.place, 'web', the_run, c.at FROM fresh JOIN brought b USING (hash),
      jsonb_to_recordset(b.concerns) AS c (id uuid, person uuid, family text, urgency text, rule text, place text, at timestamptz)
    RETURNING id, at),
  noted AS (INSERT INTO audit_event (at, who, action, about) SELECT at, 'onward', 'concern opened', id::text FROM raised)
  SELECT count(*) INTO new FROM kept;
  PERFORM shuffle_responses(the_run, true);
  RETURN new;
END $$;
