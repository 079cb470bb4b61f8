-- CreateTable
CREATE TABLE "tablet" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "locked" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "starts_until" TIMESTAMPTZ(3) NOT NULL,
    "takes_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tablet_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "tablet_code_key" ON "tablet"("code");

-- CreateIndex
CREATE INDEX "tablet_run_id_idx" ON "tablet"("run_id");

-- CreateIndex
CREATE INDEX "tablet_takes_until_idx" ON "tablet"("takes_until");

-- AddForeignKey
ALTER TABLE "tablet" ADD CONSTRAINT "tablet_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "survey_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
