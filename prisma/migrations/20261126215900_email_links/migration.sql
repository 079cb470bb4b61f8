-- AlterTable
ALTER TABLE "address" ADD COLUMN     "from_message" BIGINT;

-- AlterTable
ALTER TABLE "resume_code" ADD COLUMN     "from_message" BIGINT;

-- A bounce names a message and no person. Only emails are in it.
CREATE INDEX "message_emailed" ON "message" ("id") WHERE "channel" = 'email' AND "direction" = 'out';
