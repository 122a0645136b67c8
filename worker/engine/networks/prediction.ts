import type { Architecture, Prediction } from '../checkpoint/architecture';
import type { Evaluation } from '../evaluation';

/** Factors of the denoiser at a sigma: denoised = skip · x + out · network(x · c_in). */
export interface DenoiserFactors {
  in: number;
  skip: number;
  out: number;
}

/**
 * How a network's answer becomes the denoised latent, for `x` in units of sigma (data of deviation 1).
 * @see crowsonkb/k-diffusion `external.py`, DiscreteEpsDDPMDenoiser and DiscreteVDDPMDenoiser
 */
export function denoiserFactors(prediction: Prediction, sigma: number): DenoiserFactors {
  const variance = sigma ** 2 + 1;
  const c_in = 1 / Math.sqrt(variance);
  return prediction === 'v'
    ? { in: c_in, skip: 1 / variance, out: -sigma * c_in }
    : { in: c_in, skip: 1, out: -sigma };
}

const PROBE_SIDE = 8;
const PROBE_TOKENS = 2;

/** An evaluation of halves at the last timestep, whose answer tells the two prediction types apart. */
export function predictionProbe({ unet }: Architecture): Evaluation {
  const { outChannels, contextWidth, inChannels } = unet;
  const halves = (...shape: number[]) => ({
    data: new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(0.5),
    shape,
  });
  const extra = inChannels - outChannels;
  return {
    network: 'denoiser',
    output: 'prediction',
    rows: 1,
    inputs: {
      x: halves(outChannels, PROBE_SIDE, PROBE_SIDE),
      timesteps: { data: Float32Array.of(999), shape: [] },
      context: halves(PROBE_TOKENS, contextWidth),
      ...(extra > 0 ? { inpaint: halves(extra, PROBE_SIDE, PROBE_SIDE) } : {}),
    },
  };
}

/**
 * What the probe's answer shows: seeing almost only noise, a network that predicts it answers about its input (0.5),
 * and one that predicts velocity far less.
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/sd_models_config.py`
 */
export function predictionShown(output: Float32Array): Prediction {
  const mean = output.reduce((sum, value) => sum + value, 0) / output.length;
  return mean - 0.5 < -1 ? 'v' : 'epsilon';
}
