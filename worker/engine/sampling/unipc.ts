import { linear } from './linear';
import type { Sampler } from './sampler';
import { solveLinear } from './solve-linear';
import { alphaOf, widened } from './variance-preserving';

const { expm1, log, min, sqrt } = Math;
const ORDER = 3;

/** A guess at x₀ and where it was made; lambda = log(√alpha / √(1 - alpha)) = -log sigma. */
interface Known {
  lambda: number;
  x0: Float32Array;
}

/** The integrals b_k of B₁(h) that the weights must match. */
function moments(h: number, order: number): number[] {
  let phi = expm1(-h) / -h - 1;
  let factorial = 1;
  return Array.from({ length: order }, (_, k) => {
    const b = (phi * factorial) / -h;
    factorial *= k + 2;
    phi = phi / -h - 1 / factorial;
    return b;
  });
}

/**
 * UniPC of Zhao et al. 2023, https://arxiv.org/abs/2302.04867: multistep predictor and corrector of order 3 on guesses at
 * x₀, B₁(h), lower order at the end, no corrector after the last step.
 */
export const sampleUniPc: Sampler = function* (x, sigmas) {
  const steps = sigmas.length - 1;
  const known: Known[] = [];
  let z = linear([sqrt(alphaOf(sigmas[0]!)), x]);
  if (steps < 1) return z;
  known.unshift({ lambda: -log(sigmas[0]!), x0: yield { x, sigma: sigmas[0]!, i: 0 } });
  for (let n = 1; n <= steps; n++) {
    const p = n < ORDER ? n : min(ORDER, steps + 1 - n);
    const [before, ...older] = known as [Known, ...Known[]];
    const [from, to] = [alphaOf(sigmas[n - 1]!), alphaOf(sigmas[n]!)];
    const h = -log(sigmas[n]!) - before.lambda;
    const r = [...older.slice(0, p - 1).map(({ lambda }) => (lambda - before.lambda) / h), 1];
    const slopes = older.slice(0, p - 1).map(({ x0 }, k) => linear([1 / r[k]!, x0], [-1 / r[k]!, before.x0]));
    const b = moments(h, p);
    const R = Array.from({ length: p }, (_, k) => r.map((r_j) => r_j ** k));
    const base = linear([sqrt((1 - to) / (1 - from)), z], [-sqrt(to) * expm1(-h), before.x0]);
    const plus = (weights: number[], differences: Float32Array[]) =>
      linear(
        [1, base],
        ...differences.map((d, k): [number, Float32Array] => [sqrt(to) * h * weights[k]!, d]),
      );

    const ahead =
      p === 2
        ? [0.5]
        : solveLinear(
            R.slice(0, -1).map((row) => row.slice(0, -1)),
            b.slice(0, -1),
          );
    z = plus(ahead, slopes);
    if (n === steps) break;
    const x0 = yield { x: widened(z, to), sigma: sigmas[n]!, i: n };
    const behind = p === 1 ? [0.5] : solveLinear(R, b);
    z = plus(behind, [...slopes, linear([1, x0], [-1, before.x0])]);
    known.unshift({ lambda: -log(sigmas[n]!), x0 });
  }
  return z;
};
