-- The order of the queue with what the list of everybody's jobs asks of each: 10,000 are counted without reading them.
DROP INDEX "job_state_priority_created_at_idx";

CREATE INDEX "job_state_priority_created_at_id_user_id_team_id_idx" ON "job"("state", "priority" DESC, "created_at", "id", "user_id", "team_id");
