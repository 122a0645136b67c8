import { linear, to_d } from './linear';
import type { Sampler } from './sampler';

const ORDER = 4;
/** Two Gauss–Legendre nodes integrate cubics exactly. */
const NODES = [-1 / Math.sqrt(3), 1 / Math.sqrt(3)];

/** Integral from times[i] to times[i + 1] of the Lagrange polynomial that is 1 at times[i - j], 0 at the others. */
function multistepFactor(order: number, times: Float64Array, i: number, j: number): number {
  const half = (times[i + 1]! - times[i]!) / 2;
  let sum = 0;
  for (const node of NODES) {
    const tau = times[i]! + half * (1 + node);
    let product = 1;
    for (let k = 0; k < order; k++) {
      if (k !== j) product *= (tau - times[i - k]!) / (times[i - j]! - times[i - k]!);
    }
    sum += product;
  }
  return half * sum;
}

/** Linear multistep with up to four past slopes. @see crowsonkb/k-diffusion `sampling.py`, sample_lms */
export const sampleLms: Sampler = function* (x, sigmas) {
  let slopes: Float32Array[] = [];
  for (let i = 0; i < sigmas.length - 1; i++) {
    const sigma = sigmas[i]!;
    slopes = [to_d(x, sigma, yield { x, sigma, i }), ...slopes].slice(0, ORDER);
    const terms = slopes.map((d, j): [number, Float32Array] => [
      multistepFactor(slopes.length, sigmas, i, j),
      d,
    ]);
    x = linear([1, x], ...terms);
  }
  return x;
};
