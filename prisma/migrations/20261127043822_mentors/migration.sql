-- CreateTable
CREATE TABLE "mentoring" (
    "person_id" UUID NOT NULL,
    "wanted_at" TIMESTAMPTZ(3),
    "offered_at" TIMESTAMPTZ(3),

    CONSTRAINT "mentoring_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "pairing" (
    "id" UUID NOT NULL,
    "mentee_id" UUID,
    "mentor_id" UUID,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "asked_at" TIMESTAMPTZ(3),
    "answer_by" TIMESTAMPTZ(3),
    "mentee_said" TEXT,
    "mentor_said" TEXT,
    "agreed_at" TIMESTAMPTZ(3),
    "introduced_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" TEXT,
    "why" TEXT,

    CONSTRAINT "pairing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pair_apart" (
    "first" UUID NOT NULL,
    "second" UUID NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_by" TEXT,
    "lift_by" TEXT,

    CONSTRAINT "pair_apart_pkey" PRIMARY KEY ("first","second")
);

-- CreateIndex
CREATE INDEX "pairing_mentee_id_idx" ON "pairing"("mentee_id");

-- CreateIndex
CREATE INDEX "pairing_mentor_id_idx" ON "pairing"("mentor_id");

-- CreateIndex
CREATE INDEX "pair_apart_second_idx" ON "pair_apart"("second");

-- AddForeignKey
ALTER TABLE "mentoring" ADD CONSTRAINT "mentoring_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pairing" ADD CONSTRAINT "pairing_mentee_id_fkey" FOREIGN KEY ("mentee_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pairing" ADD CONSTRAINT "pairing_mentor_id_fkey" FOREIGN KEY ("mentor_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pair_apart" ADD CONSTRAINT "pair_apart_first_fkey" FOREIGN KEY ("first") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pair_apart" ADD CONSTRAINT "pair_apart_second_fkey" FOREIGN KEY ("second") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Two people are one pair at most, whoever is which: nobody is asked twice about the same person.
CREATE UNIQUE INDEX "pairing_two" ON "pairing"(least("mentee_id", "mentor_id"), greatest("mentee_id", "mentor_id"))
  WHERE "mentee_id" IS NOT NULL AND "mentor_id" IS NOT NULL;
ALTER TABLE "pairing" ADD CONSTRAINT "pairing_others" CHECK ("mentee_id" <> "mentor_id");
ALTER TABLE "pair_apart" ADD CONSTRAINT "pair_apart_order" CHECK ("first" < "second");
