-- CreateEnum
CREATE TYPE "file_tree" AS ENUM ('own', 'shared');

-- AlterTable
ALTER TABLE "trash_item" ADD COLUMN     "is_folder" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "tree" "file_tree" NOT NULL DEFAULT 'own';

-- AlterTable
ALTER TABLE "upload" DROP COLUMN "received",
ADD COLUMN     "finished_at" TIMESTAMPTZ(3),
ADD COLUMN     "modified_at" TIMESTAMPTZ(3),
ADD COLUMN     "placed_path" TEXT,
ADD COLUMN     "tree" "file_tree" NOT NULL DEFAULT 'own';

-- CreateTable
CREATE TABLE "storage_use" (
    "user_id" UUID NOT NULL,
    "bytes" BIGINT NOT NULL,
    "counted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "storage_use_pkey" PRIMARY KEY ("user_id")
);

-- CreateIndex
CREATE INDEX "picture_user_id_path_idx" ON "picture"("user_id", "path" text_pattern_ops);

-- CreateIndex
CREATE INDEX "trash_item_deleted_at_idx" ON "trash_item"("deleted_at");

-- AddForeignKey
ALTER TABLE "storage_use" ADD CONSTRAINT "storage_use_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
