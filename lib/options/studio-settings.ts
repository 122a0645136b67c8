import type { Emphasis, NoiseSource } from '@/lib/generation/details';
import { generationOptions } from './generation-options';

/** What a person's Settings say of what they draw: the studio's forms begin with it. */
export interface StudioSettings {
  /** `Automatic`, `None` or a file's name. */
  vae: string;
  clipSkip: number;
  tiling: boolean;
  /** Of samplers that walk over timesteps, and of all others that take one. */
  etaDdim: number;
  etaAncestral: number;
  sChurn: number;
  sTmin: number;
  /** 0: no upper end. */
  sTmax: number;
  sNoise: number;
  sMinUncond: number;
  noiseSource: NoiseSource;
  ensd: number;
  emphasis: Emphasis;
}

export async function studioSettings(userId: string): Promise<StudioSettings> {
  const { vae, clipSkip, etaDdim, etaAncestral, details } = await generationOptions(userId);
  return {
    vae,
    clipSkip,
    tiling: details.tiling,
    etaDdim,
    etaAncestral,
    sChurn: details.s_churn,
    sTmin: details.s_tmin,
    sTmax: details.s_tmax,
    sNoise: details.s_noise,
    sMinUncond: details.s_min_uncond,
    noiseSource: details.noise_source,
    ensd: details.eta_noise_seed_delta,
    emphasis: details.emphasis,
  };
}
