import { setImmediate as othersHaveRun } from 'node:timers/promises';
import type { Bitmap } from '../engine/images/bitmap';
import { transform, transformBack } from './fourier';
import { seededRandom } from './seeded-random';

export interface NoiseWishes {
  /** Exponent of the picture's spectrum: less leaves more of the noise's own fine structure. */
  fallOff: number;
  /** 0: grey noise, 1: coloured. */
  colorVariation: number;
}

/** How much of each frequency is left of plain noise: little of the high ones. */
function lowPass(width: number, height: number): Float64Array {
  const shorter = Math.min(width, height);
  const weights = (side: number) =>
    Float64Array.from({ length: side }, (_, k) => {
      const frequency = (((k + side / 2) % side) / side) * 2 - 1;
      return 1 / ((frequency * (side / shorter)) ** 2 + 1);
    });
  const [across, down] = [weights(width), weights(height)];
  return Float64Array.from(
    { length: width * height },
    (_, i) => across[i % width]! * down[Math.floor(i / width)]!,
  );
}

/** What the spectrum of a channel is computed of: its picture with the mean of all where it is new. */
interface Source {
  /** 1: new. */
  isNew: Uint8Array;
  brightest: number;
  mean: number;
}

function sourceOf({ data }: Bitmap, mask: Uint8Array): Source {
  let brightest = 0;
  let sum = 0;
  for (let i = 0; i < data.length; i++) {
    sum += data[i]!;
    if (mask[Math.floor(i / 3)] === 0 && data[i]! > brightest) brightest = data[i]!;
  }
  return {
    isNew: mask.map((level) => (level > 0 ? 1 : 0)),
    brightest: brightest / 255,
    mean: sum / data.length / 255,
  };
}

/**
 * Noise with the spectrum of a channel; scale and offset mean nothing. Both are real, so one transform serves for both:
 * the picture as real part, the noise as imaginary part. The noise's own spectrum loses its high frequencies and counts
 * squared.
 */
function shaped(
  picture: Float64Array,
  noise: Float64Array,
  {
    width,
    height,
    fallOff,
    weights,
  }: { width: number; height: number; fallOff: number; weights: Float64Array },
): Float64Array {
  const both = { width, height, re: picture, im: noise };
  transform(both);
  const re = new Float64Array(width * height);
  const im = new Float64Array(width * height);
  for (let y = 0; y < height; y++) {
    const opposite = ((height - y) % height) * width;
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const other = opposite + ((width - x) % width);
      const pictureRe = (both.re[at]! + both.re[other]!) / 2;
      const pictureIm = (both.im[at]! - both.im[other]!) / 2;
      const noiseRe = (both.im[at]! + both.im[other]!) / 2;
      const noiseIm = (both.re[other]! - both.re[at]!) / 2;
      const weight = weights[at]!;
      const power = (noiseRe * noiseRe + noiseIm * noiseIm) * weight * weight;
      const strength = Math.hypot(pictureRe, pictureIm);
      const gain = strength === 0 ? 0 : power * strength ** (fallOff - 1);
      re[at] = gain * pictureRe;
      im[at] = gain * pictureIm;
    }
  }
  transformBack({ width, height, re, im });
  return re;
}

/**
 * For each of `values` the brightness (0..1) of equal rank among pixels of which there are `counts` of each level; between
 * two levels in proportion. @see scikit-image `skimage.exposure.match_histograms`
 */
function levelsOfEqualRank(values: Float64Array, counts: Float64Array): Float64Array {
  const total = counts.reduce((a, b) => a + b, 0);
  const points: { level: number; rank: number }[] = [];
  let below = 0;
  counts.forEach((count, level) => {
    below += count;
    if (count > 0) points.push({ level: level / 255, rank: below / total });
  });
  const order = Uint32Array.from(values, (_, k) => k).sort((a, b) => values[a]! - values[b]!);
  const levels = new Float64Array(values.length);
  let next = 0;
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    const rank = to / order.length;
    while (next < points.length - 1 && points[next]!.rank < rank) next++;
    const [a, b] = [points[next - 1], points[next]!];
    const isBetween = a && rank < b.rank;
    const level = isBetween ? ((b.level - a.level) / (b.rank - a.rank)) * (rank - a.rank) + a.level : b.level;
    for (; from < to; from++) levels[order[from]!] = level;
  }
  return levels;
}

/** Puts noise with the levels of the old part, in their frequency, into the new part of a channel. */
function fillChannel(result: Bitmap, channel: number, noise: Float64Array, isNew: Uint8Array): void {
  const counts = new Float64Array(256);
  const places: number[] = [];
  isNew.forEach((flag, i) => {
    if (flag) places.push(i);
    else counts[result.data[3 * i + channel]!]!++;
  });
  if (places.length === isNew.length) return;
  const levels = levelsOfEqualRank(
    Float64Array.from(places, (i) => noise[i]!),
    counts,
  );
  places.forEach((i, k) => {
    // Cut, not rounded, as where this comes from.
    result.data[3 * i + channel] = Math.floor(levels[k]! * 255);
  });
}

/**
 * The picture with noise in its new part that has its spectrum and its levels. Always the same for the same picture. Lets
 * others have the event loop between channels: each takes most of a second for a million pixels.
 * @param picture RGB, sides even @param mask grey, 255 is new
 * @see parlance-zz/g-diffuser-bot, get_matched_noise; AUTOMATIC1111/stable-diffusion-webui `scripts/outpainting_mk_2.py`
 */
export async function matchedNoise(
  picture: Bitmap,
  mask: Uint8Array,
  { fallOff, colorVariation }: NoiseWishes,
): Promise<Bitmap> {
  const { width, height, data } = picture;
  const area = width * height;
  const result = { ...picture, data: data.slice() };
  const { isNew, brightest, mean } = sourceOf(picture, mask);
  const random = seededRandom(area * 3);
  await othersHaveRun();
  const weights = lowPass(width, height);
  for (let channel = 0; channel < 3; channel++) {
    const own = new Float64Array(area);
    const noise = new Float64Array(area);
    for (let i = 0; i < area; i++) {
      const grey = (random[3 * i]! + random[3 * i + 1]! + random[3 * i + 2]!) / 3;
      noise[i] = colorVariation * random[3 * i + channel]! + (1 - colorVariation) * grey;
      own[i] = isNew[i] ? mean : data[3 * i + channel]! / 255 / (brightest || 1);
    }
    fillChannel(result, channel, shaped(own, noise, { width, height, fallOff, weights }), isNew);
    await othersHaveRun();
  }
  return result;
}
