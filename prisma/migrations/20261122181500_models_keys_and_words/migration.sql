-- Bringing text into one form takes 80 µs a row: too long for a list of thousands, so each row keeps its own.
ALTER TABLE "model"
    ADD COLUMN "name_key" TEXT NOT NULL DEFAULT '',
    ADD COLUMN "hiding_key" TEXT NOT NULL DEFAULT '',
    ADD COLUMN "search_text" TEXT NOT NULL DEFAULT '';

-- Whatever writes a row (scans, people, files that move): these follow.
CREATE FUNCTION "key_model"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.name_key := lower(normalize(NEW.name));
  -- What is one's own hides what is shared of the same name; of checkpoints, of the same path.
  NEW.hiding_key := NEW.kind || ' ' || lower(normalize(CASE WHEN NEW.kind = 'checkpoint' THEN NEW.path
    ELSE NEW.name || coalesce(substring(NEW.path FROM '\.[^./]*$'), '') END));
  NEW.search_text := lower(normalize(concat_ws(' ', NEW.path, NEW.title,
    array_to_string(coalesce(NEW.own_trigger_words, NEW.trigger_words), ' '), NEW.notes, NEW.sha256,
    NEW.metadata->>'sshs_model_hash')));
  RETURN NEW;
END $$;
CREATE TRIGGER "model_keys" BEFORE INSERT
  OR UPDATE OF "name", "path", "kind", "title", "trigger_words", "own_trigger_words", "notes", "sha256", "metadata" ON "model"
  FOR EACH ROW EXECUTE FUNCTION "key_model"();
UPDATE "model" SET "name" = "name";

DROP INDEX "model_name_key_idx";
CREATE INDEX "model_kind_name_key_idx" ON "model"("kind", "name_key");
CREATE INDEX "model_owner_id_hiding_key_idx" ON "model"("owner_id", "hiding_key");
