-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "name" TEXT,
    "age_band" TEXT,
    "place" TEXT,
    "language" TEXT NOT NULL DEFAULT 'en',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "registered_at" TIMESTAMPTZ(3),
    "stopped_at" TIMESTAMPTZ(3),
    "person_wanted_at" TIMESTAMPTZ(3),

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "address" (
    "channel" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "address_pkey" PRIMARY KEY ("channel","value")
);

-- CreateTable
CREATE TABLE "flow_version" (
    "flow" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "definition" JSONB NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "flow_version_pkey" PRIMARY KEY ("flow","version")
);

-- CreateTable
CREATE TABLE "terms" (
    "purpose" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "wording" JSONB NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "terms_pkey" PRIMARY KEY ("purpose","version")
);

-- CreateTable
CREATE TABLE "conversation" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "flow" TEXT NOT NULL,
    "flow_version" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "session" JSONB NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "silent_at" TIMESTAMPTZ(3),
    "silent_hour" TIMESTAMPTZ(3),

    CONSTRAINT "conversation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "answer" (
    "id" BIGSERIAL NOT NULL,
    "conversation_id" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "value" JSONB,
    "category" TEXT,
    "raw" TEXT NOT NULL,
    "terms_version" TEXT NOT NULL,
    "mode" TEXT NOT NULL DEFAULT 'self',
    "at" TIMESTAMPTZ(3) NOT NULL,
    "replaced_at" TIMESTAMPTZ(3),

    CONSTRAINT "answer_pkey" PRIMARY KEY ("conversation_id","id")
);

-- CreateTable
CREATE TABLE "message" (
    "id" BIGSERIAL NOT NULL,
    "person_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "external_id" TEXT,
    "content" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_pkey" PRIMARY KEY ("person_id","id")
);

-- CreateTable
CREATE TABLE "consent" (
    "id" BIGSERIAL NOT NULL,
    "person_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "terms_version" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "how" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbound_key" (
    "channel" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inbound_key_pkey" PRIMARY KEY ("channel","external_id")
);

-- CreateTable
CREATE TABLE "resume_code" (
    "hash" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "resume_code_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "tally" (
    "key" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "tally_pkey" PRIMARY KEY ("key","day")
);

-- CreateIndex
CREATE INDEX "address_person_id_idx" ON "address"("person_id");

-- CreateIndex
CREATE INDEX "conversation_person_id_flow_started_at_idx" ON "conversation"("person_id", "flow", "started_at");

-- CreateIndex
CREATE INDEX "consent_person_id_purpose_idx" ON "consent"("person_id", "purpose");

-- CreateIndex
CREATE INDEX "resume_code_person_id_idx" ON "resume_code"("person_id");

-- AddForeignKey
ALTER TABLE "address" ADD CONSTRAINT "address_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "resume_code" ADD CONSTRAINT "resume_code_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What a Prisma schema can't say.
-- One open conversation for a person: two first messages at once can't begin two.
CREATE UNIQUE INDEX "conversation_one_open" ON "conversation" ("person_id") WHERE "ended_at" IS NULL;
-- The tick looks only at those that wait for a silence.
CREATE INDEX "conversation_silent" ON "conversation" ("silent_hour") WHERE "ended_at" IS NULL AND "silent_hour" IS NOT NULL;
-- A conversation is written at every turn: room in its page lets the new row lie beside the old one.
ALTER TABLE "conversation" SET (fillfactor = 60);

-- Answers go with their conversation, and messages with their person. A trigger works after the cascades, so it has waited for every
-- turn under way, and sees what that turn wrote.
CREATE FUNCTION "erase_answers"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "answer" WHERE "conversation_id" = OLD."id";
  RETURN NULL;
END $$;
CREATE TRIGGER "erase_answers" AFTER DELETE ON "conversation" FOR EACH ROW EXECUTE FUNCTION "erase_answers"();

CREATE FUNCTION "erase_messages"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "message" WHERE "person_id" = OLD."id";
  RETURN NULL;
END $$;
CREATE TRIGGER "erase_messages" AFTER DELETE ON "person" FOR EACH ROW EXECUTE FUNCTION "erase_messages"();
