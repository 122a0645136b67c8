const { acos, fround, sin, sqrt } = Math;

/** Noise or a latent with its shape. */
export interface Planes {
  data: Float32Array;
  /** (C, H, W) */
  shape: readonly [channels: number, height: number, width: number];
}

/** Mean cosine from which two noises count as the same direction. */
const ALMOST_EQUAL = 0.9995;

/**
 * Spherical interpolation, each column (over the height) turned by its own angle. Almost equal noises are mixed
 * linearly, with swapped weights as in the reference.
 * @param strength 0 is `from`, 1 is `to`
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/rng.py`, slerp
 */
export function slerp(strength: number, from: Planes, to: Planes): Planes {
  const [channels, height, width] = from.shape;
  const columns = Array.from({ length: channels * width }, (_, column) => {
    const first = Math.floor(column / width) * height * width + (column % width);
    return cosine(from.data, to.data, first, height, width);
  });
  const weights = (cos: number): [number, number] => {
    const omega = fround(acos(cos));
    const whole = fround(sin(omega));
    const share = (part: number) => fround(fround(sin(fround(part * omega))) / whole);
    return [share(1 - strength), share(strength)];
  };
  const mean = columns.reduce((sum, cos) => sum + cos, 0) / columns.length;
  const turned: [number, number][] =
    mean > ALMOST_EQUAL ? columns.map(() => [fround(strength), fround(1 - strength)]) : columns.map(weights);
  const data = from.data.map((value, i) => {
    const column = Math.floor(i / (height * width)) * width + (i % width);
    const [low, high] = turned[column]!;
    return fround(low * value) + fround(high * to.data[i]!);
  });
  return { data, shape: from.shape };
}

/** Cosine of two columns of `height` values, `width` apart. */
function cosine(a: Float32Array, b: Float32Array, first: number, height: number, width: number): number {
  let [aa, bb] = [0, 0];
  for (let y = 0, i = first; y < height; y++, i += width) {
    aa += a[i]! ** 2;
    bb += b[i]! ** 2;
  }
  const [lengthA, lengthB] = [fround(sqrt(aa)), fround(sqrt(bb))];
  let dot = 0;
  for (let y = 0, i = first; y < height; y++, i += width) {
    dot = fround(dot + fround(fround(a[i]! / lengthA) * fround(b[i]! / lengthB)));
  }
  return dot;
}

/** Where `inner` places go into `outer`, and which of them, along one side: halves are rounded down. */
function overlap(inner: number, outer: number): { from: number; to: number; count: number } {
  const gap = Math.floor((outer - inner) / 2);
  return { from: Math.max(-gap, 0), to: Math.max(gap, 0), count: gap >= 0 ? inner : inner + 2 * gap };
}

/** `small` in the middle of `large`; what does not fit is cut away evenly. */
export function pasted(small: Planes, large: Planes): Planes {
  const [channels, height, width] = large.shape;
  const [, smallHeight, smallWidth] = small.shape;
  const rows = overlap(smallHeight, height);
  const columns = overlap(smallWidth, width);
  const data = large.data.slice();
  for (let c = 0; c < channels; c++) {
    for (let y = 0; y < rows.count; y++) {
      const source = (c * smallHeight + rows.from + y) * smallWidth + columns.from;
      const target = (c * height + rows.to + y) * width + columns.to;
      data.set(small.data.subarray(source, source + columns.count), target);
    }
  }
  return { data, shape: large.shape };
}
