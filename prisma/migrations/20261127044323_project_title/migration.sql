-- AlterTable
ALTER TABLE "project" ADD COLUMN     "title" TEXT;
