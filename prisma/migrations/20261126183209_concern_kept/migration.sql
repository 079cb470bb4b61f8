-- CreateTable
CREATE TABLE "concern_kept" (
    "concern_id" UUID NOT NULL,
    "words" TEXT,
    "name" TEXT,
    "age_band" TEXT,
    "place" TEXT,
    "reach" TEXT[],
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "concern_kept_pkey" PRIMARY KEY ("concern_id")
);
