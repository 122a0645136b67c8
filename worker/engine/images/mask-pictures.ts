import type { Pixels } from '../pixels';
import { type Bitmap, blank, pixelsOf } from './bitmap';
import { premultiplied, unpremultiplied, withoutAlpha } from './composite';
import { inPlace, type Overlay } from './overlay';
import { contain, type Scaler } from './resize-modes';

/** Which pictures of a mask somebody wants besides what was drawn under it. */
export interface MaskPicturesWanted {
  mask: boolean;
  composite: boolean;
}

/** What was drawn with a mask, shown apart. */
export interface MaskPictures {
  /** The mask as it lies over the result: white is drawn anew. */
  mask?: Pixels;
  /** RGBA: what was drawn, as far as the mask lets it through. */
  composite?: Bitmap;
}

/** The grey mask that the kept part was cut out with. */
function maskOf({ kept }: Overlay): Bitmap {
  const mask = blank(kept.width, kept.height, 1);
  for (let i = 0; i < mask.data.length; i++) mask.data[i] = 255 - kept.data[4 * i + 3]!;
  return mask;
}

const grey = ({ width, height, data }: Bitmap): Bitmap => ({
  width,
  height,
  channels: 3,
  data: new Uint8Array(3 * data.length).map((_, i) => data[Math.floor(i / 3)]!),
});

/**
 * The pictures of a mask that are wanted.
 * @param drawn RGB, before anything is laid over it @param isOverlaid whether something is
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/processing.py`, return_mask and return_mask_composite
 */
export function maskPictures(
  drawn: Bitmap,
  overlay: Overlay,
  {
    wanted,
    isOverlaid,
    scaler,
  }: { wanted: MaskPicturesWanted; isOverlaid: boolean; scaler: Scaler | undefined },
): MaskPictures {
  const mask = maskOf(overlay);
  const placed = isOverlaid ? withoutAlpha(inPlace(drawn, overlay, scaler)) : drawn;
  const isOwnSize = mask.width === placed.width && mask.height === placed.height;
  const own = isOwnSize ? mask : contain(mask, placed.width, placed.height);
  return {
    ...(wanted.mask ? { mask: pixelsOf(grey(mask)) } : {}),
    ...(wanted.composite ? { composite: unpremultiplied(premultiplied(placed, own)) } : {}),
  };
}
