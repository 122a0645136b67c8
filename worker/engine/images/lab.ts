import { type Bitmap, blank } from './bitmap';
import { roundHalfToEven } from './gaussian-blur';

const { fround } = Math;

/** Fractional bits: of the matrix, of linear light, of a cube root, of a place in L*a*b*. */
const MATRIX_BITS = 12;
const ROOT_BITS = 15;
const UNIT = 2 ** 14;
const INVERSE_STEPS = 4096;

type Row = readonly [number, number, number];
/** D65 white, and the matrices to and from X, Y, Z of a white of 1, in whole numbers. */
const WHITE: Row = [0.950456, 1, 1.088754];
const whole = ([a, b, c]: Row, [u, v, w]: Row): Row => [
  Math.round(a * u * 2 ** MATRIX_BITS),
  Math.round(b * v * 2 ** MATRIX_BITS),
  Math.round(c * w * 2 ** MATRIX_BITS),
];
const same = (value: number): Row => [value, value, value];
const TO_X = whole([0.412453, 0.35758, 0.180423], same(1 / WHITE[0]));
const TO_Y = whole([0.212671, 0.71516, 0.072169], same(1));
const TO_Z = whole([0.019334, 0.119193, 0.950227], same(1 / WHITE[2]));
const FROM_XYZ = [
  whole([3.240479, -1.53715, -0.498535], WHITE),
  whole([-0.969256, 1.875991, 0.041556], WHITE),
  whole([0.055648, -0.204043, 1.057311], WHITE),
];

/** Evaluates a polynomial, the highest power first. */
const polynomial = (factors: number[], x: number) => factors.reduce((sum, factor) => sum * x + factor, 0);

/** As the reference approximates it, by a quotient of polynomials over 1/8..1; its tables are rounded from this. */
function cubeRoot(x: number): number {
  const eighths = Math.floor(Math.floor(Math.log2(x)) / 3) + 1;
  const fraction = x / 8 ** eighths;
  const above = polynomial(
    [45.2548339756803, 192.2798368355061, 119.16548242855816, 13.432501390862399, 0.16361612265857542],
    fraction,
  );
  const below = polynomial(
    [14.808840932191346, 151.97140510444356, 168.52544141015682, 33.99059413502156, 1],
    fraction,
  );
  return (Math.floor((above / below) * 2 ** 24) / 2 ** 24) * 2 ** eighths;
}

/** sRGB → linear light and back, both 0..1. */
const linear = (x: number) => fround(x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
const encoded = (x: number) => fround(x <= 0.0031308 ? x * 12.92 : x ** (1 / 2.4) * 1.055 - 0.055);
const root = (x: number) => fround(x < 216 / 24389 ? x * (841 / 108) + 16 / 116 : cubeRoot(x));

const LINEAR = Int32Array.from({ length: 256 }, (_, i) =>
  roundHalfToEven(fround(255 * 8 * linear(fround(i / 255)))),
);
const ENCODED = Int32Array.from({ length: INVERSE_STEPS }, (_, i) =>
  roundHalfToEven(fround(255 * encoded(i / INVERSE_STEPS))),
);
const ROOTS = Int32Array.from({ length: 384 * 8 }, (_, i) =>
  roundHalfToEven(2 ** ROOT_BITS * root(fround(i * fround(1 / (255 * 8))))),
);
/** Level of L → the y of X, Y, Z, and its cube root. */
const LUMINANCE = Array.from({ length: 256 }, (_, level) => {
  if (level <= 20) {
    const y = roundHalfToEven((level * UNIT * 180) / (17 * 29 ** 3));
    return { y, fy: roundHalfToEven(UNIT * (16 / 116 + (level * 5) / (3 * 17 * 29))) };
  }
  const fy = (level * 100 * UNIT) / (255 * 116) + (16 * UNIT) / 116;
  return { y: roundHalfToEven(fy ** 3 / UNIT ** 2), fy: roundHalfToEven(fy) };
});

const rounded = (value: number, bits: number) => Math.floor(value / 2 ** bits + 0.5);
const limited = (value: number, limit: number) => Math.min(limit, Math.max(0, value));
const dot = (row: Row, x: number, y: number, z: number) => row[0] * x + row[1] * y + row[2] * z;

/**
 * sRGB → L*a*b* (D65), 8 bit: L · 255/100, a + 128, b + 128.
 * @see opencv/opencv `modules/imgproc/src/color_lab.cpp`, whose bytes this gives
 */
export function labOfRgb({ width, height, data }: Bitmap): Bitmap {
  const result = blank(width, height, 3);
  for (let i = 0; i < data.length; i += 3) {
    const r = LINEAR[data[i]!]!;
    const g = LINEAR[data[i + 1]!]!;
    const b = LINEAR[data[i + 2]!]!;
    const fx = ROOTS[rounded(dot(TO_X, r, g, b), MATRIX_BITS)]!;
    const fy = ROOTS[rounded(dot(TO_Y, r, g, b), MATRIX_BITS)]!;
    const fz = ROOTS[rounded(dot(TO_Z, r, g, b), MATRIX_BITS)]!;
    const l = 296 * fy - Math.floor((16 * 255 * 2 ** ROOT_BITS + 50) / 100);
    result.data[i] = limited(rounded(l, ROOT_BITS), 255);
    result.data[i + 1] = limited(rounded(500 * (fx - fy), ROOT_BITS) + 128, 255);
    result.data[i + 2] = limited(rounded(200 * (fy - fz), ROOT_BITS) + 128, 255);
  }
  return result;
}

/** A cube root back to its cube, in whole numbers. */
function cubeOf(f: number): number {
  if (f <= 3390) return Math.trunc((f * 108) / 841) - 290;
  return Math.floor((Math.floor((f * f) / UNIT) * f) / UNIT);
}

/** L*a*b* of `labOfRgb` → sRGB. */
export function rgbOfLab({ width, height, data }: Bitmap): Bitmap {
  const result = blank(width, height, 3);
  for (let i = 0; i < data.length; i += 3) {
    const { y, fy } = LUMINANCE[data[i]!]!;
    const a = Math.floor((5 * data[i + 1]! * 53687 + 128) / 2 ** 13) - Math.floor((128 * UNIT) / 500);
    const b = Math.floor((data[i + 2]! * 41943 + 16) / 2 ** 9) - Math.floor((128 * UNIT) / 200) + 1;
    const x = cubeOf(fy + a);
    const z = cubeOf(fy - b);
    for (let c = 0; c < 3; c++) {
      const light = rounded(dot(FROM_XYZ[c]!, x, y, z), MATRIX_BITS + 2);
      result.data[i + c] = ENCODED[limited(light, INVERSE_STEPS - 1)]!;
    }
  }
  return result;
}
