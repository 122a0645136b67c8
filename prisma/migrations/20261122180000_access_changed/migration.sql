-- Whoever loses a session, a token, their account or what they may is told to the processes that hold a stream open for
-- them, by the tables themselves, so that no act can forget to. The payload is whose account it is.
CREATE FUNCTION "tell_access_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('access_changed', to_jsonb(NEW) ->> TG_ARGV[0]);
  RETURN NULL;
END $$;
CREATE TRIGGER "access_changed" AFTER UPDATE OF "disabled_at", "deleted_at", "sessions_from", "role" ON "user_account"
  FOR EACH ROW EXECUTE FUNCTION "tell_access_changed"('id');
CREATE TRIGGER "access_changed" AFTER UPDATE OF "ended_at", "view_as_id" ON "auth_session"
  FOR EACH ROW EXECUTE FUNCTION "tell_access_changed"('user_id');
CREATE TRIGGER "access_changed" AFTER UPDATE OF "revoked_at" ON "api_token"
  FOR EACH ROW EXECUTE FUNCTION "tell_access_changed"('user_id');
