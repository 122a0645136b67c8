const { exp, floor, fround, log, max, min, sqrt } = Math;

const TRAINING_STEPS = 1000;
const BETA_START = 0.00085;
const BETA_END = 0.012;
/** What the last alpha of a schedule with zero terminal SNR is kept at, so that its sigma stays finite. */
const LEAST_ALPHA = 4.8973451890853435e-8;

/** The noise levels a model was trained on, and the way between sigmas and timesteps. All values are float32. */
export interface NoiseSchedule {
  /** Rising, one for each training timestep. */
  sigmas: Float64Array;
  /** Timestep of a noise level. */
  sigmaToTimestep(sigma: number): number;
  timestepToSigma(timestep: number): number;
}

/** Products of 1 - beta, with the square root of beta rising linearly ("scaled linear"). */
export function alphasCumprod(): Float32Array {
  let product = 1;
  return Float32Array.from({ length: TRAINING_STEPS }, (_, t) => {
    const root = t * ((sqrt(BETA_END) - sqrt(BETA_START)) / (TRAINING_STEPS - 1)) + sqrt(BETA_START);
    product *= 1 - root * root;
    return product;
  });
}

/** Lin et al. 2023, https://arxiv.org/abs/2305.08891: √alpha shifted and scaled so that the last is (almost) 0. */
export function zeroTerminalSnr(alphas: Float32Array): Float32Array {
  const roots = alphas.map(sqrt);
  const [first, last] = [roots[0]!, roots.at(-1)!];
  const range = fround(first - last);
  const rescaled = roots.map((root) => fround(fround(fround(root - last) * first) / range) ** 2);
  rescaled[rescaled.length - 1] = LEAST_ALPHA;
  return rescaled;
}

/** Those a checkpoint was trained on. */
export const trainedAlphas = (hasZeroTerminalSnr: boolean): Float32Array =>
  hasZeroTerminalSnr ? zeroTerminalSnr(alphasCumprod()) : alphasCumprod();

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
 * Levels in a table, log-linear between its entries; timesteps are places in the table.
 * @see crowsonkb/k-diffusion `k_diffusion/external.py`, DiscreteSchedule
 */
function tableSchedule(sigmas: Float64Array): NoiseSchedule {
  const logSigmas = sigmas.map((sigma) => fround(log(sigma)));
  return {
    sigmas,
    sigmaToTimestep(sigma) {
      const logSigma = fround(log(sigma));
      const low = lowerNeighbour(logSigmas, logSigma);
      const w = (logSigma - logSigmas[low]!) / (logSigmas[low + 1]! - logSigmas[low]!);
      return low + min(1, max(0, w));
    },
    timestepToSigma(timestep) {
      const low = min(floor(timestep), sigmas.length - 2);
      const w = fround(timestep - low);
      return fround(exp(fround(fround(fround(1 - w) * logSigmas[low]!) + fround(w * logSigmas[low + 1]!))));
    },
  };
}

/** The schedule of Stable Diffusion 1.x, 2.x and XL, or of other alphas. */
export function stableDiffusionSchedule(alphas: Float32Array = alphasCumprod()): NoiseSchedule {
  return tableSchedule(Float64Array.from(alphas, (alpha) => fround(sqrt(fround(fround(1 - alpha) / alpha)))));
}

/** Steps between the timesteps that latent consistency models are distilled on: 19, 39 … 999. */
const STRIDE = 20;

/**
 * The 50 levels of a latent consistency model: every level is taken for the nearest of them.
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/sd_samplers_lcm.py`, LCMCompVisDenoiser
 */
export function distilledSchedule({ sigmas: all }: NoiseSchedule): NoiseSchedule {
  const table = tableSchedule(all.filter((_, t) => t % STRIDE === STRIDE - 1));
  const { sigmas } = table;
  return {
    sigmas,
    sigmaToTimestep(sigma) {
      // SGM Uniform asks half-way between two levels: the lower is taken, whatever the last bits say.
      const place = Math.ceil(table.sigmaToTimestep(sigma) - 0.5 - 1e-4);
      return place * STRIDE + STRIDE - 1;
    },
    timestepToSigma(timestep) {
      const place = fround((timestep - (STRIDE - 1)) / STRIDE);
      return table.timestepToSigma(min(sigmas.length - 1, max(0, place)));
    },
  };
}
