import { fullSizeCheckpoint, SD1 } from '@/worker/engine/testing/full-size-checkpoint';
import { type RandomTensor, randomFile } from './random-file';

const NORM = /norm|ln_|in_layers\.0|out_layers\.0|\.out\.0/;
const RANK = 16;
const DENOISER = 'model.diffusion_model.';
const TEXT = 'cond_stage_model.transformer.';
/** The layers that most LoRAs change: those of transformer blocks, with the projections around them. */
const ADAPTED =
  /(attn\d\.to_[qkv]|attn\d\.to_out\.0|ff\.net\.0\.proj|ff\.net\.2|proj_in|proj_out|self_attn\..*_proj|mlp\.fc\d)\.weight$/;

/** Weights that keep activations near 1 in a network of any depth. */
function distribution(name: string, shape: number[]): RandomTensor {
  if (shape.length === 1) {
    return { shape, middle: NORM.test(name) && name.endsWith('.weight') ? 1 : 0, width: 0.1 };
  }
  if (name.includes('_embedding.weight')) return { shape, middle: 0, width: 0.05 };
  const inputs = shape.slice(1).reduce((a, b) => a * b, 1);
  return { shape, middle: 0, width: Math.sqrt(3 / inputs) };
}

/** A whole SD 1.5 checkpoint in half precision with random weights: 2.1 GB, made once. @returns its path */
export function randomCheckpoint(): Promise<string> {
  const { tensors } = fullSizeCheckpoint(SD1);
  const drawn = [...tensors].map(([name, { shape }]) => [name, distribution(name, shape)] as const);
  return randomFile('sd15-random-1', new Map(drawn));
}

/** A LoRA for it, of rank 16, for UNet and text encoder. @returns its path */
export function randomLora(): Promise<string> {
  const drawn = new Map<string, RandomTensor>();
  for (const [name, { shape }] of fullSizeCheckpoint(SD1).tensors) {
    if (!ADAPTED.test(name)) continue;
    const layer = name.replace(/\.weight$/, '');
    const [to = 0, from = 0] = shape;
    const key = layer.startsWith(DENOISER)
      ? `diffusion_model.${layer.slice(DENOISER.length)}`
      : `text_encoder.${layer.slice(TEXT.length)}`;
    if (!layer.startsWith(DENOISER) && !layer.startsWith(TEXT)) continue;
    drawn.set(`${key}.lora_A.weight`, { shape: [RANK, from], middle: 0, width: Math.sqrt(3 / from) });
    drawn.set(`${key}.lora_B.weight`, { shape: [to, RANK], middle: 0, width: 0.05 });
  }
  return randomFile('sd15-lora-1', drawn);
}
