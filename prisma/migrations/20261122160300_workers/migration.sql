-- What workers say of themselves, and what admins want of them.
ALTER TABLE "worker" DROP COLUMN "checkpoint",
ALTER COLUMN "device" DROP NOT NULL,
ADD COLUMN     "acceleration" TEXT,
ADD COLUMN     "checkpoints" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "draining" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "engine_bytes" BIGINT,
ADD COLUMN     "free_bytes" BIGINT,
ADD COLUMN     "restart" TEXT,
ADD COLUMN     "threads" INTEGER,
ADD COLUMN     "version" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "worker_bytes" BIGINT;

-- The name of the admin who stopped somebody else's job.
ALTER TABLE "job" ADD COLUMN "stopped_by" TEXT;
