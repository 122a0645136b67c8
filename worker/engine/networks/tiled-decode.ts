import type { Rows } from '../evaluation';

/** Side of a tile in places of the latent, and how many of them it shares with its neighbour. */
const TILE = 64;
const OVERLAP = 16;

/** Where tiles begin along a side: evenly enough that the last one ends with it. */
function tileStarts(side: number): number[] {
  if (side <= TILE) return [0];
  const count = Math.ceil((side - OVERLAP) / (TILE - OVERLAP));
  return Array.from({ length: count }, (_, i) => Math.round((i * (side - TILE)) / (count - 1)));
}

/** How much of a tile counts at each pixel along a side: it fades in and out over the overlap. */
function fade(pixels: number, overlap: number): Float32Array {
  return Float32Array.from({ length: pixels }, (_, i) =>
    Math.min(1, (i + 0.5) / overlap, (pixels - i - 0.5) / overlap),
  );
}

function cut({ data, shape }: Rows, x0: number, y0: number, width: number, height: number): Rows {
  const [channels = 0, fullHeight = 0, fullWidth = 0] = shape;
  const tile = new Float32Array(channels * width * height);
  for (let c = 0; c < channels; c++) {
    for (let y = 0; y < height; y++) {
      const from = (c * fullHeight + y0 + y) * fullWidth + x0;
      tile.set((data as Float32Array).subarray(from, from + width), (c * height + y) * width);
    }
  }
  return { data: tile, shape: [channels, height, width] };
}

/** Measured on the VAE of SD 1.5: three tensors of the 256 channels that it has at full size. */
const BYTES_PER_PIXEL = 3 * 256 * 4;

/** Bytes that decoding a latent at once takes. */
export const decodingMemory = (height: number, width: number, factor: number): number =>
  height * width * factor ** 2 * BYTES_PER_PIXEL;

/** Whether a latent is larger than one tile. */
export const isLargerThanTile = (height: number, width: number): boolean => Math.max(height, width) > TILE;

/**
 * Decodes a latent piece by piece and joins the pieces softly. The group norms then see a piece instead of the whole,
 * so colours may differ a little from a decode at once; it takes the memory of 512×512 at any size.
 * @param z one row, (C, H, W)
 * @param factor pixels per place
 * @returns the image, (3, factor·H, factor·W)
 */
export async function decodeInTiles(
  z: Rows,
  factor: number,
  decode: (tile: Rows) => Promise<Float32Array>,
): Promise<Float32Array> {
  const [, height = 0, width = 0] = z.shape;
  const [fullHeight, fullWidth] = [height * factor, width * factor];
  const area = fullHeight * fullWidth;
  const image = new Float32Array(3 * area);
  const weights = new Float32Array(area);
  for (const y0 of tileStarts(height)) {
    for (const x0 of tileStarts(width)) {
      const [tileHeight, tileWidth] = [Math.min(TILE, height), Math.min(TILE, width)];
      const tile = await decode(cut(z, x0, y0, tileWidth, tileHeight));
      const [rows, columns] = [tileHeight * factor, tileWidth * factor];
      const [fadeY, fadeX] = [fade(rows, OVERLAP * factor), fade(columns, OVERLAP * factor)];
      for (let y = 0; y < rows; y++) {
        for (let x = 0; x < columns; x++) {
          const weight = fadeY[y]! * fadeX[x]!;
          const at = (y0 * factor + y) * fullWidth + x0 * factor + x;
          weights[at]! += weight;
          for (let c = 0; c < 3; c++) image[c * area + at]! += weight * tile[(c * rows + y) * columns + x]!;
        }
      }
    }
  }
  return image.map((value, i) => value / weights[i % area]!);
}
