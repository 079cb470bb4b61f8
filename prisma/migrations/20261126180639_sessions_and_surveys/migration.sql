-- AlterTable
ALTER TABLE "message" ADD COLUMN     "address" TEXT,
ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "due_at" TIMESTAMPTZ(3),
ADD COLUMN     "kind" TEXT,
ADD COLUMN     "sent_id" TEXT,
ADD COLUMN     "state" TEXT;

-- AlterTable
ALTER TABLE "concern" ADD COLUMN     "run_id" UUID;

-- CreateTable
CREATE TABLE "setting" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "approval" TEXT,
    "approval_ends" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "date" DATE NOT NULL,
    "setting_id" UUID NOT NULL,
    "project_id" UUID,
    "areas" TEXT[],
    "owner_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session_facilitator" (
    "session_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,

    CONSTRAINT "session_facilitator_pkey" PRIMARY KEY ("session_id","person_id")
);

-- CreateTable
CREATE TABLE "attendance" (
    "session_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "batch" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attendance_pkey" PRIMARY KEY ("session_id","person_id")
);

-- CreateTable
CREATE TABLE "headcount" (
    "session_id" UUID NOT NULL,
    "age_band" TEXT NOT NULL DEFAULT '',
    "count" INTEGER NOT NULL,
    "batch" UUID,

    CONSTRAINT "headcount_pkey" PRIMARY KEY ("session_id","age_band")
);

-- CreateTable
CREATE TABLE "evidence" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "area" TEXT,
    "text" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "evidence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "survey_run" (
    "id" UUID NOT NULL,
    "flow" TEXT NOT NULL,
    "flow_version" INTEGER NOT NULL,
    "session_id" UUID,
    "audience" TEXT NOT NULL,
    "anonymous" BOOLEAN NOT NULL,
    "areas" TEXT[],
    "threshold" INTEGER NOT NULL,
    "opens_at" TIMESTAMPTZ(3) NOT NULL,
    "closes_at" TIMESTAMPTZ(3) NOT NULL,
    "finish_by" TIMESTAMPTZ(3) NOT NULL,
    "reminders" INTEGER NOT NULL,
    "owner_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "survey_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "link" TEXT NOT NULL,
    "message_id" BIGINT,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "withheld" TEXT,
    "reminded" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "response" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "person_id" UUID,
    "paper" TEXT,
    "session" JSONB,
    "event" TEXT,
    "answers" JSONB NOT NULL,
    "step" TEXT,
    "state" TEXT NOT NULL,
    "late" BOOLEAN NOT NULL DEFAULT false,
    "mode" TEXT NOT NULL DEFAULT 'self',
    "version" INTEGER NOT NULL DEFAULT 1,
    "day" DATE NOT NULL,
    "release" INTEGER,

    CONSTRAINT "response_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "release" (
    "flow" TEXT NOT NULL,
    "anonymous" BOOLEAN NOT NULL,
    "unit" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "figures" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "release_pkey" PRIMARY KEY ("flow","anonymous","unit","number")
);

