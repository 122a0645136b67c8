import sharp from 'sharp';

/** A rectangle of a canvas, pixels. */
export interface Place {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** A white picture that others are laid on, one after the other: only one of them is in memory at a time. */
export class GridCanvas {
  readonly #rgb: Buffer;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.#rgb = Buffer.alloc(width * height * 3, 255);
  }

  /** Lays a picture file into the middle of a place; a larger one is made smaller. */
  async lay(picture: string | Buffer, place: Place): Promise<void> {
    const { data, info } = await sharp(picture)
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .resize({ width: place.width, height: place.height, fit: 'inside', withoutEnlargement: true })
      .raw()
      .toBuffer({ resolveWithObject: true });
    const left = place.left + Math.floor((place.width - info.width) / 2);
    const top = place.top + Math.floor((place.height - info.height) / 2);
    const stride = info.width * 3;
    for (let row = 0; row < info.height; row++)
      data.copy(this.#rgb, ((top + row) * this.width + left) * 3, row * stride, (row + 1) * stride);
  }

  /** Its samples, row by row. */
  get rgb(): Buffer {
    return this.#rgb;
  }
}
