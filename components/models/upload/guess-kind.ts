import type { ModelKind } from '@/lib/catalog/model-view';

/** Bytes; more has no header of a model. */
const LARGEST_HEADER = 16 * 1024 * 1024;

/** By names of tensors, the surest first. The server reads what a file is; this only saves a question. */
const SIGNS: readonly (readonly [ModelKind, RegExp])[] = [
  ['lora', /"(?:lora_(?:unet|te\d?)_|[^"]*\.(?:lora_(?:up|down|A|B)|hada_w1_a|lokr_w1)[."])/],
  ['controlnet', /"(?:control_model\.|controlnet_(?:cond_embedding|down_blocks)|input_hint_block\.)/],
  ['checkpoint', /"(?:model\.diffusion_model\.|diffusion_model\.)/],
  ['embedding', /"(?:emb_params|string_to_param|clip_[lg])"/],
  ['upscaler', /"(?:conv_first\.|model\.0\.weight|model\.1\.sub\.)/],
  ['vae', /"(?:first_stage_model\.)?(?:encoder|decoder)\.(?:conv_in|mid)/],
];

/** What kind of model a file looks like; null: its header does not say. */
export async function guessKind(file: Blob): Promise<ModelKind | null> {
  if (file.size < 8) return null;
  const length = new DataView(await file.slice(0, 8).arrayBuffer()).getBigUint64(0, true);
  if (length > LARGEST_HEADER || length + 8n > file.size) return null;
  const header = await file.slice(8, 8 + Number(length)).text();
  return SIGNS.find(([, sign]) => sign.test(header))?.[0] ?? null;
}
