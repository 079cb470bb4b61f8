-- CreateTable
CREATE TABLE "codebook_version" (
    "version" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "definition" JSONB NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "codebook_version_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "coding" (
    "id" UUID NOT NULL,
    "response_id" UUID,
    "step" TEXT NOT NULL,
    "evidence_id" UUID,
    "place" INTEGER NOT NULL,
    "coder" TEXT NOT NULL,
    "codebook" INTEGER NOT NULL,
    "areas" TEXT[],
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "coding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "coded_release" (
    "flow" TEXT NOT NULL,
    "anonymous" BOOLEAN NOT NULL,
    "unit" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "step" TEXT NOT NULL,
    "codebook" INTEGER NOT NULL,
    "figures" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "coded_release_pkey" PRIMARY KEY ("flow","anonymous","unit","number","step")
);

-- CreateIndex
CREATE UNIQUE INDEX "coding_response_id_step_place_key" ON "coding"("response_id", "step", "place");

-- CreateIndex
CREATE UNIQUE INDEX "coding_evidence_id_place_key" ON "coding"("evidence_id", "place");

-- AddForeignKey
ALTER TABLE "coding" ADD CONSTRAINT "coding_response_id_fkey" FOREIGN KEY ("response_id") REFERENCES "response"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coding" ADD CONSTRAINT "coding_evidence_id_fkey" FOREIGN KEY ("evidence_id") REFERENCES "evidence"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coded_release" ADD CONSTRAINT "coded_release_flow_anonymous_unit_number_fkey" FOREIGN KEY ("flow", "anonymous", "unit", "number") REFERENCES "release"("flow", "anonymous", "unit", "number") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "coding" ADD CONSTRAINT "coding_about" CHECK (("response_id" IS NULL) <> ("evidence_id" IS NULL) AND "place" BETWEEN 1 AND 3);

-- How far each text is. Areas are kept in alphabetical order, so two lists that say the same are the same. `settled` of src/insight/coding says it of one.
CREATE VIEW "coded" AS SELECT response_id, step, evidence_id, count(*)::int AS codings, array_agg(coder) AS coders,
  bool_or(place = 3) OR (count(*) = 2 AND min(areas) = max(areas)) AS settled, count(*) = 2 AND min(areas) <> max(areas) AS differ
  FROM coding GROUP BY response_id, step, evidence_id;

-- Keeps what one coder found in one text. Holds the text first: of two who press at once the second sees what the first did. Answers what came of it:
-- kept (also when it was kept before), again (they said something else before), settled (without them), differ (somebody has to settle it, having seen
-- both), open (there is nothing to settle yet), gone.
CREATE FUNCTION "code_text"("the_id" uuid, "the_response" uuid, "the_step" text, "the_evidence" uuid, "the_coder" text, "the_codebook" int,
  "the_areas" text[], "settling" boolean, "the_time" timestamptz) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  sorted text[] := ARRAY(SELECT DISTINCT area FROM unnest(the_areas) AS a (area) ORDER BY area);
  mine text[];
  so_far record;
  free int;
BEGIN
  IF the_response IS NULL THEN
    PERFORM 1 FROM evidence WHERE id = the_evidence FOR NO KEY UPDATE;
  ELSE
    PERFORM 1 FROM response WHERE id = the_response FOR NO KEY UPDATE;
  END IF;
  IF NOT FOUND THEN RETURN 'gone'; END IF;
  SELECT areas INTO mine FROM coding
    WHERE ((response_id = the_response AND step = the_step) OR evidence_id = the_evidence) AND coder = the_coder;
  IF FOUND THEN RETURN CASE WHEN mine = sorted THEN 'kept' ELSE 'again' END; END IF;
  SELECT settled, differ INTO so_far FROM coded WHERE (response_id = the_response AND step = the_step) OR evidence_id = the_evidence;
  IF so_far.settled THEN RETURN 'settled'; END IF;
  IF settling AND so_far.differ IS NOT TRUE THEN RETURN 'open'; END IF;
  IF so_far.differ AND NOT settling THEN RETURN 'differ'; END IF;
  SELECT min(place) INTO free FROM generate_series(CASE WHEN settling THEN 3 ELSE 1 END, 3) AS p (place) WHERE NOT EXISTS (
    SELECT 1 FROM coding c WHERE ((c.response_id = the_response AND c.step = the_step) OR c.evidence_id = the_evidence) AND c.place = p.place);
  INSERT INTO coding (id, response_id, step, evidence_id, place, coder, codebook, areas, at)
    VALUES (the_id, the_response, the_step, the_evidence, free, the_coder, the_codebook, sorted, the_time);
  RETURN 'kept';
END $$;

-- Takes back what one coder found in a text, while it is not settled. Answers undone, settled or none.
CREATE FUNCTION "uncode_text"("the_response" uuid, "the_step" text, "the_evidence" uuid, "the_coder" text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  IF the_response IS NULL THEN
    PERFORM 1 FROM evidence WHERE id = the_evidence FOR NO KEY UPDATE;
  ELSE
    PERFORM 1 FROM response WHERE id = the_response FOR NO KEY UPDATE;
  END IF;
  IF EXISTS (SELECT 1 FROM coded WHERE settled AND ((response_id = the_response AND step = the_step) OR evidence_id = the_evidence))
    THEN RETURN 'settled'; END IF;
  DELETE FROM coding WHERE ((response_id = the_response AND step = the_step) OR evidence_id = the_evidence) AND coder = the_coder;
  RETURN CASE WHEN FOUND THEN 'undone' ELSE 'none' END;
END $$;
