import sharp from 'sharp';

/** Rows and columns for `count` pictures: as square as it gets, wider rather than higher (sdapi §17). */
export function gridShape(count: number): { rows: number; columns: number } {
  const rows = Math.max(1, Math.round(Math.sqrt(count)));
  return { rows, columns: Math.ceil(count / rows) };
}

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
