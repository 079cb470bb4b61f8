-- Paid work, mentors and lists of roles are merged, and parted, with the people whom they are about.

-- Every column that says whose a row is, with what tells two rows of one person apart. One list for merging and for undoing it. Answers go with
-- their conversation. Roles are not in it: who has one is not merged.
CREATE OR REPLACE FUNCTION "merged_tables"() RETURNS TABLE ("tab" text, "col" text, "keys" text[]) LANGUAGE sql IMMUTABLE AS $$
  VALUES ('address', 'person_id', ARRAY['channel', 'value']), ('conversation', 'person_id', ARRAY['id']), ('message', 'person_id', ARRAY['id']),
    ('consent', 'person_id', ARRAY['id']), ('resume_code', 'person_id', ARRAY['hash']), ('concern', 'person_id', ARRAY['id']),
    ('letterbox', 'person_id', ARRAY['channel', 'address']), ('attendance', 'person_id', ARRAY['session_id']),
    ('session_facilitator', 'person_id', ARRAY['session_id']), ('session', 'owner_id', ARRAY['id']), ('survey_run', 'owner_id', ARRAY['id']),
    ('invitation', 'person_id', ARRAY['id']), ('nudge', 'person_id', ARRAY['id']), ('response', 'person_id', ARRAY['id']),
    ('enrolment', 'person_id', ARRAY['person_id']), ('stage_change', 'person_id', ARRAY['id']), ('proof', 'person_id', ARRAY['id']),
    ('waiver', 'person_id', ARRAY['requirement']), ('interest', 'person_id', ARRAY['opportunity_id']), ('mentoring', 'person_id', ARRAY['person_id']),
    ('pairing', 'mentee_id', ARRAY['id']), ('pairing', 'mentor_id', ARRAY['id']), ('tenure', 'person_id', ARRAY['id'])
$$;

