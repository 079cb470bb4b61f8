-- CreateTable
CREATE TABLE "pack" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "contents" JSONB NOT NULL,

    CONSTRAINT "pack_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pack_figure" (
    "pack_id" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "query" JSONB NOT NULL,
    "cut_off" JSONB NOT NULL,
    "value" JSONB NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "pack_figure_pkey" PRIMARY KEY ("pack_id","id")
);

-- CreateTable
CREATE TABLE "quote_reading" (
    "mark" TEXT NOT NULL,
    "approved" BOOLEAN NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "quote_reading_pkey" PRIMARY KEY ("mark")
);

-- CreateIndex
CREATE INDEX "pack_project_id_idx" ON "pack"("project_id");

-- AddForeignKey
ALTER TABLE "pack" ADD CONSTRAINT "pack_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pack_figure" ADD CONSTRAINT "pack_figure_pack_id_fkey" FOREIGN KEY ("pack_id") REFERENCES "pack"("id") ON DELETE CASCADE ON UPDATE CASCADE;
