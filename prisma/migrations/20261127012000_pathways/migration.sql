-- CreateTable
CREATE TABLE "pathway_version" (
    "version" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "definition" JSONB NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pathway_version_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "enrolment" (
    "person_id" UUID NOT NULL,
    "goal" TEXT,
    "goal_at" TIMESTAMPTZ(3),
    "paused_at" TIMESTAMPTZ(3),
    "left_at" TIMESTAMPTZ(3),

    CONSTRAINT "enrolment_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "stage_change" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "stage" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "follows" UUID,
    "by" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "why" TEXT NOT NULL,
    "second" TEXT,
    "at" TIMESTAMPTZ(3),
    "reversed_by" TEXT,
    "reversed_at" TIMESTAMPTZ(3),
    "reversed_why" TEXT,

    CONSTRAINT "stage_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "proof" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "which" TEXT NOT NULL,
    "outcome" TEXT,
    "date" DATE NOT NULL,
    "valid_until" DATE,
    "words" TEXT,
    "how" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "batch" UUID NOT NULL,
    "session_id" UUID,
    "signed_by" TEXT,
    "signed_at" TIMESTAMPTZ(3),

    CONSTRAINT "proof_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "waiver" (
    "person_id" UUID NOT NULL,
    "requirement" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "until" DATE,

    CONSTRAINT "waiver_pkey" PRIMARY KEY ("person_id","requirement")
);

-- CreateIndex
CREATE INDEX "stage_change_person_id_idx" ON "stage_change"("person_id");

-- CreateIndex
CREATE INDEX "proof_person_id_idx" ON "proof"("person_id");

-- CreateIndex
CREATE INDEX "proof_batch_idx" ON "proof"("batch");

-- AddForeignKey
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stage_change" ADD CONSTRAINT "stage_change_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stage_change" ADD CONSTRAINT "stage_change_version_fkey" FOREIGN KEY ("version") REFERENCES "pathway_version"("version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proof" ADD CONSTRAINT "proof_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proof" ADD CONSTRAINT "proof_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "waiver" ADD CONSTRAINT "waiver_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Of two changes of one person's stage that follow the same one, one is refused: somebody who pressed twice, or two who decided at once.
-- What waits for a second person counts as decided until it is reversed.
CREATE UNIQUE INDEX "stage_change_follows_key" ON "stage_change" ("person_id", coalesce("follows", '00000000-0000-0000-0000-000000000000'))
  WHERE "reversed_at" IS NULL;

-- A training that staff record is there once for a day, however often the button is pressed.
CREATE UNIQUE INDEX "proof_training_key" ON "proof" ("person_id", "which", "date") WHERE "kind" = 'training' AND "how" = 'staff';
