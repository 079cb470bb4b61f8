-- CreateTable
CREATE TABLE "opportunity" (
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "pay" TEXT,
    "dates" TEXT,
    "place" TEXT,
    "requires" TEXT[],
    "stage" TEXT,
    "closes" DATE NOT NULL,
    "hears" DATE NOT NULL,
    "next" TEXT,
    "link" TEXT,
    "by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL DEFAULT 'open',
    "ended_by" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    "ended_why" TEXT,

    CONSTRAINT "opportunity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "interest" (
    "opportunity_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT,
    "answered_by" TEXT,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "interest_pkey" PRIMARY KEY ("opportunity_id","person_id")
);

-- CreateIndex
CREATE INDEX "opportunity_state_idx" ON "opportunity"("state");

-- CreateIndex
CREATE INDEX "interest_person_id_idx" ON "interest"("person_id");

-- AddForeignKey
ALTER TABLE "interest" ADD CONSTRAINT "interest_opportunity_id_fkey" FOREIGN KEY ("opportunity_id") REFERENCES "opportunity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "interest" ADD CONSTRAINT "interest_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
