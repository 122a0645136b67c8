import type { Pipeline } from '../evaluation';
import type { DenoiserCall } from '../sampling/sampler';
import type { Denoiser } from './denoiser';

/** The part of a latent that inpainting keeps. */
export class MaskedOriginal {
  readonly #mask: Float32Array;

  /**
   * @param original (C, H, W)
   * @param mask (H, W), 1 is drawn anew
   * @param isLaidUnder timestep samplers lay the original, without noise, under the latent before each evaluation; the
   *   others put it into the denoised latent
   */
  constructor(
    readonly original: Float32Array,
    mask: Float32Array,
    readonly isLaidUnder: boolean,
  ) {
    this.#mask = original.map((_, k) => mask[k % mask.length]!);
  }

  /** `latent` where it is drawn anew, the original times `scale` elsewhere. */
  blend(latent: Float32Array, scale = 1): Float32Array {
    const { original } = this;
    return latent.map((value, k) => {
      const mask = this.#mask[k]!;
      return value * mask + scale * original[k]! * (1 - mask);
    });
  }

  /** @see AUTOMATIC1111/stable-diffusion-webui `modules/sd_samplers_cfg_denoiser.py`, mask_before_denoising */
  *denoise(call: DenoiserCall, denoiser: Denoiser): Pipeline<Float32Array> {
    if (!this.isLaidUnder) return this.blend(yield* denoiser(call));
    // Those samplers count with latents of unit variance, and go on from the latent they had.
    const x = this.blend(call.x, Math.sqrt(1 + call.sigma ** 2));
    const denoised = yield* denoiser({ ...call, x });
    const shifted = (guess: Float32Array) => guess.map((value, k) => value + call.x[k]! - x[k]!);
    call.plusPlus?.unguided.set(shifted(call.plusPlus.unguided));
    return shifted(denoised);
  }
}
