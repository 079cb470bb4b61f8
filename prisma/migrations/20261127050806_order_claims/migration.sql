-- AlterTable
ALTER TABLE "concern_alert" ADD COLUMN     "message_id" BIGINT;

-- AlterTable
ALTER TABLE "inbound_key" ADD COLUMN     "until" TIMESTAMPTZ(3);
