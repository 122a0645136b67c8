/** A resampling filter: its reach in pixels to either side, and its weight at a distance. */
export interface Filter {
  support: number;
  weight(distance: number): number;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

export const LANCZOS: Filter = {
  support: 3,
  weight: (x) => (x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0),
};

/** Keys 1981; the reference takes a = -0.5 for pictures, torch -0.75 for latents without anti-aliasing. */
export const cubic =
  (a: number) =>
  (distance: number): number => {
    const x = Math.abs(distance);
    if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
    return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
  };

export const BICUBIC: Filter = { support: 2, weight: cubic(-0.5) };

export const BILINEAR: Filter = { support: 1, weight: (x) => Math.max(0, 1 - Math.abs(x)) };

/** What one new sample is made of: old samples from `first` on, by weights that sum to 1. */
export interface Taps {
  first: number;
  weights: Float64Array;
}

/**
 * The taps of every sample when the stretch `start`..`end` of `size` samples becomes `count` samples. The filter widens
 * when there will be fewer samples, and is cut at the edge.
 * @see python-pillow/Pillow `src/libImaging/Resample.c`, precompute_coeffs
 */
export function filterTaps(filter: Filter, size: number, start: number, end: number, count: number): Taps[] {
  const scale = (end - start) / count;
  const widening = Math.max(1, scale);
  const support = filter.support * widening;
  return Array.from({ length: count }, (_, i) => {
    const center = start + (i + 0.5) * scale;
    const first = Math.max(0, Math.trunc(center - support + 0.5));
    const last = Math.min(size, Math.trunc(center + support + 0.5));
    const weights = Float64Array.from({ length: last - first }, (_, k) =>
      filter.weight((k + first - center + 0.5) * (1 / widening)),
    );
    const sum = weights.reduce((a, b) => a + b, 0);
    return { first, weights: sum === 0 ? weights : weights.map((weight) => weight / sum) };
  });
}
