import sharp from 'sharp';

/** An alpha above this counts in full. */
const HALF = 128;

/**
 * Whether a mask leaves nothing to be drawn: its alpha where it is transparent somewhere, else its grey, is black all over,
 * or white when it is inverted.
 * @param png of readOutsidePicture @param isRounded an alpha is all or nothing
 */
export async function isBlankMask(
  png: Buffer,
  { isRounded, isInverted }: { isRounded: boolean; isInverted: boolean },
): Promise<boolean> {
  const { channels, isOpaque } = await sharp(png).stats();
  const counted = isOpaque ? channels.slice(0, 3) : channels.slice(-1);
  const cut = isOpaque || !isRounded ? { lowest: 1, full: 255 } : { lowest: HALF + 1, full: HALF + 1 };
  return isInverted
    ? counted.every(({ min }) => min >= cut.full)
    : counted.every(({ max }) => max < cut.lowest);
}
