import { linear } from './linear';
import type { Sampler } from './sampler';
import { solveLinear } from './solve-linear';
import type { UniPcSpread } from './timestep-levels';
import { varyingCoefficients } from './unipc-coefficients';
import { alphaOf, widened } from './variance-preserving';

const { expm1, log, min, sqrt } = Math;

/** What can be said about UniPC; what is not said is as the web UI has it. */
export interface UniPcOptions {
  /** Which B(h): B₁(h) = h, B₂(h) = e^h - 1, or coefficients that vary. `bh1` unless said. */
  variant?: 'bh1' | 'bh2' | 'vary_coeff';
  /** Previous guesses that are looked at, 3 unless said. */
  order?: number;
  /** Fewer of them near the end; true unless said. */
  lowersOrder?: boolean;
  spread?: UniPcSpread;
}

/** A guess at x₀ and where it was made; lambda = log(√alpha / √(1 - alpha)) = -log sigma. */
interface Known {
  lambda: number;
  x0: Float32Array;
}

/** The integrals b_k of B(h) that the weights must match. */
function moments(h: number, order: number, B: number): number[] {
  let phi = expm1(-h) / -h - 1;
  let factorial = 1;
  return Array.from({ length: order }, (_, k) => {
    const b = (phi * factorial) / B;
    factorial *= k + 2;
    phi = phi / -h - 1 / factorial;
    return b;
  });
}

/** Weights of the differences (D_k / r_k …, D_t) ahead of and behind a step, as parts of √alpha. */
function bhWeights(r: number[], h: number, variant: 'bh1' | 'bh2') {
  const p = r.length;
  const B = variant === 'bh1' ? -h : expm1(-h);
  const b = moments(h, p, B);
  const R = Array.from({ length: p }, (_, k) => r.map((r_j) => r_j ** k));
  const scaled = (weights: number[]) => weights.map((weight) => -B * weight);
  const simple = [0.5];
  const inner = () =>
    solveLinear(
      R.slice(0, -1).map((row) => row.slice(0, -1)),
      b.slice(0, -1),
    );
  return {
    ahead: scaled(p === 2 ? simple : inner()),
    behind: () => scaled(p === 1 ? simple : solveLinear(R, b)),
  };
}

/**
 * UniPC of Zhao et al. 2023, https://arxiv.org/abs/2302.04867: multistep predictor and corrector on guesses at x₀, no
 * corrector after the last step.
 */
export function uniPc({ variant = 'bh1', order = 3, lowersOrder = true }: UniPcOptions = {}): Sampler {
  return function* (x, sigmas) {
    const steps = sigmas.length - 1;
    const known: Known[] = [];
    let z = linear([sqrt(alphaOf(sigmas[0]!)), x]);
    if (steps < 1) return z;
    known.unshift({ lambda: -log(sigmas[0]!), x0: yield { x, sigma: sigmas[0]!, i: 0 } });
    for (let n = 1; n <= steps; n++) {
      const p = n < order ? n : lowersOrder ? min(order, steps + 1 - n) : order;
      const [before, ...older] = known as [Known, ...Known[]];
      const [from, to] = [alphaOf(sigmas[n - 1]!), alphaOf(sigmas[n]!)];
      const h = -log(sigmas[n]!) - before.lambda;
      const r = [...older.slice(0, p - 1).map(({ lambda }) => (lambda - before.lambda) / h), 1];
      const slopes = older
        .slice(0, p - 1)
        .map(({ x0 }, k) => linear([1 / r[k]!, x0], [-1 / r[k]!, before.x0]));
      const base = linear([sqrt((1 - to) / (1 - from)), z], [-sqrt(to) * expm1(-h), before.x0]);
      const plus = (weights: number[], differences: Float32Array[]) =>
        linear([1, base], ...differences.map((d, k): [number, Float32Array] => [sqrt(to) * weights[k]!, d]));
      const { ahead, behind } =
        variant === 'vary_coeff' ? varyingCoefficients(r, h) : bhWeights(r, h, variant);
      z = plus(ahead, slopes);
      if (n === steps) break;
      const x0 = yield { x: widened(z, to), sigma: sigmas[n]!, i: n };
      z = plus(behind(), [...slopes, linear([1, x0], [-1, before.x0])]);
      known.unshift({ lambda: -log(sigmas[n]!), x0 });
      known.length = min(known.length, order);
    }
    return z;
  };
}
