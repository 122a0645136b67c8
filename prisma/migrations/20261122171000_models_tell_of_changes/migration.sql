-- Scans, hashes, people and admins change models: whoever looks at them is told by the table itself, so that none of them
-- can forget to. The payload is whose it is, empty for what is shared; PostgreSQL tells each once a transaction.
CREATE FUNCTION "tell_model_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    PERFORM pg_notify('model_changed', coalesce(OLD.owner_id::text, ''));
  END IF;
  IF TG_OP <> 'DELETE' THEN
    PERFORM pg_notify('model_changed', coalesce(NEW.owner_id::text, ''));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "model_changed" AFTER INSERT OR UPDATE OR DELETE ON "model"
  FOR EACH ROW EXECUTE FUNCTION "tell_model_changed"();
