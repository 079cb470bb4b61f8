-- What is only added to is not emptied either. A trigger for each row does not see TRUNCATE.
CREATE FUNCTION "keep_all"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit and the log of concerns are only added to' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "keep_all" BEFORE TRUNCATE ON "audit_event" FOR EACH STATEMENT EXECUTE FUNCTION "keep_all"();
CREATE TRIGGER "keep_all" BEFORE TRUNCATE ON "concern" FOR EACH STATEMENT EXECUTE FUNCTION "keep_all"();
CREATE TRIGGER "keep_all" BEFORE TRUNCATE ON "concern_event" FOR EACH STATEMENT EXECUTE FUNCTION "keep_all"();
