-- AlterTable
ALTER TABLE "session" ADD COLUMN     "planned" BOOLEAN NOT NULL DEFAULT false;
