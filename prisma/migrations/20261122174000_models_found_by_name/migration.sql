-- The known web UI keeps what people say of a model in a file beside it.
ALTER TABLE "model" ADD COLUMN "sidecar_modified_at" TIMESTAMPTZ(3);
-- A name is the same in any case and Unicode form (lib/catalog/visible-models.ts).
CREATE INDEX "model_name_key_idx" ON "model"("kind", lower(normalize("name")));
-- The name its trainer gave a LoRA.
CREATE INDEX "model_alias_idx" ON "model"(left("metadata"->>'ss_output_name', 200)) WHERE "kind" = 'lora';
