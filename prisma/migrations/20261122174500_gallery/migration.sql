ALTER TABLE "picture" ADD COLUMN     "model" TEXT NOT NULL DEFAULT '';

CREATE TABLE "picture_mark" (
    "picture_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "favourite" BOOLEAN NOT NULL DEFAULT false,
    "rating" SMALLINT NOT NULL DEFAULT 0,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "picture_mark_pkey" PRIMARY KEY ("user_id","picture_id")
);

CREATE TABLE "picture_look" (
    "picture_id" UUID NOT NULL,
    "blur" TEXT NOT NULL,

    CONSTRAINT "picture_look_pkey" PRIMARY KEY ("picture_id")
);

CREATE TABLE "collection" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "collection_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "collection_picture" (
    "collection_id" UUID NOT NULL,
    "picture_id" UUID NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "collection_picture_pkey" PRIMARY KEY ("collection_id","picture_id")
);
CREATE INDEX "picture_mark_picture_id_idx" ON "picture_mark"("picture_id");
CREATE UNIQUE INDEX "collection_user_id_name_key_key" ON "collection"("user_id", "name_key");
CREATE INDEX "collection_picture_picture_id_idx" ON "collection_picture"("picture_id");
ALTER TABLE "picture_mark" ADD CONSTRAINT "picture_mark_picture_id_fkey" FOREIGN KEY ("picture_id") REFERENCES "picture"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "picture_mark" ADD CONSTRAINT "picture_mark_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "picture_look" ADD CONSTRAINT "picture_look_picture_id_fkey" FOREIGN KEY ("picture_id") REFERENCES "picture"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "collection" ADD CONSTRAINT "collection_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "collection_picture" ADD CONSTRAINT "collection_picture_collection_id_fkey" FOREIGN KEY ("collection_id") REFERENCES "collection"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "collection_picture" ADD CONSTRAINT "collection_picture_picture_id_fkey" FOREIGN KEY ("picture_id") REFERENCES "picture"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "picture_mark" ADD CONSTRAINT "picture_mark_rating_range" CHECK ("rating" BETWEEN 0 AND 5);
CREATE INDEX "picture_mark_favourite_idx" ON "picture_mark" ("user_id", "picture_id") WHERE "favourite";
CREATE INDEX "picture_mark_rating_idx" ON "picture_mark" ("user_id", "rating", "picture_id") WHERE "rating" > 0;

-- The name of the checkpoint, from the last line of the infotext.
CREATE FUNCTION "infotext_model"("infotext" TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(btrim(substring("infotext" from '(?:^|\n|, )Model: ("[^"\n]*"|[^,\n]*)[^\n]*$'), '"'), '')
$$;
CREATE FUNCTION "name_picture_model"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.model := "infotext_model"(NEW.infotext);
  RETURN NEW;
END $$;
UPDATE "picture" SET "model" = "infotext_model"("infotext");
CREATE TRIGGER "picture_model" BEFORE INSERT ON "picture" FOR EACH ROW EXECUTE FUNCTION "name_picture_model"();

-- The gallery's order, with what its outline and its filters ask of each picture.
CREATE INDEX "picture_gallery_idx" ON "picture" ("user_id", "created_at" DESC, "id" DESC)
  INCLUDE ("width", "height", "model") WHERE "saved" AND "deleted_at" IS NULL;

-- The words of a text, as people search for them, each after its owner's id, so that a search reads what is the owner's
-- and nothing else: lower case, cut at spaces and punctuation; Han characters and kana, which are written without
-- spaces, are words of their own. It calls no function of ours: VACUUM and backups find those of PostgreSQL only.
CREATE FUNCTION "gallery_words"("owner" UUID, "text" TEXT) RETURNS TEXT[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 2000 AS $$
DECLARE
  cut TEXT := translate(
    lower("text"),
    E'\t\n\r!"#$%&''()*+,-./:;<=>?@[\\]^_`{|}~“”‘’„«»…–—、。，．・：；！？（）「」『』【】《》　',
    repeat(' ', 99)
  );
BEGIN
  IF octet_length(cut) > length(cut) THEN
    cut := regexp_replace(cut, '([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])', ' \1 ', 'g');
  END IF;
  RETURN ARRAY(
    SELECT DISTINCT "owner" || ' ' || left(word, 64) FROM unnest(string_to_array(cut, ' ')) AS word WHERE word <> ''
  );
END $$;
-- All words of a text, each as the beginning of a word.
CREATE FUNCTION "gallery_query"("owner" UUID, "text" TEXT) RETURNS TSQUERY
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN (
    SELECT coalesce(string_agg('''' || word || ''':*', ' & '), '') FROM unnest("gallery_words"("owner", "text")) AS word
  )::tsquery;
END $$;

-- A short list of words that wait to be sorted in, because every search reads it from end to end.
CREATE INDEX "picture_words_idx" ON "picture" USING gin (array_to_tsvector("gallery_words"("user_id", "infotext")))
  WITH (gin_pending_list_limit = 256) WHERE "saved" AND "deleted_at" IS NULL;
