-- AlterTable
ALTER TABLE "person" ADD COLUMN     "batch" UUID;

-- CreateTable
CREATE TABLE "tenure" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "stage" TEXT NOT NULL,
    "held" BOOLEAN NOT NULL,
    "since" DATE,
    "until" DATE,
    "batch" UUID NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tenure_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "tenure_person_id_idx" ON "tenure"("person_id");

-- CreateIndex
CREATE INDEX "tenure_batch_idx" ON "tenure"("batch");

-- CreateIndex
CREATE INDEX "person_batch_idx" ON "person"("batch");

-- AddForeignKey
ALTER TABLE "tenure" ADD CONSTRAINT "tenure_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What a list says once it says once, however often it is imported. `-infinity`: on a day that nobody knows.
CREATE UNIQUE INDEX "tenure_once_key" ON "tenure" ("person_id", "stage", coalesce("since", '-infinity'));

-- Whether anything is kept of somebody beside what the import with this number brought: then undoing it leaves them. Asks every table in which people
-- are, so that no table is forgotten. VOLATILE: it sees what was written while the caller waited for the person.
CREATE FUNCTION "has_more"("the_person" uuid, "the_batch" uuid) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  place record;
  more boolean;
BEGIN
  IF EXISTS (SELECT 1 FROM person p WHERE p.id = the_person AND (p.registered_at IS NOT NULL OR p.stopped_at IS NOT NULL OR p.merged_into IS NOT NULL))
    OR EXISTS (SELECT 1 FROM role_grant r WHERE r.person_id = the_person) OR EXISTS (SELECT 1 FROM merge m WHERE m.kept_id = the_person)
    OR EXISTS (SELECT 1 FROM tenure t WHERE t.person_id = the_person AND t.batch <> the_batch)
    OR EXISTS (SELECT 1 FROM address a JOIN person p ON p.id = a.person_id WHERE a.person_id = the_person AND a.created_at <> p.created_at)
  THEN RETURN true; END IF;
  FOR place IN SELECT m.tab, m.col FROM merged_tables() m WHERE m.tab NOT IN ('address', 'tenure') LOOP
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I WHERE %I = $1)', place.tab, place.col) INTO more USING the_person;
    IF more THEN RETURN true; END IF;
  END LOOP;
  RETURN false;
END $$;