-- CreateTable
CREATE TABLE "bulletin" (
    "id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "digest" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bulletin_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "setting_name_key" ON "setting"("name");

-- CreateIndex
CREATE UNIQUE INDEX "project_name_key" ON "project"("name");

-- CreateIndex
CREATE INDEX "session_date_idx" ON "session"("date");

-- CreateIndex
CREATE INDEX "session_facilitator_person_id_idx" ON "session_facilitator"("person_id");

-- CreateIndex
CREATE INDEX "attendance_person_id_idx" ON "attendance"("person_id");

-- CreateIndex
CREATE INDEX "attendance_batch_idx" ON "attendance"("batch");

-- CreateIndex
CREATE INDEX "evidence_session_id_idx" ON "evidence"("session_id");

-- CreateIndex
CREATE INDEX "survey_run_session_id_idx" ON "survey_run"("session_id");

-- CreateIndex
CREATE INDEX "invitation_person_id_idx" ON "invitation"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_run_id_person_id_key" ON "invitation"("run_id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_link_key" ON "invitation"("link");

-- CreateIndex
CREATE UNIQUE INDEX "response_paper_key" ON "response"("paper");

-- CreateIndex
CREATE UNIQUE INDEX "response_run_id_person_id_key" ON "response"("run_id", "person_id");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_setting_id_fkey" FOREIGN KEY ("setting_id") REFERENCES "setting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_facilitator" ADD CONSTRAINT "session_facilitator_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_facilitator" ADD CONSTRAINT "session_facilitator_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "headcount" ADD CONSTRAINT "headcount_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "survey_run" ADD CONSTRAINT "survey_run_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "survey_run" ADD CONSTRAINT "survey_run_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "survey_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "response" ADD CONSTRAINT "response_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "survey_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "response" ADD CONSTRAINT "response_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What has to be pushed and is not there yet. Partial, so that a claim costs the same however long the history is.
CREATE INDEX "message_due" ON "message" ("due_at") WHERE "state" = 'queued';

-- What is due is looked for every few seconds.
CREATE INDEX "invitation_due" ON "invitation" ("due_at") WHERE "due_at" IS NOT NULL;

-- Writes every response of an anonymous run that is done with anew, in random order and under new ids, and every invitation that is
-- finished: all in one transaction, so that neither the place of a row nor its xmin pairs the two. What a browser needed to come back goes.
CREATE FUNCTION "shuffle_responses"("the_run" uuid, "all_of_it" boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM survey_run WHERE id = the_run FOR NO KEY UPDATE;
  WITH gone AS (DELETE FROM response WHERE run_id = the_run AND (state = 'finished' OR all_of_it) RETURNING *)
  INSERT INTO response (id, run_id, answers, step, state, late, mode, version, day, release)
    SELECT gen_random_uuid(), run_id, answers, step, state, late, mode, 1, day, release FROM gone ORDER BY gen_random_uuid();
  UPDATE invitation SET due_at = NULL WHERE run_id = the_run AND (state = 'finished' OR all_of_it);
END $$;

-- Finishes one response of an anonymous run and marks its invitation, both or neither. Holds the run first: of two that finish at once
-- the second sees what the first wrote, and mixes it in.
CREATE FUNCTION "finish_anonymous"("the_run" uuid, "the_link" text, "the_paper" text, "the_version" int, "the_answers" jsonb, "is_late" boolean)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM survey_run WHERE id = the_run FOR NO KEY UPDATE;
  PERFORM 1 FROM invitation WHERE link = the_link AND run_id = the_run AND state <> 'finished' FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  IF the_version = 0 THEN
    INSERT INTO response (id, run_id, answers, state, late, day)
      SELECT gen_random_uuid(), id, the_answers, 'finished', is_late, (opens_at AT TIME ZONE 'UTC')::date FROM survey_run WHERE id = the_run;
  ELSE
    UPDATE response SET answers = the_answers, step = NULL, state = 'finished', late = is_late
      WHERE run_id = the_run AND paper = the_paper AND version = the_version AND state = 'started';
    IF NOT FOUND THEN RETURN false; END IF;
  END IF;
  UPDATE invitation SET state = 'finished' WHERE link = the_link;
  PERFORM shuffle_responses(the_run, false);
  RETURN true;
END $$;

-- Publishes figures and marks whose they are, both or neither. Holds the runs first, as finishing does: who finished, or was deleted, since
-- the responses were read makes it fail, and it is worked out anew.
CREATE FUNCTION "publish_release"("the_flow" text, "is_anonymous" boolean, "the_unit" uuid, "the_number" int, "the_figures" jsonb,
  "the_runs" uuid[], "the_responses" uuid[], "the_time" timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  marked int;
BEGIN
  PERFORM 1 FROM survey_run WHERE id = ANY (the_runs) ORDER BY id FOR NO KEY UPDATE;
  UPDATE response SET release = the_number WHERE id = ANY (the_responses) AND release IS NULL;
  GET DIAGNOSTICS marked = ROW_COUNT;
  IF marked <> cardinality(the_responses) THEN
    RAISE EXCEPTION 'responses have changed since they were read' USING ERRCODE = 'serialization_failure';
  END IF;
  INSERT INTO release VALUES (the_flow, is_anonymous, the_unit, the_number, the_figures, the_time);
END $$;
