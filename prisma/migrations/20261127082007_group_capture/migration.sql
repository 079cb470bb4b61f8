-- AlterTable
ALTER TABLE "evidence" ADD COLUMN     "said_by" TEXT,
ADD COLUMN     "speaks" TEXT;

-- CreateTable
CREATE TABLE "group_consent" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "terms_version" TEXT NOT NULL,
    "read_by" TEXT NOT NULL,
    "witness" TEXT NOT NULL,
    "agreed" INTEGER NOT NULL,
    "refused" INTEGER NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "group_consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hands" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "present" INTEGER NOT NULL,
    "counts" JSONB NOT NULL,
    "captured_by" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "release" INTEGER,

    CONSTRAINT "hands_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "paper_entry" (
    "run_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "entry" INTEGER NOT NULL,
    "answers" JSONB NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "paper_entry_pkey" PRIMARY KEY ("run_id","number","entry")
);

-- CreateTable
CREATE TABLE "results_cut" (
    "flow" TEXT NOT NULL,
    "anonymous" BOOLEAN NOT NULL,
    "unit" UUID NOT NULL,
    "by" TEXT NOT NULL,

    CONSTRAINT "results_cut_pkey" PRIMARY KEY ("flow","anonymous","unit")
);

-- CreateIndex
CREATE INDEX "group_consent_session_id_idx" ON "group_consent"("session_id");

-- CreateIndex
CREATE UNIQUE INDEX "hands_run_id_step_key" ON "hands"("run_id", "step");

-- AddForeignKey
ALTER TABLE "group_consent" ADD CONSTRAINT "group_consent_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hands" ADD CONSTRAINT "hands_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "survey_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "paper_entry" ADD CONSTRAINT "paper_entry_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "survey_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- Keeps one show of hands in place of what was counted of that question before. false: some of the run is published. Its people are in that release then, so
-- no more is counted of them. Holds the run first, as publishing does.
CREATE FUNCTION "count_hands"("the_id" uuid, "the_run" uuid, "the_step" text, "how_many" int, "the_counts" jsonb, "who" text, "the_day" date)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM survey_run WHERE id = the_run AND audience = 'room' FOR NO KEY UPDATE;
  IF NOT FOUND OR EXISTS (SELECT 1 FROM hands WHERE run_id = the_run AND release IS NOT NULL) THEN RETURN false; END IF;
  INSERT INTO hands (id, run_id, step, present, counts, captured_by, day) VALUES (the_id, the_run, the_step, how_many, the_counts, who, the_day)
    ON CONFLICT (run_id, step) DO UPDATE SET id = excluded.id, present = excluded.present, counts = excluded.counts,
      captured_by = excluded.captured_by, day = excluded.day;
  RETURN true;
END $$;

-- Fails where results are cut another way now than when they were worked out. Beside publish_release, in its statement.
CREATE FUNCTION "same_cut"("the_flow" text, "is_anonymous" boolean, "the_unit" uuid, "the_cut" text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF the_cut <> coalesce((SELECT c.by FROM results_cut c WHERE c.flow = the_flow AND c.anonymous = is_anonymous AND c.unit = the_unit), 'setting') THEN
    RAISE EXCEPTION 'the cut has changed since it was read' USING ERRCODE = 'serialization_failure';
  END IF;
END $$;

-- Publishes figures of shows of hands and marks which, both or neither. Holds the runs first, as counting does: a show of hands that was counted again, or
-- one more of the same room, makes it fail, and it is worked out anew.
CREATE FUNCTION "publish_hands"("the_flow" text, "is_anonymous" boolean, "the_unit" uuid, "the_number" int, "the_figures" jsonb, "the_hands" uuid[],
  "the_cut" text, "the_time" timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  marked int;
BEGIN
  PERFORM 1 FROM survey_run WHERE id IN (SELECT id FROM unit_runs(the_flow, is_anonymous, the_unit)) ORDER BY id FOR NO KEY UPDATE;
  UPDATE hands SET release = the_number WHERE id = ANY (the_hands) AND release IS NULL;
  GET DIAGNOSTICS marked = ROW_COUNT;
  IF marked <> cardinality(the_hands)
    OR EXISTS (SELECT 1 FROM hands h JOIN hands one ON one.run_id = h.run_id WHERE one.id = ANY (the_hands) AND h.release IS NULL) THEN
    RAISE EXCEPTION 'hands have changed since they were read' USING ERRCODE = 'serialization_failure';
  END IF;
  PERFORM same_cut(the_flow, is_anonymous, the_unit, the_cut);
  INSERT INTO release VALUES (the_flow, is_anonymous, the_unit, the_number, the_figures, the_time);
END $$;

-- Says by what results are cut. false: some are published. Holds the runs first, as publishing does.
CREATE FUNCTION "cut_results"("the_flow" text, "is_anonymous" boolean, "the_unit" uuid, "the_runs" uuid[], "the_cut" text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM survey_run WHERE id = ANY (the_runs) ORDER BY id FOR NO KEY UPDATE;
  IF EXISTS (SELECT 1 FROM release r WHERE r.flow = the_flow AND r.anonymous = is_anonymous AND r.unit = the_unit) THEN RETURN false; END IF;
  INSERT INTO results_cut VALUES (the_flow, is_anonymous, the_unit, the_cut) ON CONFLICT ("flow", "anonymous", "unit") DO UPDATE SET by = excluded.by;
  RETURN true;
END $$;
