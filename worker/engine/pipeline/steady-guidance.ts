import { linear } from '../sampling/linear';

/** Root mean square of what leaving the negative prompt out may change in the guess at x₀ (whose data has deviation 1). */
const TOLERANCE = 0.05;
/** Evaluations in a row that do without it. */
const MOST_SKIPPED = 2;
/** Largest ratio of the noise levels that a difference is carried over. */
const FARTHEST = 2.5;
/** Evaluations at the same noise level still differ. */
const LEAST_GAP = 0.05;

const gapBetween = (sigma: number, other: number) => Math.max(LEAST_GAP, Math.abs(Math.log(sigma / other)));

function rootMeanSquare(values: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! ** 2;
  return Math.sqrt(sum / values.length);
}

/** An evaluation of the denoiser, as far as it decides whether the negative prompt matters. */
export interface GuidedStep {
  sigma: number;
  /** How much an error of the unguided prediction changes the guess at x₀. */
  influence: number;
  /** The very same for as long as no prompt changes. */
  texts: readonly unknown[];
}

interface Seen extends GuidedStep {
  /** Unguided prediction less the first conditional one. */
  difference: Float32Array;
}

const isSameTexts = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.length === other.length && one.every((text, i) => text === other[i]);

/**
 * The negative prompt's prediction differs from the positive one's by something that changes slowly once the picture
 * stands. Where it has hardly changed between two evaluations, that difference is carried over to the next ones, which
 * then need not compute it. What one picture does depends on that picture alone.
 */
export class SteadyGuidance {
  #last: Seen | undefined;
  /** Root mean square by which the difference changes where the noise level falls by a factor of e. */
  #rate = Number.POSITIVE_INFINITY;
  #skipped = 0;

  /** The difference to go on with; nothing where it has to be computed. */
  carriedOver({ sigma, influence, texts }: GuidedStep): Float32Array | undefined {
    const last = this.#last;
    if (!last || this.#skipped >= MOST_SKIPPED || !isSameTexts(texts, last.texts)) return undefined;
    if (sigma > last.sigma || sigma * FARTHEST < last.sigma) return undefined;
    const error = this.#rate * gapBetween(sigma, last.sigma) * influence;
    if (!(error < TOLERANCE)) return undefined;
    this.#skipped++;
    return last.difference;
  }

  /** Told what an evaluation has computed. */
  saw(step: GuidedStep, conditional: Float32Array, unguided: Float32Array): void {
    const difference = linear([1, unguided], [-1, conditional]);
    const last = this.#last;
    const isComparable = last && isSameTexts(step.texts, last.texts) && step.sigma <= last.sigma;
    this.#rate = isComparable
      ? rootMeanSquare(linear([1, difference], [-1, last.difference])) / gapBetween(step.sigma, last.sigma)
      : Number.POSITIVE_INFINITY;
    this.#last = { ...step, difference };
    this.#skipped = 0;
  }
}
