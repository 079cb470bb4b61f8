-- A pathway belongs to its person, so it goes along when two who are one are merged, and back when that is undone. The functions are as they were,
-- but for the tables of pathways.
CREATE OR REPLACE FUNCTION "merged_tables"() RETURNS TABLE ("tab" text, "col" text, "keys" text[]) LANGUAGE sql IMMUTABLE AS $$
  VALUES ('address', 'person_id', ARRAY['channel', 'value']), ('conversation', 'person_id', ARRAY['id']), ('message', 'person_id', ARRAY['id']),
    ('consent', 'person_id', ARRAY['id']), ('resume_code', 'person_id', ARRAY['hash']), ('concern', 'person_id', ARRAY['id']),
    ('letterbox', 'person_id', ARRAY['channel', 'address']), ('attendance', 'person_id', ARRAY['session_id']),
    ('session_facilitator', 'person_id', ARRAY['session_id']), ('session', 'owner_id', ARRAY['id']), ('survey_run', 'owner_id', ARRAY['id']),
    ('invitation', 'person_id', ARRAY['id']), ('nudge', 'person_id', ARRAY['id']), ('response', 'person_id', ARRAY['id']),
    ('stage_change', 'person_id', ARRAY['id']), ('proof', 'person_id', ARRAY['id']), ('waiver', 'person_id', ARRAY['requirement']),
    ('enrolment', 'person_id', ARRAY['person_id'])
$$;

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

  -- One decision about a requirement, one training of a day, one word about the own pathway: what stands with the kept one stays.
  WITH gone AS (DELETE FROM waiver x USING waiver a WHERE a.requirement = x.requirement
      AND a.person_id = k.id AND x.person_id = o.id RETURNING x.*)
  SELECT coalesce(jsonb_agg(to_jsonb(gone)), '[]') INTO part FROM gone;
  the_apart := the_apart || jsonb_build_object('waiver', part);
  WITH gone AS (DELETE FROM proof x USING proof a WHERE (a.kind, a.which, a.date, a.how) = (x.kind, x.which, x.date, x.how) AND x.kind = 'training' AND x.how = 'staff'
      AND a.person_id = k.id AND x.person_id = o.id RETURNING x.*)
  SELECT coalesce(jsonb_agg(to_jsonb(gone)), '[]') INTO part FROM gone;
  the_apart := the_apart || jsonb_build_object('proof', part);
  WITH gone AS (DELETE FROM enrolment x USING enrolment a WHERE true
      AND a.person_id = k.id AND x.person_id = o.id RETURNING x.*)
  SELECT coalesce(jsonb_agg(to_jsonb(gone)), '[]') INTO part FROM gone;
  the_apart := the_apart || jsonb_build_object('enrolment', part);
  -- Both may have begun, and each first change follows none: the other's follows them, so that what comes next may follow either.
  UPDATE stage_change SET follows = o.id WHERE person_id = o.id AND follows IS NULL;

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

CREATE OR REPLACE FUNCTION "unmerge_people"("the_other" uuid, "the_actor" text, "the_time" timestamptz) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  m merge;
  t record;
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
  UPDATE stage_change SET follows = NULL WHERE person_id = m.other_id AND follows = m.other_id;
  INSERT INTO waiver SELECT * FROM jsonb_populate_recordset(NULL::waiver, m.apart->'waiver') ON CONFLICT DO NOTHING;
  INSERT INTO proof SELECT * FROM jsonb_populate_recordset(NULL::proof, m.apart->'proof') ON CONFLICT DO NOTHING;
  INSERT INTO enrolment SELECT * FROM jsonb_populate_recordset(NULL::enrolment, m.apart->'enrolment') ON CONFLICT DO NOTHING;
  INSERT INTO letterbox SELECT * FROM jsonb_populate_recordset(NULL::letterbox, m.apart->'letterbox') ON CONFLICT DO NOTHING;
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
