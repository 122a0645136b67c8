import { type Bitmap, blank } from './bitmap';
import { labOfRgb, rgbOfLab } from './lab';

function countLevels({ channels, data }: Bitmap, channel: number): Float64Array {
  const counts = new Float64Array(256);
  for (let i = channel; i < data.length; i += channels) counts[data[i]!]!++;
  return counts;
}

/**
 * For each level the one of equal rank in the target, cut to a whole number.
 * @see scikit-image `skimage.exposure.match_histograms`
 */
function levelsOfEqualRank(counts: Float64Array, target: Float64Array): Uint8Array {
  const total = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
  const points: { level: number; rank: number }[] = [];
  let below = 0;
  target.forEach((count, level) => {
    below += count;
    if (count > 0) points.push({ level, rank: below / total(target) });
  });
  let seen = 0;
  return Uint8Array.from(counts, (count) => {
    seen += count;
    const rank = seen / total(counts);
    const next = points.findIndex((point) => point.rank >= rank);
    const [a, b] = [points[next - 1], points[next] ?? points.at(-1)!];
    if (!a || b.rank === rank) return b.level;
    return ((b.level - a.level) / (b.rank - a.rank)) * (rank - a.rank) + a.level;
  });
}

function matched(picture: Bitmap, target: Bitmap): Bitmap {
  const result = blank(picture.width, picture.height, picture.channels);
  for (let c = 0; c < picture.channels; c++) {
    const levels = levelsOfEqualRank(countLevels(picture, c), countLevels(target, c));
    const { data } = result;
    for (let i = c; i < data.length; i += picture.channels) data[i] = levels[picture.data[i]!]!;
  }
  return result;
}

const luminosity = (r: number, g: number, b: number) => r * 0.299 + g * 0.587 + b * 0.114;

/**
 * Gives the colour at `at` another luminosity (0..1); what leaves the range is drawn towards grey (W3C compositing,
 * SetLum).
 */
function setLuminosity(data: Uint8Array, at: number, wanted: number): void {
  const r = data[at]! / 255;
  const g = data[at + 1]! / 255;
  const b = data[at + 2]! / 255;
  const shift = wanted - luminosity(r, g, b);
  const grey = luminosity(r + shift, g + shift, b + shift);
  const min = Math.min(r, g, b) + shift;
  const max = Math.max(r, g, b) + shift;
  const gain = max > 1 ? (1 - grey) / (max - grey) : min < 0 ? grey / (grey - min) : 1;
  data[at] = levelOf(r + shift, grey, gain);
  data[at + 1] = levelOf(g + shift, grey, gain);
  data[at + 2] = levelOf(b + shift, grey, gain);
}

function levelOf(value: number, grey: number, gain: number): number {
  const level = 255 * (gain === 1 ? value : grey + (value - grey) * gain);
  return level < 0 ? 0 : Math.min(level, 255);
}

/**
 * The picture in the colours of `target`: its histograms in L*a*b* become the target's, its luminosity stays its own.
 * @param picture RGB
 * @param target RGB, of any size
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/processing.py`, apply_color_correction
 */
export function correctColours(picture: Bitmap, target: Bitmap): Bitmap {
  const recoloured = rgbOfLab(matched(labOfRgb(picture), labOfRgb(target)));
  const own = picture.data;
  for (let i = 0; i < own.length; i += 3) {
    setLuminosity(recoloured.data, i, luminosity(own[i]! / 255, own[i + 1]! / 255, own[i + 2]! / 255));
  }
  return recoloured;
}
