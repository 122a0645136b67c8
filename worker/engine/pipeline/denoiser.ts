import type { Pipeline } from '../evaluation';
import type { DenoiserCall } from '../sampling/sampler';

/** The guess at the finished latent behind a noisy one. */
export type Denoiser = (call: DenoiserCall) => Pipeline<Float32Array>;
