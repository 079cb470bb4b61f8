-- AlterTable
ALTER TABLE "person" ADD COLUMN     "concern_at" TIMESTAMPTZ(3),
ADD COLUMN     "paused_until" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "concern" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "family" TEXT NOT NULL,
    "urgency" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "place" TEXT,
    "channel" TEXT NOT NULL,
    "external_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "concern_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "concern_event" (
    "id" BIGSERIAL NOT NULL,
    "concern_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "who" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "concern_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "concern_person_id_idx" ON "concern"("person_id");

-- CreateIndex
CREATE INDEX "concern_event_concern_id_idx" ON "concern_event"("concern_id");

-- The log of concerns is only added to: nobody can make it say that something else was seen or done.
CREATE FUNCTION "keep_concerns"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the log of concerns is only added to' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "keep_concerns" BEFORE UPDATE OR DELETE ON "concern" FOR EACH ROW EXECUTE FUNCTION "keep_concerns"();
CREATE TRIGGER "keep_concern_events" BEFORE UPDATE OR DELETE ON "concern_event" FOR EACH ROW EXECUTE FUNCTION "keep_concerns"();
