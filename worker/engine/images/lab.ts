import { type Bitmap, blank } from './bitmap';
import { roundHalfToEven } from './gaussian-blur';

const { fround } = Math;

/** Fractional bits: of the matrix, of linear light, of a cube root, of a place in L*a*b*. */
const MATRIX_BITS = 12;
const ROOT_BITS = 15;
const UNIT_BITS = 14;
const UNIT = 2 ** UNIT_BITS;
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
function rootOfLevel(level: number): number {
  return (level * 100 * UNIT) / (255 * 116) + (16 * UNIT) / 116;
}

/** Level of L → the cube root of Y, and Y. */
const ROOT_OF_LEVEL = Int32Array.from({ length: 256 }, (_, level) =>
  level <= 20
    ? roundHalfToEven(UNIT * (16 / 116 + (level * 5) / (3 * 17 * 29)))
    : roundHalfToEven(rootOfLevel(level)),
);
const Y_OF_LEVEL = Int32Array.from({ length: 256 }, (_, level) =>
  roundHalfToEven(level <= 20 ? (level * UNIT * 180) / (17 * 29 ** 3) : rootOfLevel(level) ** 3 / UNIT ** 2),
);

/** Whole numbers below 2³¹ throughout: shifts divide and round down. */
const limited = (value: number, limit: number) => (value < 0 ? 0 : Math.min(value, limit));
const half = (bits: number) => 1 << (bits - 1);
const L_OFFSET = Math.floor((16 * 255 * 2 ** ROOT_BITS + 50) / 100);
const [A_OFFSET, B_OFFSET] = [Math.floor((128 * UNIT) / 500), Math.floor((128 * UNIT) / 200)];

/**
 * sRGB → L*a*b* (D65), 8 bit: L · 255/100, a + 128, b + 128.
 * @see opencv/opencv `modules/imgproc/src/color_lab.cpp`, whose bytes this gives
 */
export function labOfRgb({ width, height, data }: Bitmap): Bitmap {
  const result = blank(width, height, 3);
  const lab = result.data;
  const [[xr, xg, xb], [yr, yg, yb], [zr, zg, zb]] = [TO_X, TO_Y, TO_Z];
  for (let i = 0; i < data.length; i += 3) {
    const r = LINEAR[data[i]!]!;
    const g = LINEAR[data[i + 1]!]!;
    const b = LINEAR[data[i + 2]!]!;
    const fx = ROOTS[(xr * r + xg * g + xb * b + half(MATRIX_BITS)) >> MATRIX_BITS]!;
    const fy = ROOTS[(yr * r + yg * g + yb * b + half(MATRIX_BITS)) >> MATRIX_BITS]!;
    const fz = ROOTS[(zr * r + zg * g + zb * b + half(MATRIX_BITS)) >> MATRIX_BITS]!;
    lab[i] = limited((296 * fy - L_OFFSET + half(ROOT_BITS)) >> ROOT_BITS, 255);
    lab[i + 1] = limited(((500 * (fx - fy) + half(ROOT_BITS)) >> ROOT_BITS) + 128, 255);
    lab[i + 2] = limited(((200 * (fy - fz) + half(ROOT_BITS)) >> ROOT_BITS) + 128, 255);
  }
  return result;
}

/** A cube root back to its cube, in whole numbers. */
function cubeOf(f: number): number {
  if (f <= 3390) return Math.trunc((f * 108) / 841) - 290;
  return (((f * f) >> UNIT_BITS) * f) >> UNIT_BITS;
}

/** L*a*b* of `labOfRgb` → sRGB. */
export function rgbOfLab({ width, height, data }: Bitmap): Bitmap {
  const result = blank(width, height, 3);
  const rgb = result.data;
  const shift = MATRIX_BITS + 2;
  for (let i = 0; i < data.length; i += 3) {
    const level = data[i]!;
    const y = Y_OF_LEVEL[level]!;
    const fy = ROOT_OF_LEVEL[level]!;
    const a = ((5 * data[i + 1]! * 53687 + 128) >> 13) - A_OFFSET;
    const b = ((data[i + 2]! * 41943 + 16) >> 9) - B_OFFSET + 1;
    const x = cubeOf(fy + a);
    const z = cubeOf(fy - b);
    for (let c = 0; c < 3; c++) {
      const [fromX, fromY, fromZ] = FROM_XYZ[c]!;
      const light = (fromX * x + fromY * y + fromZ * z + half(shift)) >> shift;
      rgb[i + c] = ENCODED[limited(light, INVERSE_STEPS - 1)]!;
    }
  }
  return result;
}
