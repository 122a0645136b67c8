-- Pictures that no job drew.
ALTER TABLE "picture" ALTER COLUMN "job_id" DROP NOT NULL,
ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'txt2img';

UPDATE "picture" p SET "kind" = 'img2img' FROM "job" j WHERE j."id" = p."job_id" AND j."request" ->> 'kind' = 'img2img';
ALTER TABLE "picture" ADD CONSTRAINT "picture_made_by" CHECK ("kind" = 'extras' OR "job_id" IS NOT NULL);

-- The gallery's order, with what its outline and its filters ask of each picture.
DROP INDEX "picture_gallery_idx";
CREATE INDEX "picture_gallery_idx" ON "picture" ("user_id", "created_at" DESC, "id" DESC)
  INCLUDE ("width", "height", "model", "kind") WHERE "saved" AND "deleted_at" IS NULL;
-- The same by size, the largest first.
CREATE INDEX "picture_by_size_idx" ON "picture" ("user_id", ("width" * "height") DESC, "created_at" DESC, "id" DESC)
  INCLUDE ("width", "height", "model", "kind") WHERE "saved" AND "deleted_at" IS NULL;
