import sharp from 'sharp';

/** Rows and columns for `count` pictures: as square as it gets, wider rather than higher (sdapi §17). */
export function gridShape(count: number): { rows: number; columns: number } {
  const rows = Math.max(1, Math.round(Math.sqrt(count)));
  return { rows, columns: Math.ceil(count / rows) };
}

/** One PNG with all pictures (PNG files of the same size) side by side on white. */
export async function makeGrid(files: readonly Buffer[]): Promise<Buffer> {
  const { width = 0, height = 0 } = await sharp(files[0]).metadata();
  const { rows, columns } = gridShape(files.length);
  const ground = {
    width: width * columns,
    height: height * rows,
    channels: 3 as const,
    background: '#ffffff',
  };
  const tiles = files.map((input, index) => ({
    input,
    left: (index % columns) * width,
    top: Math.floor(index / columns) * height,
  }));
  return sharp({ create: ground }).composite(tiles).removeAlpha().png().toBuffer();
}
