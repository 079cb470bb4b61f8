-- AlterTable
ALTER TABLE "consent" ADD COLUMN     "witness" TEXT;

-- CreateTable
CREATE TABLE "role_grant" (
    "person_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "place" TEXT NOT NULL DEFAULT '',
    "rung" INTEGER NOT NULL DEFAULT 1,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "role_grant_pkey" PRIMARY KEY ("person_id","role","place")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "who" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "about" TEXT,
    "why" TEXT,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "concern_alert" (
    "concern_id" UUID NOT NULL,
    "lead_id" UUID NOT NULL,
    "rung" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "concern_alert_pkey" PRIMARY KEY ("concern_id","lead_id")
);

-- CreateTable
CREATE TABLE "tombstone" (
    "hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tombstone_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "used_ticket" (
    "hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "used_ticket_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE INDEX "role_grant_role_idx" ON "role_grant"("role");

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The audit is only added to, and each row is sealed: its hash is over what it says and the hash before. Rows are numbered without a gap, so
-- that one which is gone shows. Writers wait for each other here, and nowhere else, until they commit.
CREATE FUNCTION "chain_audit"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last audit_event;
  part text;
  sealed text := '';
BEGIN
  PERFORM pg_advisory_xact_lock(20190611);
  SELECT * INTO last FROM audit_event ORDER BY id DESC LIMIT 1;
  NEW.id := coalesce(last.id, 0) + 1;
  FOREACH part IN ARRAY ARRAY[coalesce(last.hash, ''), NEW.id::text, floor(extract(epoch FROM NEW.at) * 1000)::bigint::text,
    NEW.who, NEW.action, NEW.about, NEW.why] LOOP
    sealed := sealed || coalesce(octet_length(part) || ':' || part, '-') || ',';
  END LOOP;
  NEW.hash := encode(sha256(convert_to(sealed, 'UTF8')), 'hex');
  RETURN NEW;
END $$;
CREATE TRIGGER "chain_audit" BEFORE INSERT ON "audit_event" FOR EACH ROW EXECUTE FUNCTION "chain_audit"();

-- What is only added to can be taken away by one thing: retention, which says so to the database and writes it in the audit.
CREATE FUNCTION "keep_audit"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('onward.retention', true) = 'on' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'the audit is only added to' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "keep_audit" BEFORE UPDATE OR DELETE ON "audit_event" FOR EACH ROW EXECUTE FUNCTION "keep_audit"();
CREATE OR REPLACE FUNCTION "keep_concerns"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('onward.retention', true) = 'on' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'the log of concerns is only added to' USING ERRCODE = 'restrict_violation';
END $$;