-- Of a table with one such column the rows are kept under its name, as they always were; of one with two, under both names.
CREATE FUNCTION "moved_as"("tab" text, "col" text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT tab || CASE WHEN col IN ('person_id', 'owner_id') THEN '' ELSE '.' || col END
$$;

-- What two said about mentors, as one says it.
CREATE FUNCTION "one_mentoring"("of" uuid, "a" "mentoring", "b" "mentoring") RETURNS "mentoring" LANGUAGE sql STABLE AS $$
  SELECT "of", greatest(a.wanted_at, b.wanted_at), greatest(a.offered_at, b.offered_at)
$$;

-- Whom two are not put together with, as one is not: the first who said so, and whoever confirmed it, or
-- said so of the other. That the two themselves are kept apart has no meaning any more.
CREATE FUNCTION "one_apart"("the_kept" uuid, "the_other" uuid) RETURNS SETOF "pair_apart" LANGUAGE sql STABLE AS $$
  SELECT least(the_kept, whom), greatest(the_kept, whom), (array_agg(by ORDER BY at, by))[1], min(at),
      coalesce(min(confirmed_by), CASE WHEN count(DISTINCT by) > 1 THEN (array_agg(by ORDER BY at, by))[2] END), CASE WHEN count(*) = count(lift_by) THEN min(lift_by) END
  FROM (SELECT CASE WHEN first IN (the_kept, the_other) THEN second ELSE first END AS whom, by, at, confirmed_by, lift_by FROM pair_apart
    WHERE first IN (the_kept, the_other) OR second IN (the_kept, the_other)) said WHERE whom NOT IN (the_kept, the_other) GROUP BY whom
$$;

-- Makes one person of two, or says in a word why not. All that was the other's becomes the kept one's; what there can be only one of is put
-- apart, the less advanced of the two. It is in the audit by the same statement.
CREATE OR REPLACE FUNCTION "merge_people"("the_kept" uuid, "the_other" uuid, "the_actor" text, "the_reason" text, "the_time" timestamptz, "by_themselves" boolean)
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
  one_wants mentoring;
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
    OR EXISTS (SELECT 1 FROM stage_change WHERE person_id IN (k.id, o.id)) OR EXISTS (SELECT 1 FROM tenure WHERE person_id IN (k.id, o.id))
    OR EXISTS (SELECT 1 FROM pairing WHERE mentee_id IN (k.id, o.id) OR mentor_id IN (k.id, o.id))
    OR EXISTS (SELECT 1 FROM pair_apart WHERE first = least(k.id, o.id) AND second = greatest(k.id, o.id))
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

  -- What they said last to an opportunity holds, and an answer of staff's before that.
  WITH gone AS (DELETE FROM interest x USING interest a JOIN interest b USING (opportunity_id) WHERE a.person_id = k.id AND b.person_id = o.id
      AND x.opportunity_id = a.opportunity_id
      AND x.person_id = CASE WHEN (b.answer IS NOT NULL, b.at) > (a.answer IS NOT NULL, a.at) THEN k.id ELSE o.id END RETURNING x.*)
  SELECT coalesce(jsonb_agg(to_jsonb(gone)), '[]') INTO part FROM gone;
  the_apart := the_apart || jsonb_build_object('interest', part);
  -- Of one stage and day a list says one thing.
  WITH gone AS (DELETE FROM tenure x USING tenure a WHERE a.person_id = k.id AND x.person_id = o.id AND a.stage = x.stage
      AND a.since IS NOT DISTINCT FROM x.since RETURNING x.*)
  SELECT coalesce(jsonb_agg(to_jsonb(gone)), '[]') INTO part FROM gone;
  the_apart := the_apart || jsonb_build_object('tenure', part);
  -- Nobody is their own mentor; and of two pairs with the same third one the pair that came further stays.
  WITH mine AS (SELECT p.id, CASE WHEN p.mentee_id IN (k.id, o.id) THEN p.mentor_id ELSE p.mentee_id END AS third,
        (p.mentee_id = k.id OR p.mentor_id = k.id) AS kept, row(p.ended_at IS NULL, p.introduced_at IS NOT NULL, p.agreed_at IS NOT NULL, p.asked_at IS NOT NULL) AS far
      FROM pairing p WHERE p.mentee_id IN (k.id, o.id) OR p.mentor_id IN (k.id, o.id)),
    twice AS (SELECT CASE WHEN b.far > a.far THEN a.id ELSE b.id END AS id FROM mine a JOIN mine b USING (third) WHERE a.kept AND NOT b.kept
      UNION SELECT id FROM mine WHERE third IN (k.id, o.id)),
    gone AS (DELETE FROM pairing x USING twice WHERE x.id = twice.id RETURNING x.*)
  SELECT coalesce(jsonb_agg(to_jsonb(gone)), '[]') INTO part FROM gone;
  the_apart := the_apart || jsonb_build_object('pairing', part);
  SELECT coalesce(jsonb_agg(to_jsonb(one)), '[]') INTO part FROM one_apart(k.id, o.id) one;
  the_apart := the_apart || jsonb_build_object('one_apart', part);
  WITH gone AS (DELETE FROM pair_apart x WHERE x.first IN (k.id, o.id) OR x.second IN (k.id, o.id) RETURNING x.*)
  SELECT coalesce(jsonb_agg(to_jsonb(gone)), '[]') INTO part FROM gone;
  the_apart := the_apart || jsonb_build_object('pair_apart', part);
  INSERT INTO pair_apart SELECT * FROM jsonb_populate_recordset(NULL::pair_apart, the_apart->'one_apart');
  IF EXISTS (SELECT 1 FROM mentoring WHERE person_id = o.id) THEN
    SELECT (one_mentoring(k.id, (SELECT a FROM mentoring a WHERE person_id = k.id), b)).* INTO one_wants FROM mentoring b WHERE person_id = o.id;
    WITH gone AS (DELETE FROM mentoring x WHERE x.person_id IN (k.id, o.id) RETURNING x.*)
    SELECT jsonb_agg(to_jsonb(gone)) INTO part FROM gone;
    the_apart := the_apart || jsonb_build_object('mentoring', part);
    INSERT INTO mentoring SELECT one_wants.*;
  END IF;

  FOR t IN SELECT * FROM merged_tables() LOOP
    EXECUTE format('WITH moved AS (UPDATE %1$I SET %2$I = $1 WHERE %2$I = $2 RETURNING *)
      SELECT coalesce(jsonb_agg(jsonb_build_object(%3$s)), ''[]'') FROM moved', t.tab, t.col,
      (SELECT string_agg(format('%L, %I', key, key), ', ') FROM unnest(t.keys) key)) INTO part USING k.id, o.id;
    the_moved := the_moved || jsonb_build_object(moved_as(t.tab, t.col), part);
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

-- Makes two of one again: what was the other's goes back, as it is now. What came since stays with the one that is kept, but a STOP, a PAUSE and
-- a no that were said since hold for both: nobody knows which of the two meant them.
CREATE OR REPLACE FUNCTION "unmerge_people"("the_other" uuid, "the_actor" text, "the_time" timestamptz) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  m merge;
  t record;
  last_back uuid;
  now_said enrolment;
  mine enrolment;
  theirs enrolment;
  both_said enrolment;
  now_wants mentoring;
  mine_wanted mentoring;
  theirs_wanted mentoring;
  both_wanted mentoring;
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
      (SELECT string_agg(format('t.%1$I = x.%1$I', key), ' AND ') FROM unnest(t.keys) key)) USING m.other_id, m.kept_id, m.moved->moved_as(t.tab, t.col);
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
  INSERT INTO interest SELECT x.* FROM jsonb_populate_recordset(NULL::interest, m.apart->'interest') x JOIN opportunity f ON f.id = x.opportunity_id ON CONFLICT DO NOTHING;
  INSERT INTO tenure SELECT * FROM jsonb_populate_recordset(NULL::tenure, m.apart->'tenure') ON CONFLICT DO NOTHING;
  -- Who was erased meanwhile is half of no pair any more, as in all others.
  INSERT INTO pairing SELECT (jsonb_populate_record(NULL::pairing, to_jsonb(x) || jsonb_build_object('mentee_id', a.id, 'mentor_id', b.id))).*
    FROM jsonb_populate_recordset(NULL::pairing, m.apart->'pairing') x LEFT JOIN person a ON a.id = x.mentee_id LEFT JOIN person b ON b.id = x.mentor_id
    ON CONFLICT DO NOTHING;
  -- What the team said since about whom somebody is not put together with stays with the one that is kept.
  DELETE FROM pair_apart x USING jsonb_populate_recordset(NULL::pair_apart, m.apart->'one_apart') one WHERE to_jsonb(x) = to_jsonb(one);
  INSERT INTO pair_apart SELECT x.* FROM jsonb_populate_recordset(NULL::pair_apart, m.apart->'pair_apart') x JOIN person a ON a.id = x.first
    JOIN person b ON b.id = x.second ON CONFLICT DO NOTHING;
  -- So does what they said about mentors.
  SELECT * INTO theirs_wanted FROM jsonb_populate_recordset(NULL::mentoring, m.apart->'mentoring') x WHERE x.person_id = m.other_id;
  IF FOUND THEN
    SELECT * INTO mine_wanted FROM jsonb_populate_recordset(NULL::mentoring, m.apart->'mentoring') x WHERE x.person_id = m.kept_id;
    both_wanted := one_mentoring(m.kept_id, mine_wanted, theirs_wanted);
    DELETE FROM mentoring WHERE person_id = m.kept_id RETURNING * INTO now_wants;
    INSERT INTO mentoring SELECT theirs_wanted.*;
    IF mine_wanted.person_id IS NOT NULL OR now_wants IS DISTINCT FROM both_wanted THEN
      INSERT INTO mentoring VALUES (m.kept_id,
        CASE WHEN now_wants.wanted_at IS DISTINCT FROM both_wanted.wanted_at THEN now_wants.wanted_at ELSE mine_wanted.wanted_at END,
        CASE WHEN now_wants.offered_at IS DISTINCT FROM both_wanted.offered_at THEN now_wants.offered_at ELSE mine_wanted.offered_at END);
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
