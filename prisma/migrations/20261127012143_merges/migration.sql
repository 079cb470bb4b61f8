-- AlterTable
ALTER TABLE "person" ADD COLUMN     "merged_into" UUID;

-- CreateTable
CREATE TABLE "merge" (
    "seq" BIGSERIAL NOT NULL,
    "other_id" UUID NOT NULL,
    "kept_id" UUID NOT NULL,
    "who" TEXT NOT NULL,
    "why" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "moved" JSONB NOT NULL DEFAULT '{}',
    "apart" JSONB NOT NULL DEFAULT '{}',
    "other" JSONB NOT NULL DEFAULT '{}',
    "before" JSONB NOT NULL DEFAULT '{}',
    "after" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "merge_pkey" PRIMARY KEY ("other_id")
);

-- CreateTable
CREATE TABLE "not_same" (
    "first" UUID NOT NULL,
    "second" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "not_same_pkey" PRIMARY KEY ("first","second")
);

-- CreateIndex
CREATE INDEX "merge_kept_id_idx" ON "merge"("kept_id");

-- CreateIndex
CREATE INDEX "person_merged_into_idx" ON "person"("merged_into");

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_merged_into_fkey" FOREIGN KEY ("merged_into") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "merge" ADD CONSTRAINT "merge_other_id_fkey" FOREIGN KEY ("other_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "merge" ADD CONSTRAINT "merge_kept_id_fkey" FOREIGN KEY ("kept_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "not_same" ADD CONSTRAINT "not_same_first_fkey" FOREIGN KEY ("first") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "not_same" ADD CONSTRAINT "not_same_second_fkey" FOREIGN KEY ("second") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The log of concerns is only added to. One thing about it may change: whom a concern is about, between two people who are being merged or
-- parted, and only while the row of that merge says so. What was seen and what was done about it stays as it is.
CREATE OR REPLACE FUNCTION "keep_concerns"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('onward.retention', true) = 'on' THEN
    RETURN OLD;
  END IF;
  IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'concern' AND current_setting('onward.merging', true) = 'on' THEN
    IF to_jsonb(NEW) - 'person_id' = to_jsonb(OLD) - 'person_id' AND EXISTS (SELECT 1 FROM merge m
      WHERE (m.kept_id, m.other_id) IN ((NEW.person_id, OLD.person_id), (OLD.person_id, NEW.person_id))) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'the log of concerns is only added to' USING ERRCODE = 'restrict_violation';
END $$;

-- Every column that says whose a row is, with what tells two rows of one person apart. One list for merging and for undoing it. Answers go with
-- their conversation. Roles are not in it: who has one is not merged.
CREATE FUNCTION "merged_tables"() RETURNS TABLE ("tab" text, "col" text, "keys" text[]) LANGUAGE sql IMMUTABLE AS $$
  VALUES ('address', 'person_id', ARRAY['channel', 'value']), ('conversation', 'person_id', ARRAY['id']), ('message', 'person_id', ARRAY['id']),
    ('consent', 'person_id', ARRAY['id']), ('resume_code', 'person_id', ARRAY['hash']), ('concern', 'person_id', ARRAY['id']),
    ('letterbox', 'person_id', ARRAY['channel', 'address']), ('attendance', 'person_id', ARRAY['session_id']),
    ('session_facilitator', 'person_id', ARRAY['session_id']), ('session', 'owner_id', ARRAY['id']), ('survey_run', 'owner_id', ARRAY['id']),
    ('invitation', 'person_id', ARRAY['id']), ('nudge', 'person_id', ARRAY['id']), ('response', 'person_id', ARRAY['id']),
    ('enrolment', 'person_id', ARRAY['person_id']), ('stage_change', 'person_id', ARRAY['id']), ('proof', 'person_id', ARRAY['id']),
    ('waiver', 'person_id', ARRAY['requirement'])
$$;

-- What two said about their own pathway, as one says it: both goals, the newer first; and a break or leaving of either, since the first of them, because
-- nobody is asked what they said no to, and coming back is one word.
CREATE FUNCTION "one_enrolment"("of" uuid, "a" "enrolment", "b" "enrolment") RETURNS "enrolment" LANGUAGE sql STABLE AS $$
  SELECT "of", (SELECT string_agg(goal, ' / ' ORDER BY newest DESC NULLS LAST, goal) FROM
      (SELECT goal, max(goal_at) AS newest FROM (VALUES (a.goal, a.goal_at), (b.goal, b.goal_at)) said (goal, goal_at) WHERE goal IS NOT NULL GROUP BY goal) goals),
    greatest(a.goal_at, b.goal_at), least(a.paused_at, b.paused_at), least(a.left_at, b.left_at)
$$;

-- How far somebody has come by what was decided and not reversed: the place on the newest pathway of the furthest stage that they reached, and when the last
-- decision was. What waits for a second person takes nobody further. Nothing was decided: no row.
CREATE FUNCTION "how_far"("who" uuid) RETURNS TABLE ("place" bigint, "newest" timestamptz) LANGUAGE sql STABLE AS $$
  SELECT coalesce(max(e.nth) FILTER (WHERE c.at IS NOT NULL), 0), max(coalesce(c.at, c.asked_at)) FROM stage_change c
    LEFT JOIN (SELECT l.stage->>'stage' AS stage, l.nth FROM (SELECT definition FROM pathway_version ORDER BY version DESC LIMIT 1) v,
      jsonb_array_elements(CASE jsonb_typeof(v.definition->'stages') WHEN 'array' THEN v.definition->'stages' ELSE '[]' END) WITH ORDINALITY l (stage, nth)) e ON e.stage = c.stage
    WHERE c.person_id = who AND c.reversed_at IS NULL HAVING count(*) > 0
$$;

-- What a merge changes of the person who is kept, and puts away of the other.
CREATE FUNCTION "merged_fields"("p" "person") RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('name', p.name, 'age_band', p.age_band, 'place', p.place, 'zone', p.zone, 'registered_at', p.registered_at,
    'stopped_at', p.stopped_at, 'person_wanted_at', p.person_wanted_at, 'paused_until', p.paused_until, 'concern_at', p.concern_at, 'heard_at', p.heard_at)
$$;

-- Holds two people, the surveys that they are in and all their conversations, in the order in which finishing an anonymous response and a turn do. A turn that waits here finds other numbers after it, and is
-- drafted again.
CREATE FUNCTION "hold_both"("one" uuid, "another" uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM survey_run WHERE owner_id IN (one, another) OR id IN (SELECT run_id FROM invitation WHERE person_id IN (one, another))
    ORDER BY id FOR NO KEY UPDATE;
  PERFORM 1 FROM conversation WHERE person_id IN (one, another) ORDER BY id FOR UPDATE;
  PERFORM 1 FROM person WHERE id IN (one, another) ORDER BY id FOR UPDATE;
END $$;

-- Makes one person of two, or says in a word why not. All that was the other's becomes the kept one's; what there can be only one of is put
-- apart, the less advanced of the two. It is in the audit by the same statement.
CREATE FUNCTION "merge_people"("the_kept" uuid, "the_other" uuid, "the_actor" text, "the_reason" text, "the_time" timestamptz, "by_themselves" boolean)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  k person;
  o person;
  t record;
  part jsonb;
  the_moved jsonb := '{}';
  the_apart jsonb := '{}';
  left_open uuid;
  one_said enrolment;
  states text[] := ARRAY['withheld', 'waiting', 'invited', 'started', 'finished'];
BEGIN
  IF the_kept = the_other THEN RETURN 'same'; END IF;
  PERFORM hold_both(the_kept, the_other);
  SELECT * INTO k FROM person WHERE id = the_kept;
  SELECT * INTO o FROM person WHERE id = the_other;
  IF k.id IS NULL OR o.id IS NULL THEN RETURN 'gone'; END IF;
  IF o.merged_into = k.id THEN RETURN 'done'; END IF;
  IF k.merged_into IS NOT NULL OR o.merged_into IS NOT NULL THEN RETURN 'elsewhere'; END IF;
  IF EXISTS (SELECT 1 FROM person WHERE merged_into = o.id) THEN RETURN 'others'; END IF;
  -- Whoever writes from one of the two's addresses would have the role.
  IF EXISTS (SELECT 1 FROM role_grant WHERE person_id IN (k.id, o.id)) THEN RETURN 'role'; END IF;
  -- By a code of one that was said in the other. Whatever is a reason to look at it first is for staff.
  IF by_themselves AND (k.registered_at IS NULL OR o.registered_at IS NULL OR k.stopped_at IS NOT NULL OR o.stopped_at IS NOT NULL
    OR k.age_band <> o.age_band
    OR EXISTS (SELECT 1 FROM session_facilitator WHERE person_id IN (k.id, o.id)) OR EXISTS (SELECT 1 FROM session WHERE owner_id IN (k.id, o.id))
    -- A check or a training of one would be the other's, who may have borrowed the code of a friend.
    OR EXISTS (SELECT 1 FROM proof WHERE person_id IN (k.id, o.id)) OR EXISTS (SELECT 1 FROM waiver WHERE person_id IN (k.id, o.id))
    OR EXISTS (SELECT 1 FROM stage_change WHERE person_id IN (k.id, o.id))
    OR EXISTS (SELECT 1 FROM not_same WHERE first = least(k.id, o.id) AND second = greatest(k.id, o.id))
    OR EXISTS (SELECT 1 FROM concern n WHERE n.person_id IN (k.id, o.id) AND 'closed' IS DISTINCT FROM
      (SELECT e.state FROM concern_event e WHERE e.concern_id = n.id ORDER BY e.id DESC LIMIT 1)))
  THEN RETURN 'staff'; END IF;

  PERFORM set_config('onward.merging', 'on', true);
  INSERT INTO merge (other_id, kept_id, who, why, at, other, before)
    VALUES (o.id, k.id, the_actor, the_reason, the_time, merged_fields(o), merged_fields(k));

  -- One conversation can be open. The other's is left, if both have one. Each gets another number: turns under way are drafted anew, for who they are now.
  IF EXISTS (SELECT 1 FROM conversation WHERE person_id = k.id AND ended_at IS NULL) THEN
    SELECT id, jsonb_build_array(jsonb_build_object('id', id, 'version', version + 1, 'at', session->'at', 'change', session->'change',
        'updated_at', updated_at, 'silent_at', silent_at, 'silent_hour', silent_hour)) INTO left_open, part
      FROM conversation WHERE person_id = o.id AND ended_at IS NULL;
    IF left_open IS NOT NULL THEN the_apart := jsonb_build_object('conversation', part); END IF;
  END IF;
  UPDATE conversation SET version = version + 1 WHERE person_id = o.id;
  UPDATE conversation SET session = session || jsonb_build_object('at', NULL, 'change', NULL, 'ended', coalesce(session->>'before', 'lapsed')),
    outcome = coalesce(session->>'before', 'lapsed'), updated_at = the_time, ended_at = the_time, silent_at = NULL, silent_hour = NULL
    WHERE id = left_open;

  -- Who was asked in one run by both doors is asked once: the invitation that is further on stays, with its nudges.
  WITH twice AS (SELECT CASE WHEN array_position(states, b.state) > array_position(states, a.state) THEN a.id ELSE b.id END AS id
      FROM invitation a JOIN invitation b USING (run_id) WHERE a.person_id = k.id AND b.person_id = o.id),
    gone AS (DELETE FROM nudge n WHERE n.person_id IN (k.id, o.id) AND (n.invitation_id IN (SELECT id FROM twice)
      OR n.person_id = o.id AND (n.state IN ('planned', 'held') AND n.occurrence LIKE left_open || ':%'
        OR EXISTS (SELECT 1 FROM nudge mine WHERE mine.person_id = k.id AND (mine.flow, mine.policy, mine.occurrence) = (n.flow, n.policy, n.occurrence)
          AND (mine.invitation_id IS NULL OR mine.invitation_id NOT IN (SELECT id FROM twice))))) RETURNING n.*)
  SELECT coalesce(jsonb_agg(to_jsonb(gone)), '[]') INTO part FROM gone;
  the_apart := the_apart || jsonb_build_object('nudge', part);
  WITH twice AS (SELECT CASE WHEN array_position(states, b.state) > array_position(states, a.state) THEN a.id ELSE b.id END AS id
      FROM invitation a JOIN invitation b USING (run_id) WHERE a.person_id = k.id AND b.person_id = o.id),
    gone AS (DELETE FROM invitation i USING twice WHERE i.id = twice.id RETURNING i.*)
  SELECT coalesce(jsonb_agg(to_jsonb(gone)), '[]') INTO part FROM gone;
  the_apart := the_apart || jsonb_build_object('invitation', part);
  WITH gone AS (DELETE FROM response x USING response a, response b WHERE a.run_id = b.run_id AND a.person_id = k.id AND b.person_id = o.id
      AND x.id = CASE WHEN b.state = 'finished' AND a.state <> 'finished' THEN a.id ELSE b.id END RETURNING x.*)
  SELECT coalesce(jsonb_agg(to_jsonb(gone)), '[]') INTO part FROM gone;
  the_apart := the_apart || jsonb_build_object('response', part);
  WITH gone AS (DELETE FROM attendance x USING attendance a WHERE a.session_id = x.session_id AND a.person_id = k.id AND x.person_id = o.id RETURNING x.*)
  SELECT coalesce(jsonb_agg(to_jsonb(gone)), '[]') INTO part FROM gone;
  the_apart := the_apart || jsonb_build_object('attendance', part);
  WITH gone AS (DELETE FROM session_facilitator x USING session_facilitator a
      WHERE a.session_id = x.session_id AND a.person_id = k.id AND x.person_id = o.id RETURNING x.*)
  SELECT coalesce(jsonb_agg(to_jsonb(gone)), '[]') INTO part FROM gone;
  the_apart := the_apart || jsonb_build_object('session_facilitator', part);
  WITH gone AS (DELETE FROM letterbox x USING letterbox a
      WHERE (a.channel, a.address) = (x.channel, x.address) AND a.person_id = k.id AND x.person_id = o.id RETURNING x.*)
  SELECT coalesce(jsonb_agg(to_jsonb(gone)), '[]') INTO part FROM gone;
  the_apart := the_apart || jsonb_build_object('letterbox', part, 'last_consent', (SELECT max(id) FROM consent));

  -- A pathway is one chain of decisions: of two, that of who came further stays, or the newer.
  WITH gone AS (DELETE FROM stage_change x USING how_far(k.id) a, how_far(o.id) b
      WHERE x.person_id = CASE WHEN (b.place, b.newest) > (a.place, a.newest) THEN k.id ELSE o.id END RETURNING x.*)
  SELECT coalesce(jsonb_agg(to_jsonb(gone)), '[]') INTO part FROM gone;
  the_apart := the_apart || jsonb_build_object('stage_change', part);
  -- Of one training on one day, what is signed off stays, and then what holds longer.
  WITH gone AS (DELETE FROM proof x USING proof a JOIN proof b USING (which, date)
      WHERE a.person_id = k.id AND b.person_id = o.id AND a.kind = 'training' AND b.kind = 'training' AND a.how = 'staff' AND b.how = 'staff'
      AND x.id = CASE WHEN (b.signed_at IS NOT NULL, coalesce(b.valid_until, 'infinity')) > (a.signed_at IS NOT NULL, coalesce(a.valid_until, 'infinity'))
        THEN a.id ELSE b.id END RETURNING x.*)
  SELECT coalesce(jsonb_agg(to_jsonb(gone)), '[]') INTO part FROM gone;
  the_apart := the_apart || jsonb_build_object('proof', part);
  -- The newest decision about a requirement holds.
  WITH gone AS (DELETE FROM waiver x USING waiver a JOIN waiver b USING (requirement) WHERE a.person_id = k.id AND b.person_id = o.id
      AND x.requirement = a.requirement AND x.person_id = CASE WHEN b.at > a.at THEN k.id ELSE o.id END RETURNING x.*)
  SELECT coalesce(jsonb_agg(to_jsonb(gone)), '[]') INTO part FROM gone;
  the_apart := the_apart || jsonb_build_object('waiver', part);
  IF EXISTS (SELECT 1 FROM enrolment WHERE person_id = o.id) THEN
    SELECT (one_enrolment(k.id, (SELECT a FROM enrolment a WHERE person_id = k.id), b)).* INTO one_said FROM enrolment b WHERE person_id = o.id;
    WITH gone AS (DELETE FROM enrolment x WHERE x.person_id IN (k.id, o.id) RETURNING x.*)
    SELECT jsonb_agg(to_jsonb(gone)) INTO part FROM gone;
    the_apart := the_apart || jsonb_build_object('enrolment', part);
    INSERT INTO enrolment SELECT one_said.*;
  END IF;

  FOR t IN SELECT * FROM merged_tables() LOOP
    EXECUTE format('WITH moved AS (UPDATE %1$I SET %2$I = $1 WHERE %2$I = $2 RETURNING *)
      SELECT coalesce(jsonb_agg(jsonb_build_object(%3$s)), ''[]'') FROM moved', t.tab, t.col,
      (SELECT string_agg(format('%L, %I', key, key), ', ') FROM unnest(t.keys) key)) INTO part USING k.id, o.id;
    the_moved := the_moved || jsonb_build_object(t.tab, part);
  END LOOP;
  -- Planned for the kept one it would have this id, and planned again it is the same one.
  UPDATE nudge SET id = nudge_id(flow, policy, k.id, occurrence) FROM jsonb_to_recordset(the_moved->'nudge') x (id uuid)
    WHERE nudge.person_id = k.id AND nudge.id = x.id AND nudge.id = nudge_id(flow, policy, o.id, occurrence);

  UPDATE person SET name = coalesce(k.name, o.name), age_band = coalesce(k.age_band, o.age_band), place = coalesce(k.place, o.place),
    zone = coalesce(k.zone, o.zone), registered_at = least(k.registered_at, o.registered_at), stopped_at = coalesce(k.stopped_at, o.stopped_at),
    person_wanted_at = greatest(k.person_wanted_at, o.person_wanted_at), paused_until = greatest(k.paused_until, o.paused_until),
    concern_at = greatest(k.concern_at, o.concern_at), heard_at = greatest(k.heard_at, o.heard_at), nudged = k.nudged + o.nudged + 1 WHERE id = k.id;
  UPDATE person SET merged_into = k.id, name = NULL, age_band = NULL, place = NULL, zone = NULL, registered_at = NULL, stopped_at = NULL,
    person_wanted_at = NULL, paused_until = NULL, concern_at = NULL, heard_at = NULL WHERE id = o.id;
  UPDATE merge SET moved = the_moved, apart = the_apart, after = (SELECT merged_fields(p) FROM person p WHERE p.id = k.id) WHERE other_id = o.id;
  DELETE FROM not_same WHERE first = least(k.id, o.id) AND second = greatest(k.id, o.id);
  INSERT INTO audit_event (at, who, action, about, why) VALUES (the_time, the_actor, 'merged', k.id, 'with ' || o.id), (the_time, the_actor, 'merged', o.id, 'with ' || k.id);
  PERFORM set_config('onward.merging', '', true);
  RETURN 'done';
END $$;

-- The same by a code of one that was said at an address of the other: nobody but who has both can do that.
CREATE FUNCTION "merge_by_code"("the_channel" text, "the_address" text, "the_hash" text, "the_event" text, "the_time" timestamptz)
RETURNS TABLE ("kept" uuid, "other" uuid) LANGUAGE plpgsql AS $$
BEGIN
  SELECT c.person_id INTO kept FROM resume_code c WHERE c.hash = the_hash AND c.used_at IS NULL AND c.expires_at > the_time AND c.from_message IS NULL FOR UPDATE;
  SELECT a.person_id INTO other FROM address a WHERE a.channel = the_channel AND a.value = the_address AND a.from_message IS NULL;
  IF kept IS NULL OR other IS NULL OR kept = other THEN RETURN; END IF;
  IF merge_people(kept, other, kept::text, NULL, the_time, true) <> 'done' THEN RETURN; END IF;
  UPDATE resume_code SET used_at = the_time WHERE hash = the_hash;
  INSERT INTO inbound_key (channel, external_id, at) SELECT the_channel, the_event, the_time WHERE the_event IS NOT NULL;
  INSERT INTO audit_event (at, who, action, about) VALUES (the_time, kept::text, 'code used', kept::text);
  RETURN NEXT;
END $$;

-- Makes two of one again: what was the other's goes back, as it is now. What came since stays with the one that is kept, but a STOP, a PAUSE and
-- a no that were said since hold for both: nobody knows which of the two meant them.
CREATE FUNCTION "unmerge_people"("the_other" uuid, "the_actor" text, "the_time" timestamptz) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  m merge;
  t record;
  last_back uuid;
  now_said enrolment;
  mine enrolment;
  theirs enrolment;
  both_said enrolment;
BEGIN
  SELECT * INTO m FROM merge WHERE other_id = the_other;
  IF NOT FOUND THEN RETURN 'gone'; END IF;
  PERFORM hold_both(m.kept_id, m.other_id);
  -- Somebody else may have undone it meanwhile.
  SELECT * INTO m FROM merge WHERE other_id = the_other;
  IF NOT FOUND THEN RETURN 'gone'; END IF;
  IF EXISTS (SELECT 1 FROM merge n WHERE n.kept_id = m.kept_id AND n.seq > m.seq) THEN RETURN 'newer'; END IF;

  PERFORM set_config('onward.merging', 'on', true);
  UPDATE nudge SET id = nudge_id(flow, policy, m.other_id, occurrence) FROM jsonb_to_recordset(m.moved->'nudge') x (id uuid)
    WHERE nudge.person_id = m.kept_id AND nudge.id = nudge_id(flow, policy, m.kept_id, occurrence) AND x.id = nudge_id(flow, policy, m.other_id, occurrence);
  UPDATE conversation c SET version = c.version + 1 FROM jsonb_to_recordset(m.moved->'conversation') x (id uuid) WHERE c.id = x.id AND c.person_id = m.kept_id;
  FOR t IN SELECT * FROM merged_tables() LOOP
    EXECUTE format('UPDATE %1$I t SET %2$I = $1 FROM jsonb_populate_recordset(NULL::%1$I, $3) x WHERE t.%2$I = $2 AND %3$s', t.tab, t.col,
      (SELECT string_agg(format('t.%1$I = x.%1$I', key), ' AND ') FROM unnest(t.keys) key)) USING m.other_id, m.kept_id, m.moved->t.tab;
  END LOOP;
  UPDATE conversation c SET session = c.session || jsonb_build_object('at', x.at, 'change', x.change, 'ended', NULL), outcome = NULL, ended_at = NULL,
      updated_at = x.updated_at, silent_at = x.silent_at, silent_hour = x.silent_hour
    FROM jsonb_to_recordset(m.apart->'conversation') x (id uuid, version int, at jsonb, change jsonb, updated_at timestamptz, silent_at timestamptz, silent_hour timestamptz)
    WHERE c.id = x.id AND c.version = x.version + 1 AND c.person_id = m.other_id;

  -- What was answered since goes with the invitation that it answers.
  UPDATE response x SET person_id = m.other_id FROM invitation i WHERE x.person_id = m.kept_id AND i.person_id = m.other_id AND i.run_id = x.run_id
    AND NOT EXISTS (SELECT 1 FROM response y WHERE y.run_id = x.run_id AND y.person_id = m.other_id);
  INSERT INTO invitation SELECT x.* FROM jsonb_populate_recordset(NULL::invitation, m.apart->'invitation') x JOIN survey_run r ON r.id = x.run_id ON CONFLICT DO NOTHING;
  INSERT INTO response SELECT x.* FROM jsonb_populate_recordset(NULL::response, m.apart->'response') x JOIN survey_run r ON r.id = x.run_id ON CONFLICT DO NOTHING;
  INSERT INTO attendance SELECT x.* FROM jsonb_populate_recordset(NULL::attendance, m.apart->'attendance') x JOIN session s ON s.id = x.session_id ON CONFLICT DO NOTHING;
  INSERT INTO session_facilitator SELECT x.* FROM jsonb_populate_recordset(NULL::session_facilitator, m.apart->'session_facilitator') x
    JOIN session s ON s.id = x.session_id ON CONFLICT DO NOTHING;
  INSERT INTO letterbox SELECT * FROM jsonb_populate_recordset(NULL::letterbox, m.apart->'letterbox') ON CONFLICT DO NOTHING;
  INSERT INTO waiver SELECT * FROM jsonb_populate_recordset(NULL::waiver, m.apart->'waiver') ON CONFLICT DO NOTHING;
  INSERT INTO proof SELECT (jsonb_populate_record(NULL::proof, to_jsonb(x) || jsonb_build_object('session_id', s.id))).*
    FROM jsonb_populate_recordset(NULL::proof, m.apart->'proof') x LEFT JOIN session s ON s.id = x.session_id ON CONFLICT DO NOTHING;
  -- What was decided since, when nothing else was in force, follows what comes back.
  SELECT x.id INTO last_back FROM jsonb_populate_recordset(NULL::stage_change, m.apart->'stage_change') x
    WHERE x.person_id = m.kept_id AND x.reversed_at IS NULL ORDER BY x.at DESC NULLS FIRST, x.asked_at DESC, x.id DESC LIMIT 1;
  UPDATE stage_change SET follows = last_back WHERE last_back IS NOT NULL AND person_id = m.kept_id AND follows IS NULL AND reversed_at IS NULL;
  INSERT INTO stage_change SELECT * FROM jsonb_populate_recordset(NULL::stage_change, m.apart->'stage_change') ON CONFLICT DO NOTHING;
  -- What they said about their pathway since stays with the one that is kept; a break and leaving hold for both.
  SELECT * INTO theirs FROM jsonb_populate_recordset(NULL::enrolment, m.apart->'enrolment') x WHERE x.person_id = m.other_id;
  IF FOUND THEN
    SELECT * INTO mine FROM jsonb_populate_recordset(NULL::enrolment, m.apart->'enrolment') x WHERE x.person_id = m.kept_id;
    both_said := one_enrolment(m.kept_id, mine, theirs);
    DELETE FROM enrolment WHERE person_id = m.kept_id RETURNING * INTO now_said;
    INSERT INTO enrolment VALUES (m.other_id, theirs.goal, theirs.goal_at,
      CASE WHEN now_said.paused_at IS DISTINCT FROM both_said.paused_at THEN coalesce(theirs.paused_at, now_said.paused_at) ELSE theirs.paused_at END,
      CASE WHEN now_said.left_at IS DISTINCT FROM both_said.left_at THEN coalesce(theirs.left_at, now_said.left_at) ELSE theirs.left_at END);
    IF mine.person_id IS NOT NULL OR now_said IS DISTINCT FROM both_said THEN
      INSERT INTO enrolment VALUES (m.kept_id,
        CASE WHEN (now_said.goal, now_said.goal_at) IS DISTINCT FROM (both_said.goal, both_said.goal_at) THEN now_said.goal ELSE mine.goal END,
        CASE WHEN (now_said.goal, now_said.goal_at) IS DISTINCT FROM (both_said.goal, both_said.goal_at) THEN now_said.goal_at ELSE mine.goal_at END,
        CASE WHEN now_said.paused_at IS DISTINCT FROM both_said.paused_at THEN now_said.paused_at ELSE mine.paused_at END,
        CASE WHEN now_said.left_at IS DISTINCT FROM both_said.left_at THEN now_said.left_at ELSE mine.left_at END);
    END IF;
  END IF;
  -- Of a survey that is gone, or whose invitation did not come back, there is nothing to remind of.
  INSERT INTO nudge SELECT x.* FROM jsonb_populate_recordset(NULL::nudge, m.apart->'nudge') x
    WHERE x.invitation_id IS NULL OR EXISTS (SELECT 1 FROM invitation i WHERE i.id = x.invitation_id AND i.person_id = x.person_id) ON CONFLICT DO NOTHING;
  INSERT INTO consent (person_id, purpose, terms_version, state, how, witness, channel, at)
    SELECT m.other_id, purpose, terms_version, state, how, witness, channel, at FROM consent
    WHERE person_id = m.kept_id AND id > coalesce((m.apart->>'last_consent')::bigint, 0) AND state <> 'given' ORDER BY id;

  UPDATE person p SET merged_into = NULL, name = o.name, age_band = o.age_band, place = o.place, zone = o.zone, registered_at = o.registered_at,
      stopped_at = CASE WHEN k.stopped_at IS DISTINCT FROM a.stopped_at THEN coalesce(o.stopped_at, k.stopped_at) ELSE o.stopped_at END,
      paused_until = CASE WHEN k.paused_until IS DISTINCT FROM a.paused_until THEN greatest(o.paused_until, k.paused_until) ELSE o.paused_until END,
      person_wanted_at = o.person_wanted_at, concern_at = o.concern_at, heard_at = o.heard_at
    FROM person k, jsonb_populate_record(NULL::person, m.after) a, jsonb_populate_record(NULL::person, m.other) o WHERE p.id = m.other_id AND k.id = m.kept_id;
  UPDATE person p SET nudged = p.nudged + 1,
      name = CASE WHEN p.name IS DISTINCT FROM a.name THEN p.name ELSE b.name END,
      age_band = CASE WHEN p.age_band IS DISTINCT FROM a.age_band THEN p.age_band ELSE b.age_band END,
      place = CASE WHEN p.place IS DISTINCT FROM a.place THEN p.place ELSE b.place END,
      zone = CASE WHEN p.zone IS DISTINCT FROM a.zone THEN p.zone ELSE b.zone END,
      registered_at = CASE WHEN p.registered_at IS DISTINCT FROM a.registered_at THEN p.registered_at ELSE b.registered_at END,
      stopped_at = CASE WHEN p.stopped_at IS DISTINCT FROM a.stopped_at THEN p.stopped_at ELSE b.stopped_at END,
      person_wanted_at = CASE WHEN p.person_wanted_at IS DISTINCT FROM a.person_wanted_at THEN p.person_wanted_at ELSE b.person_wanted_at END,
      paused_until = CASE WHEN p.paused_until IS DISTINCT FROM a.paused_until THEN p.paused_until ELSE b.paused_until END,
      concern_at = CASE WHEN p.concern_at IS DISTINCT FROM a.concern_at THEN p.concern_at ELSE b.concern_at END,
      heard_at = CASE WHEN p.heard_at IS DISTINCT FROM a.heard_at THEN p.heard_at ELSE b.heard_at END
    FROM jsonb_populate_record(NULL::person, m.after) a, jsonb_populate_record(NULL::person, m.before) b WHERE p.id = m.kept_id;
  DELETE FROM merge WHERE other_id = m.other_id;
  INSERT INTO audit_event (at, who, action, about, why)
    VALUES (the_time, the_actor, 'parted', m.kept_id, 'from ' || m.other_id), (the_time, the_actor, 'parted', m.other_id, 'from ' || m.kept_id);
  PERFORM set_config('onward.merging', '', true);
  RETURN 'done';
END $$;
