-- CreateTable
CREATE TABLE "job" (
    "name" TEXT NOT NULL,
    "slot" TIMESTAMPTZ(3) NOT NULL,
    "done_slot" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "late_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "owner" UUID NOT NULL,
    "lease_until" TIMESTAMPTZ(3) NOT NULL,
    "counts" JSONB NOT NULL DEFAULT '{}',
    "error" TEXT,

    CONSTRAINT "job_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "digest" (
    "week" TIMESTAMPTZ(3) NOT NULL,
    "figures" JSONB NOT NULL,
    "posted" TEXT,

    CONSTRAINT "digest_pkey" PRIMARY KEY ("week")
);

-- Nights were counted here before jobs had rows of their own.
DELETE FROM "tally" WHERE "key" = 'retention';

-- What waits for somebody to look at it: few rows of many, counted each time that metrics are asked for.
CREATE INDEX "message_stuck" ON "message" ("channel", "state") WHERE "state" IN ('failed', 'unknown', 'held');
