-- AlterTable
ALTER TABLE "person" ADD COLUMN     "heard_at" TIMESTAMPTZ(3);

-- When somebody was last heard from: their newest message, device or decision; where nothing is left of those, what was written down when
-- it went. Volatile on purpose: each call sees what others have committed by then, so a row that is locked first and asked about after
-- cannot be taken away under somebody who has just written.
CREATE FUNCTION "last_heard"("who" uuid) RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
  SELECT greatest(p.created_at, p.heard_at,
    (SELECT m.at FROM message m WHERE m.person_id = p.id AND m.direction = 'in' ORDER BY m.id DESC LIMIT 1),
    (SELECT max(a.created_at) FROM address a WHERE a.person_id = p.id),
    (SELECT max(c.at) FROM consent c WHERE c.person_id = p.id))
  FROM person p WHERE p.id = "who"
$$;
