import type { TensorInfo } from '../checkpoint/safetensors-header';

/** What a model file is for, as its tensors tell. */
export type FileUse =
  | 'checkpoint'
  | 'lora'
  | 'embedding'
  | 'vae'
  | 'hypernetwork'
  | 'controlnet'
  | 'upscaler'
  | 'gfpgan';

/** Wrappers that trainers put around a network. */
const WRAPPED = '(?:params_ema\\.|params\\.)?';

/** Names that only files of a kind have; the first match counts. */
const PATTERNS: [use: FileUse, name: RegExp][] = [
  [
    'controlnet',
    /^control_model\.|^controlnet_(?:cond|down|mid)|(?:^|\.)input_hint_block\.|^lora_controlnet$/,
  ],
  [
    'lora',
    /^lora_(?:unet|te\d?|prior|transformer)_|\.lora_(?:up|down|mid|A|B)\.|[._]lora\.(?:up|down)\.|\.lora_linear_layer\.|\.(?:hada_w1_a|lokr_w1|lokr_w1_a|oft_blocks|oft_diag|dora_scale)$/,
  ],
  [
    'checkpoint',
    /^model\.diffusion_model\.|^(?:cond_stage_model|conditioner)\.|^(?:double|joint)_blocks\.\d/,
  ],
  ['vae', /^(?:first_stage_model\.)?decoder\.conv_in\.weight$/],
  ['hypernetwork', /^\d+\.[01]\.linear\.\d+\.(?:weight|bias)$/],
  ['gfpgan', new RegExp(`^${WRAPPED}(?:stylegan_decoder|toRGB)\\.`)],
  [
    'upscaler',
    new RegExp(
      `^${WRAPPED}(?:model\\.1\\.sub\\.\\d|conv_first\\.|RRDB_trunk\\.|body\\.0\\.(?:rdb1\\.|weight$))`,
    ),
  ],
  ['embedding', /^(?:emb_params|clip_[lg]|<concept>)$/],
];

/** Values in a vector of an embedding: of the text encoders there are. */
const EMBEDDING_WIDTHS = new Set([768, 1024, 1280, 2048]);

/** What Diffusers writes: the placeholder word is the tensor's name. */
function isOneEmbedding(tensors: ReadonlyMap<string, TensorInfo>): boolean {
  const [tensor] = tensors.values();
  if (tensors.size !== 1 || !tensor) return false;
  const { shape } = tensor;
  return shape.length > 0 && shape.length <= 2 && EMBEDDING_WIDTHS.has(shape.at(-1)!);
}

/** What a file is for by the names and shapes of its tensors, never by its own name; undefined for what is not known. */
export function kindOfFile(tensors: ReadonlyMap<string, TensorInfo>): FileUse | undefined {
  const names = [...tensors.keys()];
  const found = PATTERNS.find(([, pattern]) => names.some((name) => pattern.test(name)));
  return found?.[0] ?? (isOneEmbedding(tensors) ? 'embedding' : undefined);
}
