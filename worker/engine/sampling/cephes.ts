/**
 * Logarithm, sine and cosine in float32 as torch's AVX2 kernel computes them (Cephes, by way of avx_mathfun), every
 * multiply-add fused: starting noise then has torch's bits, not only its values.
 * @see http://www.netlib.org/cephes/ (single precision)
 */
const { fround } = Math;

/** float32 a·b + c with one rounding: the product of two floats is exact in double. */
const fused = (a: number, b: number, c: number): number => fround(a * b + c);

const bits = new DataView(new ArrayBuffer(4));

const LOG_POLYNOMIAL = Float32Array.of(
  7.0376836292e-2,
  -1.151461031e-1,
  1.167699874e-1,
  -1.2420140846e-1,
  1.4249322787e-1,
  -1.6668057665e-1,
  2.0000714765e-1,
  -2.4999993993e-1,
  3.3333331174e-1,
);
const [LN2_LOW, LN2_HIGH] = Float32Array.of(-2.1219444e-4, 0.693359375) as unknown as [number, number];
const SQRT_HALF = fround(Math.SQRT1_2);

/** Natural logarithm of a normal positive float32. */
export function logf(x: number): number {
  bits.setFloat32(0, x);
  const word = bits.getUint32(0);
  bits.setUint32(0, (word & 0x807fffff) | 0x3f000000);
  const mantissa = bits.getFloat32(0);
  const isSmall = mantissa < SQRT_HALF;
  const exponent = (word >>> 23) - 126 - (isSmall ? 1 : 0);
  const m = fround(fround(mantissa - 1) + (isSmall ? mantissa : 0));
  const square = fround(m * m);
  let y = LOG_POLYNOMIAL[0]!;
  for (let i = 1; i < LOG_POLYNOMIAL.length; i++) y = fused(y, m, LOG_POLYNOMIAL[i]!);
  y = fused(fround(y * m), square, fround(exponent * LN2_LOW));
  y = fused(-square, 0.5, y);
  return fused(exponent, LN2_HIGH, fround(m + y));
}

const FOUR_OVER_PI = fround(1.27323954473516);
const MINUS_QUARTER_PI = Float32Array.of(-0.78515625, -2.4187564849853516e-4, -3.774894977445941e-8);
const COSINE = Float32Array.of(2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2);
const SINE = Float32Array.of(-1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1);

/** Sine and cosine of a float32 angle in [0, 2π). */
export function sincosf(angle: number): { sin: number; cos: number } {
  const octant = (Math.trunc(fround(angle * FOUR_OVER_PI)) + 1) & ~1;
  let x = angle;
  for (const part of MINUS_QUARTER_PI) x = fused(octant, part, x);
  const z = fround(x * x);
  const c2 = fused(fused(COSINE[0]!, z, COSINE[1]!), z, COSINE[2]!);
  const c = fround(fused(fround(c2 * z), z, -fround(z * 0.5)) + 1);
  const s2 = fused(fused(SINE[0]!, z, SINE[1]!), z, SINE[2]!);
  const s = fused(fround(s2 * z), x, x);
  const isSwapped = (octant & 2) !== 0;
  const sinSign = octant & 4 ? -1 : 1;
  const cosSign = (octant - 2) & 4 ? 1 : -1;
  return { sin: (isSwapped ? c : s) * sinSign, cos: (isSwapped ? s : c) * cosSign };
}
