import type { NoiseSeeds } from '../sampling/picture-noise';
import type { NoiseOptions } from '../sampling/plan';
import type { SamplerName } from '../sampling/samplers';
import type { SchedulerName } from '../sampling/schedulers';

/** One picture from text. Everything that decides its pixels is here, besides the checkpoint. */
export interface Txt2ImgRequest extends NoiseSeeds, NoiseOptions {
  prompt: string;
  negativePrompt: string;
  /** Pixels; rounded down to a multiple of the VAE's factor (8). */
  width: number;
  height: number;
  steps: number;
  /** Classifier-free guidance; 1 leaves the negative prompt out. */
  cfgScale: number;
  sampler: SamplerName;
  scheduler: SchedulerName;
  /** 1 is the last layer of the text encoder, 2 the one before. */
  clipSkip: number;
}
