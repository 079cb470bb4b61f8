-- AlterTable
ALTER TABLE "headcount" ADD COLUMN     "at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "hands" ADD COLUMN     "at" TIMESTAMPTZ(3);
UPDATE "hands" SET "at" = "day";
ALTER TABLE "hands" ALTER COLUMN "at" SET NOT NULL;

-- As before, but what was counted earlier does not replace what was counted later: a tablet may hand in days after. That it did not is in the audit, for
-- whoever counted it is told that it has come.
DROP FUNCTION "count_hands"(uuid, uuid, text, int, jsonb, text, date);
CREATE FUNCTION "count_hands"("the_id" uuid, "the_run" uuid, "the_step" text, "how_many" int, "the_counts" jsonb, "who" text, "the_day" date,
  "the_time" timestamptz, "the_moment" timestamptz) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM survey_run WHERE id = the_run AND audience = 'room' FOR NO KEY UPDATE;
  IF NOT FOUND OR EXISTS (SELECT 1 FROM hands WHERE run_id = the_run AND release IS NOT NULL) THEN RETURN false; END IF;
  INSERT INTO hands (id, run_id, step, present, counts, captured_by, day, at)
    VALUES (the_id, the_run, the_step, how_many, the_counts, who, the_day, the_time)
    ON CONFLICT (run_id, step) DO UPDATE SET id = excluded.id, present = excluded.present, counts = excluded.counts,
      captured_by = excluded.captured_by, day = excluded.day, at = excluded.at WHERE hands.at <= excluded.at;
  IF NOT FOUND THEN
    INSERT INTO audit_event (at, who, action, about, why) VALUES (the_moment, who, 'older hands left out', the_run::text, the_step);
  END IF;
  RETURN true;
END $$;
