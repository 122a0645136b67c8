import { type NoiseSource, noiseGenerator } from './noise-source';
import { seedWord } from './seed-sequence';

const { abs, fround, max, min, sqrt } = Math;

/** Times are compared after six decimals, as Python rounds them. */
const rounded = (time: number): number => Number(time.toFixed(6));

/** Halves kept; a forgotten one is drawn again. A step begins where the last one ended, some 25 halvings deep. */
const KEPT_HALVES = 64;

interface Interval {
  start: number;
  end: number;
  /** W(end) - W(start). */
  increment: Float32Array;
  /** Number among the intervals of its depth; halves are 2k and 2k + 1 of the next. */
  k: number;
  depth: number;
}

/**
 * A Brownian motion over noise levels, the same however it is asked: intervals are halved until the asked ends are met,
 * and each middle has noise of its own seed. Arithmetic in float32, in torchsde's order.
 * @see google-research/torchsde `_brownian/brownian_interval.py`, BrownianTree; golden/brownian.py
 */
export class BrownianTree {
  readonly #root: Interval;
  readonly #leftHalves = new Map<string, Float32Array>();

  /** @param entropy seed of the picture, its sign left out @param size numbers in a draw */
  constructor(
    readonly source: NoiseSource,
    readonly size: number,
    t0: number,
    t1: number,
    readonly entropy: number,
  ) {
    const scale = fround(sqrt(t1 - t0));
    const increment = this.#noise(seedWord(abs(entropy))).map((value) => value * scale);
    this.#root = { start: rounded(t0), end: rounded(t1), increment, k: 0, depth: 0 };
  }

  /** W(b) - W(a), a < b; beyond the ends the ends count. */
  increment(a: number, b: number): Float32Array {
    const { start, end } = this.#root;
    const inside = (time: number) => rounded(min(max(time, start), end));
    const pieces: Float32Array[] = [];
    this.#collect(this.#root, inside(a), inside(b), pieces);
    return pieces.reduce((sum, piece) => sum.map((value, i) => value + piece[i]!));
  }

  /** Unit noise for the step from `sigma` to `sigma_next`. */
  between(sigma: number, sigma_next: number): Float32Array {
    const length = abs(fround(fround(sigma_next) - fround(sigma)));
    const scale = fround(sqrt(length)) * (sigma > sigma_next ? -1 : 1);
    return this.increment(min(sigma, sigma_next), max(sigma, sigma_next)).map((value) => value / scale);
  }

  #noise(seed: number): Float32Array {
    return noiseGenerator(this.source, seed).randn(this.size);
  }

  #collect(interval: Interval, low: number, high: number, pieces: Float32Array[]): void {
    const { start, end, increment, k, depth } = interval;
    const middle = rounded(0.5 * (end + start));
    const isWhole = low === start && high === end;
    // An interval of a millionth has no middle.
    if (isWhole || middle <= start || middle >= end) {
      pieces.push(increment);
      return;
    }
    const left = this.#leftHalf(interval, middle);
    if (low < middle) {
      const half = { start, end: middle, increment: left, k: 2 * k, depth: depth + 1 };
      this.#collect(half, low, min(high, middle), pieces);
    }
    if (high > middle) {
      const right = increment.map((value, i) => value - left[i]!);
      const half = { start: middle, end, increment: right, k: 2 * k + 1, depth: depth + 1 };
      this.#collect(half, max(low, middle), high, pieces);
    }
  }

  /** The bridge's middle: its mean and noise of its own. */
  #leftHalf({ start, end, increment, k, depth }: Interval, middle: number): Float32Array {
    const key = `${k} ${depth}`;
    const known = this.#leftHalves.get(key);
    this.#leftHalves.delete(key);
    if (known) {
      this.#leftHalves.set(key, known);
      return known;
    }
    const [part, rest, share] = [middle - start, end - middle, 1 / (end - start)];
    const deviation = fround(sqrt(part * rest * share));
    const noise = this.#noise(seedWord(abs(this.entropy), [k, depth]));
    const [first, second] = [fround(part), fround(share)];
    const left = increment.map((value, i) =>
      fround(fround(fround(first * value) * second) + fround(deviation * noise[i]!)),
    );
    this.#leftHalves.set(key, left);
    for (const oldest of this.#leftHalves.keys()) {
      if (this.#leftHalves.size <= KEPT_HALVES) break;
      this.#leftHalves.delete(oldest);
    }
    return left;
  }
}
