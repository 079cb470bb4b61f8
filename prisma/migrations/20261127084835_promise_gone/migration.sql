-- AlterTable
ALTER TABLE "promise" ADD COLUMN     "gone_at" TIMESTAMPTZ(3);
