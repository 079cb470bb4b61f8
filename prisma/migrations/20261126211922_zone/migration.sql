-- AlterTable
ALTER TABLE "person" ADD COLUMN     "zone" TEXT;
