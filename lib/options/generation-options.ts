import { z } from 'zod';
import { type DrawingDetails, EMPHASES, noiseSource } from '@/lib/generation/details';
import { REQUEST_OPTIONS, type RequestOptions } from '@/lib/generation/drawing-options';
import { LIMITS } from '@/lib/generation/limits';
import { optionsFrom } from '@/lib/generation/option-group';
import { type Img2ImgOptions, img2imgOptions } from './img2img-options';
import { type StoredOptions, storedOptions } from './stored-options';

/** What the user's options say about a generation. */
export interface GenerationOptions {
  /** The chosen checkpoint's title, name or hash; null: the default. */
  checkpoint: string | null;
  clipSkip: number;
  etaAncestral: number;
  etaDdim: number;
  /** A preview every so many steps; 0: none. */
  previewEvery: number;
  /** What pictures from pictures need not say each time. */
  img2img: Img2ImgOptions;
  /** `Automatic`, `None` or a name. */
  vae: string;
  /** What requests need not say each time. */
  request: RequestOptions;
  details: Omit<DrawingDetails, 'subseed_strength' | 'seed_resize_from_w' | 'seed_resize_from_h'>;
}

const within = ({ min, max }: { min: number; max: number }, otherwise: number) =>
  z.number().min(min).max(max).catch(otherwise);
const eta = (otherwise: number) => z.number().min(0).max(1).catch(otherwise);

// Any JSON may be stored under any key, as programs expect; a value that makes no sense counts as not set.
const schema = z.object({
  sd_model_checkpoint: z.string().min(1).nullable().catch(null),
  CLIP_stop_at_last_layers: z.number().int().min(1).max(12).catch(1),
  eta_ancestral: eta(1),
  eta_ddim: eta(0),
  randn_source: z.enum(['CPU', 'NV', 'GPU']).catch('CPU'),
  eta_noise_seed_delta: z.number().int().min(LIMITS.ensd.min).max(LIMITS.ensd.max).catch(0),
  s_churn: within(LIMITS.churn, 0),
  s_tmin: within(LIMITS.sigma, 0),
  s_tmax: within(LIMITS.sigma, 0),
  s_noise: within(LIMITS.noiseScale, 1),
  s_min_uncond: within(LIMITS.sigma, 0),
  sd_vae: z.string().min(1).catch('Automatic'),
  emphasis: z.enum(EMPHASES).catch('Original'),
  tiling: z.boolean().catch(false),
  live_previews_enable: z.boolean().catch(true),
  show_progress_every_n_steps: z.number().int().catch(10),
});

/** The options of a user that bear on a generation, with defaults for what they did not set. */
export const generationOptions = async (userId: string): Promise<GenerationOptions> =>
  optionsOfGeneration(await storedOptions(userId));

/** The same, of what is known already. */
export function optionsOfGeneration(stored: StoredOptions): GenerationOptions {
  const options = schema.parse(stored);
  return {
    checkpoint: options.sd_model_checkpoint,
    clipSkip: options.CLIP_stop_at_last_layers,
    etaAncestral: options.eta_ancestral,
    etaDdim: options.eta_ddim,
    previewEvery: options.live_previews_enable ? Math.max(0, options.show_progress_every_n_steps) : 0,
    img2img: img2imgOptions(stored),
    vae: options.sd_vae,
    request: optionsFrom(REQUEST_OPTIONS, stored),
    details: {
      noise_source: noiseSource(options.randn_source),
      eta_noise_seed_delta: options.eta_noise_seed_delta,
      s_churn: options.s_churn,
      s_tmin: options.s_tmin,
      s_tmax: options.s_tmax,
      s_noise: options.s_noise,
      s_min_uncond: options.s_min_uncond,
      emphasis: options.emphasis,
      tiling: options.tiling,
    },
  };
}
