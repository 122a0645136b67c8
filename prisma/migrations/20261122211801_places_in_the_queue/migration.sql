-- People change the order of their own jobs: each has a place of its own in the queue, whatever its time of submission.
DROP INDEX "job_state_priority_created_at_id_user_id_team_id_idx";

ALTER TABLE "job" ADD COLUMN     "place" BIGSERIAL NOT NULL;

-- What waits already keeps its order, before all that is submitted from now on.
UPDATE "job" SET "place" = waiting."place" FROM (
  SELECT j."id", row_number() OVER (ORDER BY j."created_at", j."id") AS "place" FROM "job" j
) AS waiting WHERE "job"."id" = waiting."id";

CREATE INDEX "job_state_priority_place_id_user_id_team_id_idx" ON "job"("state", "priority" DESC, "place", "id", "user_id", "team_id");
