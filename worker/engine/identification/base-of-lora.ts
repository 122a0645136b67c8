import { readLoraName } from '../adapters/lora-names';
import type { TensorInfo } from '../checkpoint/safetensors-header';

/** Names that only LoRAs of models we do not draw with have. */
const OTHER_MODELS: [pattern: RegExp, model: string][] = [
  [/(^|_)(double|single)_blocks_|single_transformer_blocks/, 'Flux'],
  [/(^|_)joint_blocks_/, 'Stable Diffusion 3'],
  [/^transformer_transformer_blocks_/, 'Stable Diffusion 3 or Flux'],
  [/lora_prior_|(^|_)cap_embedder/, 'another kind of model'],
];

/** Values a token that the UNet's cross attention takes, and the text encoder's own layers. */
const CONTEXT_WIDTHS: Record<number, string> = { 768: 'SD 1.x', 1024: 'SD 2.x', 2048: 'SDXL' };
const TEXT_WIDTHS: Record<number, string> = { 768: 'SD 1.x', 1024: 'SD 2.x' };

/** Places in a tensor's shape that say how many values the layer takes. */
const WIDTH_AT: Partial<Record<string, number>> = { down: 1, hada_w1_b: 1, hada_w2_b: 1, b1: 1, diff: 1 };
const CROSS_ATTENTION = /attn2_to_[kv]$/;
const TEXT_LAYER = /self_attn_[qkv]_proj$/;
/** SDXL alone has several of them in a row. */
const SECOND_TRANSFORMER = /_transformer_blocks_[1-9]\d*_/;

/** Kronecker factors multiply to the layer's size. */
function kroneckerWidth(parts: ReadonlyMap<string, readonly number[]>): number | undefined {
  const first = (parts.get('lokr_w1') ?? parts.get('lokr_w1_b'))?.[1];
  const second = (parts.get('lokr_w2') ?? parts.get('lokr_w2_b'))?.[1];
  return first && second ? first * second : undefined;
}

function widthOf(parts: ReadonlyMap<string, readonly number[]>): number | undefined {
  for (const [part, at] of Object.entries(WIDTH_AT)) {
    const width = parts.get(part)?.[at!];
    if (width !== undefined) return width;
  }
  return kroneckerWidth(parts);
}

/** What trainers state in the header. */
function stated(metadata: Record<string, string>): string | undefined {
  const text = metadata['modelspec.architecture'] ?? metadata.ss_base_model_version ?? '';
  if (/sdxl|stable-diffusion-xl/i.test(text)) return 'SDXL';
  if (/^sd_(v)?2|stable-diffusion-v2/i.test(text)) return 'SD 2.x';
  return /^sd_(v)?1|stable-diffusion-v1/i.test(text) ? 'SD 1.x' : undefined;
}

/**
 * The checkpoints a LoRA was made for, by the layers it changes and their widths, else as its header states it;
 * undefined when neither tells, e.g. for a small model of somebody's own.
 */
export function baseOfLora({
  tensors,
  metadata = {},
}: {
  tensors: ReadonlyMap<string, TensorInfo>;
  metadata?: Record<string, string>;
}): string | undefined {
  const widths = new Map<string, Map<string, readonly number[]>>();
  let isDeep = false;
  for (const [name, { shape }] of tensors) {
    const { network, layer, part } = readLoraName(name);
    if (network === 'text2') return 'SDXL';
    const other = OTHER_MODELS.find(([pattern]) => pattern.test(layer));
    if (other) return other[1];
    isDeep ||= network === 'denoiser' && SECOND_TRANSFORMER.test(layer);
    if (!part || !(CROSS_ATTENTION.test(layer) || TEXT_LAYER.test(layer))) continue;
    const parts = widths.get(layer) ?? new Map<string, readonly number[]>();
    widths.set(layer, parts.set(part, shape));
  }
  let ofText: string | undefined;
  for (const [layer, parts] of widths) {
    const width = widthOf(parts) ?? 0;
    if (TEXT_LAYER.test(layer)) ofText ??= TEXT_WIDTHS[width];
    else if (CONTEXT_WIDTHS[width]) return CONTEXT_WIDTHS[width];
  }
  // SDXL's first text encoder is as wide as that of SD 1.
  if (isDeep) return 'SDXL';
  return stated(metadata) ?? ofText;
}
