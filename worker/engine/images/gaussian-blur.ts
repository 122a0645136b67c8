import { type Bitmap, blank } from './bitmap';

/** Weights of the Gaussian in 256ths: rounded from the ends inwards, each error carried to the next, the middle takes the rest. */
function kernel(taps: number, sigma: number): Int32Array {
  const middle = (taps - 1) / 2;
  const values = Float64Array.from({ length: taps }, (_, i) =>
    Math.exp(-((i - middle) ** 2) / (2 * sigma ** 2)),
  );
  const sum = values.reduce((a, b) => a + b, 0);
  const weights = new Int32Array(taps);
  let error = 0;
  let rest = 256;
  for (let i = 0; i < middle; i++) {
    const wanted = (values[i]! / sum) * 256 + error;
    const weight = roundHalfToEven(wanted);
    error = wanted - weight;
    weights[i] = weight;
    weights[taps - 1 - i] = weight;
    rest -= 2 * weight;
  }
  weights[middle] = rest;
  return weights;
}

export function roundHalfToEven(value: number): number {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}

/** 2 1 | 0 1 2 … : the picture mirrored at its edge, again and again. */
function mirrored(i: number, size: number): number {
  if (size === 1) return 0;
  const period = 2 * (size - 1);
  const place = ((i % period) + period) % period;
  return place < size ? place : period - place;
}

function blurAlong(mask: Bitmap, blur: number, axis: 'x' | 'y'): Bitmap {
  const weights = kernel(2 * Math.trunc(2.5 * blur + 0.5) + 1, blur);
  const reach = (weights.length - 1) / 2;
  const { width, height, data } = mask;
  const size = axis === 'x' ? width : height;
  const stride = axis === 'x' ? 1 : width;
  const places = Int32Array.from({ length: size + 2 * reach }, (_, i) => mirrored(i - reach, size) * stride);
  const result = blank(width, height, 1);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [line, i] = axis === 'x' ? [y * width, x] : [x, y];
      let sum = 0;
      for (let k = 0; k < weights.length; k++) sum += data[line + places[i + k]!]! * weights[k]!;
      result.data[y * width + x] = (sum + 128) >> 8;
    }
  }
  return result;
}

/**
 * The mask's soft edge: a Gaussian along x, rounded, then along y; kernels of 2·int(2.5 · blur + 0.5) + 1 taps.
 * @param mask grey
 * @see opencv/opencv `GaussianBlur` of 8-bit pictures
 */
export function blurMask(mask: Bitmap, blurX: number, blurY: number): Bitmap {
  const across = blurX > 0 ? blurAlong(mask, blurX, 'x') : mask;
  return blurY > 0 ? blurAlong(across, blurY, 'y') : across;
}
