-- AlterTable
ALTER TABLE "message" ADD COLUMN     "address" TEXT,
ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "due_at" TIMESTAMPTZ(3),
ADD COLUMN     "kind" TEXT,
ADD COLUMN     "sent_id" TEXT,
ADD COLUMN     "state" TEXT;

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
    "message_id" BIGINT,
    "state" TEXT NOT NULL DEFAULT 'invited',
    "reminded" INTEGER NOT NULL DEFAULT 0,
    "remind_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "survey_link" (
    "hash" TEXT NOT NULL,
    "invitation_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "survey_link_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "response" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "person_id" UUID,
    "paper" TEXT,
    "session" JSONB,
    "answers" JSONB NOT NULL,
    "step" TEXT,
    "state" TEXT NOT NULL,
    "late" BOOLEAN NOT NULL DEFAULT false,
    "mode" TEXT NOT NULL DEFAULT 'self',
    "version" INTEGER NOT NULL DEFAULT 1,
    "day" DATE NOT NULL,

    CONSTRAINT "response_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "result_view" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "filter" JSONB NOT NULL,
    "figures" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "result_view_pkey" PRIMARY KEY ("id")
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
CREATE INDEX "survey_link_invitation_id_idx" ON "survey_link"("invitation_id");

-- CreateIndex
CREATE UNIQUE INDEX "response_paper_key" ON "response"("paper");

-- CreateIndex
CREATE UNIQUE INDEX "response_run_id_person_id_key" ON "response"("run_id", "person_id");

-- CreateIndex
CREATE INDEX "result_view_run_id_idx" ON "result_view"("run_id");

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
ALTER TABLE "survey_link" ADD CONSTRAINT "survey_link_invitation_id_fkey" FOREIGN KEY ("invitation_id") REFERENCES "invitation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "response" ADD CONSTRAINT "response_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "survey_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "response" ADD CONSTRAINT "response_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "result_view" ADD CONSTRAINT "result_view_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "survey_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What has to be pushed and is not there yet. Partial, so that a claim costs the same however long the history is.
CREATE INDEX "message_due" ON "message" ("due_at") WHERE "state" = 'queued';
