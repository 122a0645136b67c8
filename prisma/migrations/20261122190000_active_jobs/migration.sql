-- What waits or runs of somebody who has made a hundred thousand pictures is found without looking through all of them.
CREATE INDEX "job_active_idx" ON "job"("user_id", "created_at" DESC) WHERE "state" IN ('queued', 'running');
