import sharp from 'sharp';
import { gridShape } from '@/lib/generation/series/grid-shape';

async function sizeOf(file: Buffer): Promise<{ width: number; height: number }> {
  const { width, height } = await sharp(file).metadata();
  return { width, height };
}

/** One PNG with all pictures (PNG files) side by side on white, each in the middle of a place for the largest. */
export async function makeGrid(files: readonly Buffer[]): Promise<Buffer> {
  const sizes = await Promise.all(files.map(sizeOf));
  const width = Math.max(...sizes.map((size) => size.width));
  const height = Math.max(...sizes.map((size) => size.height));
  const { rows, columns } = gridShape(files.length);
  const ground = {
    width: width * columns,
    height: height * rows,
    channels: 3 as const,
    background: '#ffffff',
  };
  const tiles = files.map((input, index) => ({
    input,
    left: (index % columns) * width + Math.floor((width - sizes[index]!.width) / 2),
    top: Math.floor(index / columns) * height + Math.floor((height - sizes[index]!.height) / 2),
  }));
  return sharp({ create: ground }).composite(tiles).removeAlpha().png().toBuffer();
}
