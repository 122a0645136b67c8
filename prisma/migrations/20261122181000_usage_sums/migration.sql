-- Usage is added up over thousands of entries: the indexes hold all that the sums ask of each.
DROP INDEX "ledger_entry_user_id_created_at_idx";

CREATE INDEX "ledger_entry_user_id_created_at_device_ms_pictures_idx" ON "ledger_entry"("user_id", "created_at", "device_ms", "pictures");

CREATE INDEX "ledger_entry_created_at_user_id_team_id_device_ms_pictures_idx" ON "ledger_entry"("created_at", "user_id", "team_id", "device_ms", "pictures");
