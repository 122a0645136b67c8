-- CreateTable
CREATE TABLE "picture_share" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "picture_share_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shared_picture" (
    "share_id" UUID NOT NULL,
    "picture_id" UUID NOT NULL,
    "place" INTEGER NOT NULL,

    CONSTRAINT "shared_picture_pkey" PRIMARY KEY ("share_id","picture_id")
);

-- CreateIndex
CREATE INDEX "picture_share_user_id_created_at_idx" ON "picture_share"("user_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "shared_picture_picture_id_idx" ON "shared_picture"("picture_id");

-- AddForeignKey
ALTER TABLE "picture_share" ADD CONSTRAINT "picture_share_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "picture_share" ADD CONSTRAINT "picture_share_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shared_picture" ADD CONSTRAINT "shared_picture_share_id_fkey" FOREIGN KEY ("share_id") REFERENCES "picture_share"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shared_picture" ADD CONSTRAINT "shared_picture_picture_id_fkey" FOREIGN KEY ("picture_id") REFERENCES "picture"("id") ON DELETE CASCADE ON UPDATE CASCADE;
