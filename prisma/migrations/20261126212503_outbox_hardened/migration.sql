-- AlterTable
ALTER TABLE "message" ADD COLUMN     "doubt" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "leased_until" TIMESTAMPTZ(3),
ADD COLUMN     "reason" TEXT,
ADD COLUMN     "sent_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "letterbox" (
    "person_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "place" TEXT,
    "not_before" TIMESTAMPTZ(3),
    "refusals" INTEGER NOT NULL DEFAULT 0,
    "unreachable_at" TIMESTAMPTZ(3),

    CONSTRAINT "letterbox_pkey" PRIMARY KEY ("person_id","channel","address")
);

-- CreateTable
CREATE TABLE "lane" (
    "channel" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "busy_until" TIMESTAMPTZ(3),
    "closed_until" TIMESTAMPTZ(3),

    CONSTRAINT "lane_pkey" PRIMARY KEY ("channel","key")
);

-- AddForeignKey
ALTER TABLE "letterbox" ADD CONSTRAINT "letterbox_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was sent before this was written down: when it was said is near enough.
UPDATE "message" SET "sent_at" = "at" WHERE "state" IN ('sent', 'unknown');

-- What has to be pushed and is not there yet, in the order in which it goes: answers and alerts, which somebody waits for, before all
-- else. Partial, so that a claim costs the same however long the history is; by time, so that it costs the same however much is planned.
DROP INDEX "message_due";
CREATE INDEX "message_queue" ON "message" ("channel", (CASE WHEN coalesce("kind", 'alert') = 'alert' THEN 0 ELSE 1 END), "due_at", "id") WHERE "state" = 'queued';
-- The same by person: whether something that is due, or was put off, or that somebody waits for, has to go before it.
CREATE INDEX "message_line" ON "message" ("person_id", "channel", "due_at") WHERE "state" = 'queued';
CREATE INDEX "message_first" ON "message" ("person_id", "channel") WHERE "state" = 'queued' AND ("reason" IS NOT NULL OR coalesce("kind", 'alert') = 'alert');
-- A claim changes nothing that an index looks at: with room in its page the new row lies beside the old one.
ALTER TABLE "message" SET (fillfactor = 90);
-- What staff are shown: few rows.
CREATE INDEX "message_failed" ON "message" ("id") WHERE "state" = 'failed';
-- Who is asked nowhere: few rows.
CREATE INDEX "letterbox_unreachable" ON "letterbox" ("unreachable_at") WHERE "unreachable_at" IS NOT NULL;
