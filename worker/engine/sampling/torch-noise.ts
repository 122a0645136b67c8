import { logf, sincosf } from './cephes';
import { MersenneTwister } from './mersenne-twister';

const { fround, sqrt, cos, sin, PI } = Math;
const TWO_PI = fround(2 * PI);

/** Torch fills tensors of at least this many elements in blocks of it. */
const BLOCK = 16;
const HALF = BLOCK / 2;

/** Turns a block of uniform numbers into normal ones where it stands: Box–Muller in float32. */
function normalizeBlock(values: Float32Array, start: number): void {
  for (let j = start; j < start + HALF; j++) {
    const u1 = fround(1 - values[j]!);
    const u2 = values[j + HALF]!;
    const radius = fround(sqrt(fround(-2 * logf(u1))));
    const theta = sincosf(fround(TWO_PI * u2));
    values[j] = radius * theta.cos;
    values[j + HALF] = radius * theta.sin;
  }
}

/** Normal noise as torch's CPU generator draws it from a seed, draw after draw. */
export class TorchNoise {
  readonly #twister: MersenneTwister;
  /** The sine half of a pair of doubles, kept for the next element. */
  #spare: number | undefined;

  /** Only the low 32 bits of the seed count. */
  constructor(seed: number) {
    this.#twister = new MersenneTwister(Number(BigInt.asUintN(32, BigInt(Math.trunc(seed)))));
  }

  /** The next `count` normal numbers: `torch.randn(count, generator=g)`. */
  randn(count: number): Float32Array {
    return count < BLOCK ? this.#few(count) : this.#blocks(count);
  }

  #uniform(): number {
    return (this.#twister.word() & 0xffffff) * 2 ** -24;
  }

  #blocks(count: number): Float32Array {
    const values = new Float32Array(count);
    for (let i = 0; i < count; i++) values[i] = this.#uniform();
    for (let start = 0; start + BLOCK <= count; start += BLOCK) normalizeBlock(values, start);
    if (count % BLOCK !== 0) {
      const start = count - BLOCK;
      for (let i = start; i < count; i++) values[i] = this.#uniform();
      normalizeBlock(values, start);
    }
    return values;
  }

  /** 53 bits from two words. */
  #uniformDouble(): number {
    const high = this.#twister.word() & 0x1fffff;
    const low = this.#twister.word();
    return (high * 2 ** 32 + low) * 2 ** -53;
  }

  #few(count: number): Float32Array {
    return Float32Array.from({ length: count }, () => {
      const spare = this.#spare;
      if (spare !== undefined) {
        this.#spare = undefined;
        return spare;
      }
      const u1 = this.#uniformDouble();
      const u2 = this.#uniformDouble();
      const radius = sqrt(-2 * Math.log1p(-u2));
      this.#spare = radius * sin(2 * PI * u1);
      return radius * cos(2 * PI * u1);
    });
  }
}
