import type { Pixels } from '../pixels';

const SIDE = 11;
const DEVIATION = 1.5;
const C1 = (0.01 * 255) ** 2;
const C2 = (0.03 * 255) ** 2;

function gaussianWindow(): Float64Array {
  const weights = Float64Array.from({ length: SIDE }, (_, i) =>
    Math.exp(-((i - (SIDE - 1) / 2) ** 2) / (2 * DEVIATION ** 2)),
  );
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}

const WINDOW = gaussianWindow();

/** Weighted means over all windows that lie inside: (height - 10, width - 10). */
function windowed(plane: Float64Array, width: number, height: number): Float64Array {
  const [columns, rows] = [width - SIDE + 1, height - SIDE + 1];
  const across = new Float64Array(height * columns);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < columns; x++) {
      let sum = 0;
      for (let k = 0; k < SIDE; k++) sum += WINDOW[k]! * plane[y * width + x + k]!;
      across[y * columns + x] = sum;
    }
  }
  const means = new Float64Array(rows * columns);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      let sum = 0;
      for (let k = 0; k < SIDE; k++) sum += WINDOW[k]! * across[(y + k) * columns + x]!;
      means[y * columns + x] = sum;
    }
  }
  return means;
}

/** Rec. 601 luminance. */
function luminance({ rgb, width, height }: Pixels): Float64Array {
  return Float64Array.from(
    { length: width * height },
    (_, i) => 0.299 * rgb[3 * i]! + 0.587 * rgb[3 * i + 1]! + 0.114 * rgb[3 * i + 2]!,
  );
}

/**
 * Structural similarity of the luminance of two pictures of the same size, at least 11×11: 1 for equal ones. Windows of
 * 11×11 with a Gaussian of 1.5.
 * @see Wang et al. 2004, "Image Quality Assessment: From Error Visibility to Structural Similarity"
 */
export function structuralSimilarity(one: Pixels, other: Pixels): number {
  const { width, height } = one;
  if (width !== other.width || height !== other.height || Math.min(width, height) < SIDE) {
    throw new Error(`${width}×${height} and ${other.width}×${other.height} cannot be compared`);
  }
  const [x, y] = [luminance(one), luminance(other)];
  const mean = (plane: Float64Array) => windowed(plane, width, height);
  const [meanX, meanY] = [mean(x), mean(y)];
  const [squareX, squareY] = [mean(x.map((v) => v * v)), mean(y.map((v) => v * v))];
  const product = mean(x.map((v, i) => v * y[i]!));
  let sum = 0;
  for (let i = 0; i < meanX.length; i++) {
    const [mx, my] = [meanX[i]!, meanY[i]!];
    const [varX, varY] = [squareX[i]! - mx * mx, squareY[i]! - my * my];
    const covariance = product[i]! - mx * my;
    sum += ((2 * mx * my + C1) * (2 * covariance + C2)) / ((mx * mx + my * my + C1) * (varX + varY + C2));
  }
  return sum / meanX.length;
}
