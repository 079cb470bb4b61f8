-- AlterTable
ALTER TABLE "person" ADD COLUMN     "nudged" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "message" ADD COLUMN     "good_until" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "nudge" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "flow" TEXT NOT NULL,
    "policy" TEXT NOT NULL,
    "occurrence" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "invitation_id" UUID,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "planned_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'planned',
    "reason" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "words" TEXT,
    "message_id" BIGINT,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "nudge_pkey" PRIMARY KEY ("person_id","id")
);

-- CreateTable
CREATE TABLE "blackout" (
    "id" UUID NOT NULL,
    "from_day" DATE NOT NULL,
    "until_day" DATE NOT NULL,
    "why" TEXT NOT NULL,
    "project_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "blackout_pkey" PRIMARY KEY ("id")
);

-- AddForeignKey
ALTER TABLE "nudge" ADD CONSTRAINT "nudge_invitation_id_fkey" FOREIGN KEY ("invitation_id") REFERENCES "invitation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "blackout" ADD CONSTRAINT "blackout_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Planned again, a nudge is the same one. A fingerprint, and no secret.
CREATE FUNCTION "nudge_id"("the_flow" text, "the_policy" text, "the_person" uuid, "the_occurrence" text) RETURNS uuid LANGUAGE sql IMMUTABLE
  RETURN md5(the_flow || '/' || the_policy || '/' || the_person || '/' || the_occurrence)::uuid;

-- Of surveys. Partial, so that others do not pay for it.
CREATE INDEX "nudge_invitation" ON "nudge" ("invitation_id") WHERE "invitation_id" IS NOT NULL;

-- No foreign key to the person, which would be checked row by row: planning holds their rows, and nudges go with them, as messages do.
CREATE FUNCTION "erase_nudges"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM nudge WHERE person_id = OLD.id;
  RETURN OLD;
END $$;
CREATE TRIGGER "erase_nudges" BEFORE DELETE ON "person" FOR EACH ROW EXECUTE FUNCTION "erase_nudges"();

-- What is planned, by when it is looked at. Partial, so that what was sent costs nothing.
CREATE INDEX "nudge_due" ON "nudge" ("due_at") WHERE "state" = 'planned';

-- What went to somebody unasked: their budget is counted from it.
CREATE INDEX "message_unasked" ON "message" ("person_id", "at") WHERE "kind" IS NOT NULL;

-- What waits for its time is planned as before.
INSERT INTO nudge (id, person_id, flow, policy, occurrence, kind, invitation_id, from_at, until_at, due_at, planned_at)
  SELECT nudge_id(r.flow, k.kind, i.person_id, k.occurrence), i.person_id, r.flow, k.kind, k.occurrence, k.kind, i.id, i.due_at, r.closes_at, i.due_at, r.created_at
  FROM invitation i JOIN survey_run r ON r.id = i.run_id,
    LATERAL (SELECT CASE i.state WHEN 'waiting' THEN 'invitation' ELSE 'reminder' END AS kind,
      r.id || ':' || CASE i.state WHEN 'waiting' THEN 1 ELSE i.reminded + 1 END AS occurrence) k
  WHERE i.due_at IS NOT NULL;

-- AlterTable
ALTER TABLE "invitation" DROP COLUMN "due_at";

-- As before, without a time on invitations. Every invitation that is finished is written anew all the same: the place of a row and its xmin must not
-- tell who finished last.
CREATE OR REPLACE FUNCTION "shuffle_responses"("the_run" uuid, "all_of_it" boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM survey_run WHERE id = the_run FOR NO KEY UPDATE;
  WITH gone AS (DELETE FROM response WHERE run_id = the_run AND (state = 'finished' OR all_of_it) RETURNING *)
  INSERT INTO response (id, run_id, answers, step, state, late, mode, version, day, release)
    SELECT gen_random_uuid(), run_id, answers, step, state, late, mode, 1, day, release FROM gone ORDER BY gen_random_uuid();
  UPDATE invitation SET state = state WHERE run_id = the_run AND (state = 'finished' OR all_of_it);
END $$;
