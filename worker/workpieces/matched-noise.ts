import type { Bitmap } from '../engine/images/bitmap';
import { ascending } from './ascending';
import { type Breathe, breathing } from './breathing';
import { transform, transformBack } from './fourier';
import { SeededRandom } from './seeded-random';

/** Of values that are alike: between two looks at the clock. */
const GROUPS_PER_BREATH = 4096;

export interface NoiseWishes {
  /** Exponent of the picture's spectrum: less leaves more of the noise's own fine structure. */
  fallOff: number;
  /** 0: grey noise, 1: coloured. */
  colorVariation: number;
}

/** How much of each frequency is left of plain noise: little of the high ones. */
async function lowPass(width: number, height: number, breathe: Breathe): Promise<Float64Array> {
  const shorter = Math.min(width, height);
  const weights = (side: number) =>
    Float64Array.from({ length: side }, (_, k) => {
      const frequency = (((k + side / 2) % side) / side) * 2 - 1;
      return 1 / ((frequency * (side / shorter)) ** 2 + 1);
    });
  const [across, down] = [weights(width), weights(height)];
  const left = new Float64Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) left[y * width + x] = across[x]! * down[y]!;
    await breathe();
  }
  return left;
}

/** What the spectrum of a channel is computed of: its picture with the mean of all where it is new. */
interface Source {
  /** 1: new. */
  isNew: Uint8Array;
  brightest: number;
  mean: number;
}

async function sourceOf({ width, data }: Bitmap, mask: Uint8Array, breathe: Breathe): Promise<Source> {
  let brightest = 0;
  let sum = 0;
  for (let row = 0; row < data.length; row += 3 * width) {
    for (let i = row; i < row + 3 * width; i++) {
      sum += data[i]!;
      if (mask[Math.floor(i / 3)] === 0 && data[i]! > brightest) brightest = data[i]!;
    }
    await breathe();
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
async function shaped(
  picture: Float64Array,
  noise: Float64Array,
  {
    width,
    height,
    fallOff,
    weights,
  }: { width: number; height: number; fallOff: number; weights: Float64Array },
  breathe: Breathe,
): Promise<Float64Array> {
  const both = { width, height, re: picture, im: noise };
  await transform(both, breathe);
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
    await breathe();
  }
  await transformBack({ width, height, re, im }, breathe);
  return re;
}

/**
 * For each of `values` the brightness (0..1) of equal rank among pixels of which there are `counts` of each level; between
 * two levels in proportion. @see scikit-image `skimage.exposure.match_histograms`
 */
async function levelsOfEqualRank(
  values: Float64Array,
  counts: Float64Array,
  breathe: Breathe,
): Promise<Float64Array> {
  const total = counts.reduce((a, b) => a + b, 0);
  const points: { level: number; rank: number }[] = [];
  let below = 0;
  counts.forEach((count, level) => {
    below += count;
    if (count > 0) points.push({ level: level / 255, rank: below / total });
  });
  const order = await ascending(values, breathe);
  const levels = new Float64Array(values.length);
  let next = 0;
  let groups = 0;
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    const rank = to / order.length;
    while (next < points.length - 1 && points[next]!.rank < rank) next++;
    const [a, b] = [points[next - 1], points[next]!];
    const isBetween = a && rank < b.rank;
    const level = isBetween ? ((b.level - a.level) / (b.rank - a.rank)) * (rank - a.rank) + a.level : b.level;
    for (; from < to; from++) levels[order[from]!] = level;
    if (++groups % GROUPS_PER_BREATH === 0) await breathe();
  }
  return levels;
}

/** Puts noise with the levels of the old part, in their frequency, into the new part of a channel. */
async function fillChannel(
  { width, data }: Bitmap,
  channel: number,
  noise: Float64Array,
  isNew: Uint8Array,
  breathe: Breathe,
): Promise<void> {
  const counts = new Float64Array(256);
  // The values of the new pixels come first.
  const values = new Float64Array(isNew.length);
  let count = 0;
  for (let row = 0; row < isNew.length; row += width) {
    for (let i = row; i < row + width; i++) {
      if (isNew[i]) values[count++] = noise[i]!;
      else counts[data[3 * i + channel]!]!++;
    }
    await breathe();
  }
  if (count === isNew.length) return;
  const levels = await levelsOfEqualRank(values.subarray(0, count), counts, breathe);
  let next = 0;
  for (let row = 0; row < isNew.length; row += width) {
    // Cut, not rounded, as where this comes from.
    for (let i = row; i < row + width; i++)
      if (isNew[i]) data[3 * i + channel] = Math.floor(levels[next++]! * 255);
    await breathe();
  }
}

/**
 * The picture with noise in its new part that has its spectrum and its levels. Always the same for the same picture. It takes
 * seconds for a million pixels, in slices: others have the event loop in between.
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
  const breathe = breathing();
  const { isNew, brightest, mean } = await sourceOf(picture, mask, breathe);
  const random = new Float64Array(area * 3);
  const generator = new SeededRandom();
  for (let row = 0; row < random.length; row += 3 * width) {
    generator.fill(random.subarray(row, row + 3 * width));
    await breathe();
  }
  const weights = await lowPass(width, height, breathe);
  for (let channel = 0; channel < 3; channel++) {
    const own = new Float64Array(area);
    const noise = new Float64Array(area);
    for (let i = 0; i < area; i++) {
      const grey = (random[3 * i]! + random[3 * i + 1]! + random[3 * i + 2]!) / 3;
      noise[i] = colorVariation * random[3 * i + channel]! + (1 - colorVariation) * grey;
      own[i] = isNew[i] ? mean : data[3 * i + channel]! / 255 / (brightest || 1);
      if (i % width === 0) await breathe();
    }
    const alike = await shaped(own, noise, { width, height, fallOff, weights }, breathe);
    await fillChannel(result, channel, alike, isNew, breathe);
  }
  return result;
}
