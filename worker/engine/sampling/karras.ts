import { linspace } from './linspace';

const { fround } = Math;

/** Karras et al. 2022, https://arxiv.org/abs/2206.00364, equation 5, in float32: `n` levels from max to min, then 0. */
export function karrasSigmas(n: number, min: number, max: number, rho = 7): Float64Array {
  const [root_min, root_max] = [min ** (1 / rho), max ** (1 / rho)];
  const difference = fround(root_min - root_max);
  const levels = linspace(0, 1, n).map((ramp) =>
    fround(fround(fround(root_max) + fround(ramp * difference)) ** rho),
  );
  return Float64Array.of(...levels, 0);
}
