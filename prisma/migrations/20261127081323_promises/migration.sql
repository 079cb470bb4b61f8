-- CreateTable
CREATE TABLE "finding" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "area" TEXT NOT NULL,
    "said" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "sent_to" TEXT,
    "sent_on" DATE,
    "answer_by" DATE,
    "sent_by" TEXT,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "finding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "finding_session" (
    "finding_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,

    CONSTRAINT "finding_session_pkey" PRIMARY KEY ("finding_id","session_id")
);

-- CreateTable
CREATE TABLE "finding_answer" (
    "id" UUID NOT NULL,
    "finding_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "on_day" DATE NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "told_at" TIMESTAMPTZ(3),

    CONSTRAINT "finding_answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "promise" (
    "id" UUID NOT NULL,
    "finding_id" UUID NOT NULL,
    "words" TEXT NOT NULL,
    "on_day" DATE NOT NULL,
    "due" DATE NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "done_on" DATE,
    "did" TEXT,
    "done_by" TEXT,
    "done_at" TIMESTAMPTZ(3),
    "told_at" TIMESTAMPTZ(3),

    CONSTRAINT "promise_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "finding_project_id_area_said_key" ON "finding"("project_id", "area", "said");

-- CreateIndex
CREATE INDEX "finding_session_session_id_idx" ON "finding_session"("session_id");

-- CreateIndex
CREATE INDEX "finding_answer_finding_id_idx" ON "finding_answer"("finding_id");

-- CreateIndex
CREATE UNIQUE INDEX "promise_finding_id_words_due_key" ON "promise"("finding_id", "words", "due");

-- AddForeignKey
ALTER TABLE "finding" ADD CONSTRAINT "finding_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding_session" ADD CONSTRAINT "finding_session_finding_id_fkey" FOREIGN KEY ("finding_id") REFERENCES "finding"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding_session" ADD CONSTRAINT "finding_session_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding_answer" ADD CONSTRAINT "finding_answer_finding_id_fkey" FOREIGN KEY ("finding_id") REFERENCES "finding"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "promise" ADD CONSTRAINT "promise_finding_id_fkey" FOREIGN KEY ("finding_id") REFERENCES "finding"("id") ON DELETE CASCADE ON UPDATE CASCADE;
