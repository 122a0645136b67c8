import type { Breathe } from './breathing';

/** Complex samples, row by row. */
export interface Spectrum {
  width: number;
  height: number;
  re: Float64Array;
  im: Float64Array;
}

/** Four at a time as long as it goes, then the prime factors. */
function radicesOf(length: number): number[] {
  const radices: number[] = [];
  let rest = length;
  const divide = (radix: number) => {
    for (; rest % radix === 0; rest /= radix) radices.push(radix);
  };
  divide(4);
  for (let prime = 2; rest > 1; prime++) divide(prime);
  return radices;
}

/**
 * A discrete Fourier transform of one length, unscaled, in mixed radix and Stockham's order: as quick as the largest prime
 * factor is small. @see Cooley and Tukey 1965
 */
class Transform {
  readonly #radices: readonly number[];
  readonly #cos: Float64Array;
  readonly #sin: Float64Array;
  #from: [re: Float64Array, im: Float64Array];
  #to: [re: Float64Array, im: Float64Array];

  constructor(readonly length: number) {
    this.#radices = radicesOf(length);
    const angle = (2 * Math.PI) / length;
    this.#cos = Float64Array.from({ length }, (_, k) => Math.cos(angle * k));
    this.#sin = Float64Array.from({ length }, (_, k) => -Math.sin(angle * k));
    this.#from = [new Float64Array(length), new Float64Array(length)];
    this.#to = [new Float64Array(length), new Float64Array(length)];
  }

  /** Transforms a row in place. */
  run(re: Float64Array, im: Float64Array): void {
    this.#from[0].set(re);
    this.#from[1].set(im);
    let done = 1;
    for (const radix of this.#radices) {
      if (radix === 4) this.#passOfFour(done);
      else this.#pass(radix, done);
      done *= radix;
      [this.#from, this.#to] = [this.#to, this.#from];
    }
    re.set(this.#from[0]);
    im.set(this.#from[1]);
  }

  /** Transforms of `done` samples become ones of `radix * done`. */
  #pass(radix: number, done: number): void {
    const { length } = this;
    const [cos, sin] = [this.#cos, this.#sin];
    const [[re, im], [toRe, toIm]] = [this.#from, this.#to];
    const groups = length / (radix * done);
    const apart = length / radix;
    for (let group = 0; group < groups; group++) {
      for (let k = 0; k < done; k++) {
        const source = group * done + k;
        const target = group * radix * done + k;
        for (let q = 0; q < radix; q++) {
          // Sample p is turned by p·(k + q·done) of radix·done parts of the circle.
          const turn = (k + q * done) * groups;
          let sumRe = 0;
          let sumIm = 0;
          for (let p = 0, at = 0; p < radix; p++, at += turn) {
            if (at >= length) at -= length;
            const a = re[source + p * apart]!;
            const b = im[source + p * apart]!;
            sumRe += a * cos[at]! - b * sin[at]!;
            sumIm += a * sin[at]! + b * cos[at]!;
          }
          toRe[target + q * done] = sumRe;
          toIm[target + q * done] = sumIm;
        }
      }
    }
  }

  /** The same for four, whose own turns are quarters: signs and swaps. */
  #passOfFour(done: number): void {
    const [cos, sin] = [this.#cos, this.#sin];
    const [[re, im], [toRe, toIm]] = [this.#from, this.#to];
    const apart = this.length / 4;
    const groups = apart / done;
    for (let k = 0; k < done; k++) {
      const one = k * groups;
      const [c1, s1] = [cos[one]!, sin[one]!];
      const [c2, s2] = [cos[2 * one]!, sin[2 * one]!];
      const [c3, s3] = [cos[3 * one]!, sin[3 * one]!];
      for (let group = 0; group < groups; group++) {
        const source = group * done + k;
        const target = 4 * group * done + k;
        const r0 = re[source]!;
        const i0 = im[source]!;
        const [a, b] = [re[source + apart]!, im[source + apart]!];
        const r1 = a * c1 - b * s1;
        const i1 = a * s1 + b * c1;
        const [c, d] = [re[source + 2 * apart]!, im[source + 2 * apart]!];
        const r2 = c * c2 - d * s2;
        const i2 = c * s2 + d * c2;
        const [e, f] = [re[source + 3 * apart]!, im[source + 3 * apart]!];
        const r3 = e * c3 - f * s3;
        const i3 = e * s3 + f * c3;
        toRe[target] = r0 + r2 + (r1 + r3);
        toIm[target] = i0 + i2 + (i1 + i3);
        toRe[target + done] = r0 - r2 + (i1 - i3);
        toIm[target + done] = i0 - i2 - (r1 - r3);
        toRe[target + 2 * done] = r0 + r2 - (r1 + r3);
        toIm[target + 2 * done] = i0 + i2 - (i1 + i3);
        toRe[target + 3 * done] = r0 - r2 - (i1 - i3);
        toIm[target + 3 * done] = i0 - i2 + (r1 - r3);
      }
    }
  }
}

/** Columns as rows; square blocks at a time, because memory is read in lines. */
async function turned(
  samples: Float64Array,
  width: number,
  height: number,
  breathe: Breathe,
): Promise<Float64Array> {
  const result = new Float64Array(samples.length);
  const block = 16;
  for (let top = 0; top < height; top += block) {
    for (let left = 0; left < width; left += block)
      for (let y = top; y < Math.min(height, top + block); y++)
        for (let x = left; x < Math.min(width, left + block); x++)
          result[x * height + y] = samples[y * width + x]!;
    await breathe();
  }
  return result;
}

async function transformRows(
  re: Float64Array,
  im: Float64Array,
  width: number,
  breathe: Breathe,
): Promise<void> {
  const rows = new Transform(width);
  for (let at = 0; at < re.length; at += width) {
    rows.run(re.subarray(at, at + width), im.subarray(at, at + width));
    await breathe();
  }
}

/** The two-dimensional discrete Fourier transform, unscaled, in place. */
export async function transform({ width, height, re, im }: Spectrum, breathe: Breathe): Promise<void> {
  await transformRows(re, im, width, breathe);
  const across = await turned(re, width, height, breathe);
  const down = await turned(im, width, height, breathe);
  await transformRows(across, down, height, breathe);
  re.set(await turned(across, height, width, breathe));
  im.set(await turned(down, height, width, breathe));
}

/** Its inverse, but for the factor 1 / (width * height): real and imaginary parts swapped, there and back. */
export function transformBack({ re, im, ...size }: Spectrum, breathe: Breathe): Promise<void> {
  return transform({ ...size, re: im, im: re }, breathe);
}
