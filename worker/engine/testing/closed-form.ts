import type { DenoiserCall } from '../sampling/sampler';

/** Data of deviation s, bent by a sine; see golden/model.py. */
export interface ClosedForm {
  s: number;
  a: number;
  b: number;
}

export const COND: ClosedForm = { s: 0.9, a: 0.25, b: 1.7 };
export const UNCOND: ClosedForm = { s: 1.2, a: -0.15, b: 1.1 };

/** What a perfect network would answer for such data. */
export function closedForm(x: Float32Array, sigma: number, { s, a, b }: ClosedForm = COND): Float32Array {
  const spread = sigma ** 2 + s * s;
  return x.map((x_k) => (x_k * s * s) / spread + a * Math.sin((b * x_k) / Math.sqrt(spread)));
}

/** A call of a sampler answered by the closed form in the network's place; `scale` is the guidance. */
export function answered({ x, sigma, plusPlus }: DenoiserCall, scale = 1): Float32Array {
  const cond = closedForm(x, sigma);
  if (!plusPlus) return cond;
  plusPlus.unguided.set(closedForm(x, sigma, UNCOND));
  const w = scale * plusPlus.factor;
  return cond.map((value, k) => plusPlus.unguided[k]! + w * (value - plusPlus.unguided[k]!));
}
