import { createHash } from 'node:crypto';
import sharp, { type Sharp } from 'sharp';
import { namesToken } from '@/lib/generation/naming/apply-pattern';
import type { GenerationRequest } from '@/lib/generation/request';
import { savingOptionsOf } from '@/lib/generation/saving-options';
import { encodeWithText, type PictureEncoding } from '@/lib/pictures/encode-picture';
import { formatFor } from '@/lib/pictures/picture-format';
import type { Pixels } from '../engine-protocol';
import type { NewPicture } from './staged-picture';

// Each picture is encoded once: remembered pieces would only hold memory.
sharp.cache(false);

/** Longest side of a preview that goes to the page, pixels. */
const PREVIEW_SIDE = 256;

const PNG: PictureEncoding = { format: 'png', quality: 100, isLossless: true };

const fromPixels = ({ width, height, rgb }: Pixels): Sharp =>
  sharp(rgb, { raw: { width, height, channels: 3 } });

/** How a picture of a request is written. What is not kept is a PNG: whoever gets it may want another format. */
function encodingOf(
  request: GenerationRequest,
  { saved, grid, width, height }: Pick<NewPicture, 'saved' | 'grid' | 'width' | 'height'>,
): PictureEncoding {
  if (!saved) return PNG;
  const { samples_format, grid_format, jpeg_quality, webp_lossless } = savingOptionsOf(request);
  return {
    format: formatFor(grid ? grid_format : samples_format, { width, height }),
    quality: jpeg_quality,
    isLossless: webp_lossless,
  };
}

function namesHash(request: GenerationRequest): boolean {
  const { samples_filename_pattern, directories_filename_pattern } = savingOptionsOf(request);
  return [samples_filename_pattern, directories_filename_pattern].some((pattern) =>
    namesToken(pattern, 'image_hash'),
  );
}

type Told = Omit<NewPicture, 'bytes' | 'format' | 'width' | 'height' | 'samplesHash'>;

/** A picture of a request as a file with its infotext. */
export async function encodeFor(
  request: GenerationRequest,
  image: Sharp,
  picture: Omit<NewPicture, 'bytes' | 'format'>,
): Promise<NewPicture> {
  const encoding = encodingOf(request, picture);
  const bytes = await encodeWithText(image, picture.infotext, encoding);
  return { ...picture, bytes, format: encoding.format };
}

/**
 * A finished picture as a file with its infotext. The same pixels and text give the same bytes: nothing in the file depends
 * on the time, the worker or the user. Runs outside the event loop.
 */
export async function encodePicture(
  pixels: Pixels,
  picture: Told,
  request: GenerationRequest,
): Promise<NewPicture> {
  const { width, height, rgb } = pixels;
  const hash = namesHash(request) ? { samplesHash: createHash('sha256').update(rgb).digest('hex') } : {};
  return encodeFor(request, fromPixels(pixels), { ...picture, width, height, ...hash });
}

/** A preview as a small PNG. */
export function encodePreview(pixels: Pixels): Promise<Buffer> {
  return fromPixels(pixels)
    .resize({ width: PREVIEW_SIDE, height: PREVIEW_SIDE, fit: 'inside', withoutEnlargement: true })
    .png({ compressionLevel: 3 })
    .toBuffer();
}
