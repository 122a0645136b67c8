const { fround, log, sin, sqrt } = Math;

const MULTIPLIERS = [0xd2511f53, 0xcd9e8d57] as const;
const KEY_STEPS = [0x9e3779b9, 0xbb67ae85] as const;
const ROUNDS = 10;
/** Word → (0, 1] and word → angle, rounded to float32 as CUDA has them. */
const WORD = fround(2.3283064e-10);
const ANGLE = fround(2.3283064e-10 * 6.2831855);

/** High 32 bits of the product of two 32-bit words. */
function multiplyHigh(a: number, b: number): number {
  const a0 = a & 0xffff;
  const a1 = a >>> 16;
  const b0 = b & 0xffff;
  const b1 = b >>> 16;
  const low = Math.imul(a0, b0) >>> 16;
  const first = (Math.imul(a1, b0) >>> 0) + low;
  const second = (Math.imul(a0, b1) >>> 0) + (first & 0xffff);
  return ((Math.imul(a1, b1) >>> 0) + (first >>> 16) + (second >>> 16)) >>> 0;
}

/**
 * Normal noise as CUDA's generator draws it: Philox 4x32-10, element i of draw d from the counter (d, 0, i, 0).
 * @see Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/rng_philox.py`
 */
export class PhiloxNoise {
  readonly #key: readonly [low: number, high: number];
  #draws = 0;

  /** The low 64 bits of the seed count. */
  constructor(seed: number) {
    const key = BigInt.asUintN(64, BigInt(Math.trunc(seed)));
    this.#key = [Number(key & 0xffffffffn), Number(key >> 32n)];
  }

  /** The next `count` normal numbers; every draw begins its elements at 0 again. */
  randn(count: number): Float32Array {
    const draw = this.#draws++;
    const values = new Float32Array(count);
    const words = new Uint32Array(2);
    for (let i = 0; i < count; i++) {
      this.#words(draw, i, words);
      const u = words[0]! * WORD + WORD / 2;
      const v = words[1]! * ANGLE + ANGLE / 2;
      values[i] = sqrt(-2 * log(u)) * sin(v);
    }
    return values;
  }

  /** The first two of the four words of a counter (draw, 0, i, 0). */
  #words(draw: number, i: number, words: Uint32Array): void {
    let c0 = draw;
    let c1 = 0;
    let c2 = i;
    let c3 = 0;
    let [k0, k1] = this.#key;
    for (let round = 0; round < ROUNDS; round++) {
      const high0 = multiplyHigh(c0, MULTIPLIERS[0]);
      const high2 = multiplyHigh(c2, MULTIPLIERS[1]);
      const low0 = Math.imul(c0, MULTIPLIERS[0]) >>> 0;
      c0 = (high2 ^ c1 ^ k0) >>> 0;
      c1 = Math.imul(c2, MULTIPLIERS[1]) >>> 0;
      c2 = (high0 ^ c3 ^ k1) >>> 0;
      c3 = low0;
      k0 = (k0 + KEY_STEPS[0]) >>> 0;
      k1 = (k1 + KEY_STEPS[1]) >>> 0;
    }
    words[0] = c0;
    words[1] = c1;
  }
}
