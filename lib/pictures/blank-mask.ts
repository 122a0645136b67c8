import { sharp } from './decoders';

/** An alpha above this counts in full. */
const HALF = 128;
/** The least grey, as Pillow weighs colours in 65536ths, that is not black, and that is white. */
const NOT_BLACK = 0x8000;
const WHITE = 254.5 * 0x10000;

/**
 * Whether a mask leaves nothing to be drawn: its alpha where it is transparent somewhere, else its grey, is black all over,
 * or white when it is inverted.
 * @param png of readOutsidePicture @param isRounded an alpha is all or nothing
 */
export async function isBlankMask(
  png: Buffer,
  { isRounded, isInverted }: { isRounded: boolean; isInverted: boolean },
): Promise<boolean> {
  const data = await sharp(png).toColourspace('srgb').ensureAlpha().raw().toBuffer();
  const isTold = isInverted
    ? { alpha: (a: number) => (isRounded ? a <= HALF : a < 255), grey: (sum: number) => sum < WHITE }
    : { alpha: (a: number) => a > (isRounded ? HALF : 0), grey: (sum: number) => sum >= NOT_BLACK };
  const isOpaque = !some(data, (at) => data[at + 3]! < 255);
  return !some(data, (at) =>
    isOpaque
      ? isTold.grey(data[at]! * 19595 + data[at + 1]! * 38470 + data[at + 2]! * 7471)
      : isTold.alpha(data[at + 3]!),
  );
}

/** Whether it holds for any pixel, given by where its four samples begin. */
function some(data: Uint8Array, holds: (at: number) => boolean): boolean {
  for (let at = 0; at < data.length; at += 4) if (holds(at)) return true;
  return false;
}
