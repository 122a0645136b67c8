import { BICUBIC, BILINEAR, cubic, filterTaps } from './filters';

/** How a latent is scaled between the passes of the hires fix, by the names the web UI gives. */
export const LATENT_UPSCALERS = {
  Latent: (size, count) => interpolated(size, count, 1, (distance) => Math.max(0, 1 - Math.abs(distance))),
  'Latent (antialiased)': (size, count) => filterTaps(BILINEAR, size, 0, size, count),
  'Latent (bicubic)': (size, count) => interpolated(size, count, 2, cubic(-0.75)),
  'Latent (bicubic antialiased)': (size, count) => filterTaps(BICUBIC, size, 0, size, count),
  'Latent (nearest)': (size, count) => nearest(count, (i) => (i * size) / count),
  'Latent (nearest-exact)': (size, count) => nearest(count, (i) => ((i + 0.5) * size) / count),
} as const satisfies Record<string, Axis>;

export type LatentUpscaler = keyof typeof LATENT_UPSCALERS;

/** What the samples along one side are made of; `first` may lie before the edge, samples are then those of the edge. */
type Axis = (size: number, count: number) => { first: number; weights: Float64Array }[];

/** Interpolation whose kernel does not widen when there will be fewer samples. Beyond the edge lies the edge. */
function interpolated(size: number, count: number, reach: number, weight: (distance: number) => number) {
  return Array.from({ length: count }, (_, i) => {
    const center = ((i + 0.5) * size) / count - 0.5;
    // The reference keeps a linear kernel inside; a cubic one may lean over the edge.
    const at = reach === 1 ? Math.max(0, center) : center;
    const first = Math.floor(at) - reach + 1;
    return { first, weights: Float64Array.from({ length: 2 * reach }, (_, k) => weight(first + k - at)) };
  });
}

function nearest(count: number, place: (i: number) => number) {
  return Array.from({ length: count }, (_, i) => ({
    first: Math.floor(place(i)),
    weights: Float64Array.of(1),
  }));
}

/**
 * A latent (C, H, W) at another height and width.
 * @see torch.nn.functional.interpolate
 */
export function resizeLatent(
  latent: Float32Array,
  [channels, height, width]: readonly [number, number, number],
  [newHeight, newWidth]: readonly [number, number],
  upscaler: LatentUpscaler,
): Float32Array {
  const rows = LATENT_UPSCALERS[upscaler](height, newHeight);
  const columns = LATENT_UPSCALERS[upscaler](width, newWidth);
  const result = new Float32Array(channels * newHeight * newWidth);
  const inside = (i: number, size: number) => Math.min(size - 1, Math.max(0, i));
  let at = 0;
  for (let c = 0; c < channels; c++) {
    for (const row of rows) {
      for (const column of columns) {
        let sum = 0;
        row.weights.forEach((v, j) => {
          const line = (c * height + inside(row.first + j, height)) * width;
          column.weights.forEach((u, k) => {
            sum += v * u * latent[line + inside(column.first + k, width)]!;
          });
        });
        result[at++] = sum;
      }
    }
  }
  return result;
}
