import sharp, { type Sharp } from 'sharp';
import { withPngText } from '@/lib/pictures/png-text';
import type { Pixels } from '../engine-protocol';

// Each picture is encoded once: remembered pieces would only hold memory.
sharp.cache(false);

/** Longest side of a preview that goes to the page, pixels. */
const PREVIEW_SIDE = 256;

const fromPixels = ({ width, height, rgb }: Pixels): Sharp =>
  sharp(rgb, { raw: { width, height, channels: 3 } });

/**
 * A finished picture as PNG with its infotext in the `parameters` chunk (sdapi §16.1). The same pixels and text give the
 * same bytes: nothing in the file depends on the time, the worker or the user. Runs outside the event loop.
 */
export async function encodePicture(pixels: Pixels, infotext: string): Promise<Buffer> {
  const png = await fromPixels(pixels).png({ compressionLevel: 6, adaptiveFiltering: false }).toBuffer();
  return withPngText(png, 'parameters', infotext);
}

/** A preview as a small PNG. */
export function encodePreview(pixels: Pixels): Promise<Buffer> {
  return fromPixels(pixels)
    .resize({ width: PREVIEW_SIDE, height: PREVIEW_SIDE, fit: 'inside', withoutEnlargement: true })
    .png({ compressionLevel: 3 })
    .toBuffer();
}
