-- AlterTable
ALTER TABLE "inbound_key" ADD COLUMN     "until" TIMESTAMPTZ(3);
