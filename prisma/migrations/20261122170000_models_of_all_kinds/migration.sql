CREATE TYPE "model_kind" AS ENUM ('checkpoint', 'lora', 'embedding', 'vae', 'hypernetwork', 'controlnet', 'upscaler', 'gfpgan');
CREATE TYPE "model_access" AS ENUM ('usual', 'all', 'teams');
CREATE TYPE "proposal_state" AS ENUM ('open', 'approved', 'declined', 'withdrawn');

-- The catalogue knew checkpoints only; their rows keep their ids, because jobs name them.
ALTER TABLE "checkpoint" RENAME TO "model";
ALTER TABLE "model" RENAME CONSTRAINT "checkpoint_pkey" TO "model_pkey";
ALTER TABLE "model" RENAME CONSTRAINT "checkpoint_owner_id_fkey" TO "model_owner_id_fkey";

ALTER TABLE "model"
    ADD COLUMN "kind" "model_kind" NOT NULL DEFAULT 'checkpoint',
    ADD COLUMN "place" "model_kind" NOT NULL DEFAULT 'checkpoint',
    ADD COLUMN "title" TEXT,
    ADD COLUMN "file_licence" TEXT,
    ADD COLUMN "trigger_words" TEXT[] DEFAULT ARRAY[]::TEXT[],
    ADD COLUMN "preview_path" TEXT,
    ADD COLUMN "preview_modified_at" TIMESTAMPTZ(3),
    ADD COLUMN "notes" TEXT NOT NULL DEFAULT '',
    ADD COLUMN "licence" TEXT,
    ADD COLUMN "own_trigger_words" TEXT[],
    ADD COLUMN "access" "model_access" NOT NULL DEFAULT 'usual',
    ADD COLUMN "version" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "missing_since" TIMESTAMPTZ(3);

DROP INDEX "checkpoint_owner_id_path_key";
DROP INDEX "checkpoint_shared_path_key";
CREATE UNIQUE INDEX "model_place_owner_id_path_key" ON "model"("place", "owner_id", "path");
-- NULLs are different from each other, and PostgreSQL says otherwise only from version 15 on.
CREATE UNIQUE INDEX "model_shared_place_path_key" ON "model"("place", "path") WHERE "owner_id" IS NULL;
CREATE INDEX "model_owner_id_kind_name_idx" ON "model"("owner_id", "kind", "name");
-- A file in somebody's own folder is theirs alone.
ALTER TABLE "model" ADD CONSTRAINT "model_access_of_shared" CHECK ("access" = 'usual' OR "owner_id" IS NULL);

CREATE TABLE "model_team" (
    "model_id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "model_team_pkey" PRIMARY KEY ("model_id", "team_id")
);
CREATE INDEX "model_team_team_id_idx" ON "model_team"("team_id");
ALTER TABLE "model_team" ADD CONSTRAINT "model_team_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "model"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "model_team" ADD CONSTRAINT "model_team_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "model_proposal" (
    "id" UUID NOT NULL,
    "model_id" UUID NOT NULL,
    "proposed_by" UUID NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "state" "proposal_state" NOT NULL DEFAULT 'open',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" UUID,
    "answer" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "model_proposal_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "model_proposal_proposed_by_idx" ON "model_proposal"("proposed_by");
CREATE INDEX "model_proposal_state_created_at_idx" ON "model_proposal"("state", "created_at");
CREATE UNIQUE INDEX "model_proposal_open_key" ON "model_proposal"("model_id") WHERE "state" = 'open';
ALTER TABLE "model_proposal" ADD CONSTRAINT "model_proposal_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "model"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "model_proposal" ADD CONSTRAINT "model_proposal_proposed_by_fkey" FOREIGN KEY ("proposed_by") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
