-- AlterTable
ALTER TABLE "job" ADD COLUMN "input_bytes" BIGINT NOT NULL DEFAULT 0;

-- Of the few jobs whose inputs are on the disk, told from all the others of somebody who has made a hundred thousand pictures.
CREATE INDEX "job_stored_inputs_idx" ON "job"("user_id") WHERE "input_bytes" > 0;
