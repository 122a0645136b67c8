-- Checkpoints of one person; without an owner: shared by all.
ALTER TABLE "checkpoint" ADD COLUMN     "owner_id" UUID;

DROP INDEX "checkpoint_path_key";
CREATE UNIQUE INDEX "checkpoint_owner_id_path_key" ON "checkpoint"("owner_id", "path");
-- NULLs are different from each other, and PostgreSQL says otherwise only from version 15 on.
CREATE UNIQUE INDEX "checkpoint_shared_path_key" ON "checkpoint"("path") WHERE "owner_id" IS NULL;

ALTER TABLE "checkpoint" ADD CONSTRAINT "checkpoint_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- When somebody last asked to have the folders they see read again, and when the scan began that did it.
CREATE TABLE "catalog_request" (
    "owner_id" UUID NOT NULL,
    "requested_at" TIMESTAMPTZ(6) NOT NULL,
    "scanned_at" TIMESTAMPTZ(6),

    CONSTRAINT "catalog_request_pkey" PRIMARY KEY ("owner_id")
);

ALTER TABLE "catalog_request" ADD CONSTRAINT "catalog_request_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
