const TRAINING_STEPS = 1000;
const BETA_START = 0.00085;
const BETA_END = 0.012;

/** The noise levels a model was trained on, and the way between sigmas and timesteps. */
export interface NoiseSchedule {
  /** Rising, one for each training timestep. */
  sigmas: Float64Array;
  /** Timestep of a noise level, interpolated in log sigma. */
  sigmaToTimestep(sigma: number): number;
  timestepToSigma(timestep: number): number;
}

/** Products of 1 - beta, with the square root of beta rising linearly ("scaled linear"). */
function alphasCumprod(): Float64Array {
  let product = 1;
  return Float64Array.from({ length: TRAINING_STEPS }, (_, t) => {
    const root =
      Math.sqrt(BETA_START) + (t / (TRAINING_STEPS - 1)) * (Math.sqrt(BETA_END) - Math.sqrt(BETA_START));
    product *= 1 - root * root;
    return product;
  });
}

/** First index of the pair of neighbours around `value` in a rising table. */
function lowerNeighbour(table: Float64Array, value: number): number {
  let low = 0;
  let high = table.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (table[middle]! <= value) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * The schedule of Stable Diffusion 1.x.
 * @see crowsonkb/k-diffusion `k_diffusion/external.py`, DiscreteSchedule
 */
export function stableDiffusionSchedule(): NoiseSchedule {
  const sigmas = alphasCumprod().map((alpha) => Math.sqrt((1 - alpha) / alpha));
  const logSigmas = sigmas.map(Math.log);
  return {
    sigmas,
    sigmaToTimestep(sigma) {
      const logSigma = Math.log(sigma);
      const low = lowerNeighbour(logSigmas, logSigma);
      const w = (logSigma - logSigmas[low]!) / (logSigmas[low + 1]! - logSigmas[low]!);
      return low + Math.min(1, Math.max(0, w));
    },
    timestepToSigma(timestep) {
      const low = Math.min(Math.floor(timestep), TRAINING_STEPS - 2);
      const w = timestep - low;
      return Math.exp((1 - w) * logSigmas[low]! + w * logSigmas[low + 1]!);
    },
  };
}
