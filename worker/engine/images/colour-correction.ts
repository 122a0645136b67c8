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
    for (let i = c; i < result.data.length; i += picture.channels) result.data[i] = levels[picture.data[i]!]!;
  }
  return result;
}

const luminosity = (r: number, g: number, b: number) => r * 0.299 + g * 0.587 + b * 0.114;

/** A colour (0..1) with another luminosity; what leaves 0..1 is drawn towards grey (W3C compositing, SetLum). */
function withLuminosity(colour: [number, number, number], wanted: number): [number, number, number] {
  const shift = wanted - luminosity(...colour);
  const shifted = colour.map((value) => value + shift) as [number, number, number];
  const grey = luminosity(...shifted);
  const [min, max] = [Math.min(...shifted), Math.max(...shifted)];
  if (max > 1) return shifted.map((v) => grey + ((v - grey) * (1 - grey)) / (max - grey)) as typeof colour;
  if (min < 0) return shifted.map((v) => grey + ((v - grey) * grey) / (grey - min)) as typeof colour;
  return shifted;
}

/**
 * The picture in the colours of `target`: its histograms in L*a*b* become the target's, its luminosity stays its own.
 * @param picture RGB
 * @param target RGB, of any size
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/processing.py`, apply_color_correction
 */
export function correctColours(picture: Bitmap, target: Bitmap): Bitmap {
  const recoloured = rgbOfLab(matched(labOfRgb(picture), labOfRgb(target)));
  const { data } = recoloured;
  for (let i = 0; i < data.length; i += 3) {
    const of = (source: Uint8Array): [number, number, number] => [
      source[i]! / 255,
      source[i + 1]! / 255,
      source[i + 2]! / 255,
    ];
    const own = luminosity(...of(picture.data));
    withLuminosity(of(data), own).forEach((value, c) => {
      data[i + c] = Math.min(255, Math.max(0, value * 255));
    });
  }
  return recoloured;
}
