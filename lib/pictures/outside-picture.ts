import type { Sharp } from 'sharp';
import { tooManyBytes, tooManyPixels, unreadable } from './bad-picture';
import { sharp } from './decoders';
import { PICTURE_LIMITS } from './limits';
import { rgbOfCmyk } from './rgb-of-cmyk';

/** A picture somebody sent, upright, with 8 bits a sample. */
export interface OutsidePicture {
  /** Our own encoding: RGB, or RGBA where it has an alpha. */
  png: Buffer;
  width: number;
  height: number;
}

/** Longest a single picture may take to decode. */
const SECONDS = 30;
/** These files live for minutes on our own disk. */
const QUICK = { compressionLevel: 1, palette: false } as const;

const opened = (bytes: Buffer, limitInputPixels: number | false) =>
  sharp(bytes, { limitInputPixels, failOn: 'error', ignoreIcc: true }).timeout({ seconds: SECONDS });

/**
 * Reads a file somebody sent as a picture (README.md says what becomes of it).
 * @throws BadPicture
 */
export async function readOutsidePicture(bytes: Buffer): Promise<OutsidePicture> {
  if (bytes.length === 0) throw unreadable();
  if (bytes.length > PICTURE_LIMITS.bytes) throw tooManyBytes(bytes.length);
  const { width, height, space } = await opened(bytes, false)
    .metadata()
    .catch((cause) => {
      throw unreadable(cause);
    });
  if (width * height > PICTURE_LIMITS.pixels) throw tooManyPixels(width, height);
  try {
    const picture = opened(bytes, PICTURE_LIMITS.pixels).autoOrient();
    const inRgb = space === 'cmyk' ? await convertedCmyk(picture) : picture.toColourspace('srgb');
    const { data, info } = await inRgb.png(QUICK).toBuffer({ resolveWithObject: true });
    return { png: data, width: info.width, height: info.height };
  } catch (cause) {
    throw unreadable(cause);
  }
}

async function convertedCmyk(picture: Sharp): Promise<Sharp> {
  const inks = picture.pipelineColourspace('cmyk').toColourspace('cmyk').raw();
  const { data, info } = await inks.toBuffer({ resolveWithObject: true });
  return sharp(rgbOfCmyk(data), { raw: { width: info.width, height: info.height, channels: 3 } });
}
