-- What was left out of a job's pictures, and why: sentences for its owner.
ALTER TABLE "job" ADD COLUMN "warnings" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
