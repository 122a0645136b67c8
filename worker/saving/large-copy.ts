import sharp from 'sharp';
import type { SavingOptions } from '@/lib/generation/saving-options';
import { encodeWithText } from '@/lib/pictures/encode-picture';
import { formatFor } from '@/lib/pictures/picture-format';
import { roundHalfToEven } from '../engine/images/gaussian-blur';
import type { NewPicture } from './staged-picture';

interface Size {
  width: number;
  height: number;
}

type LargeOptions = Pick<
  SavingOptions,
  'export_for_4chan' | 'img_downscale_threshold' | 'target_side_length'
>;

/**
 * How large the copy of a large picture is, pixels; null: the picture is not large.
 * @param bytes of its file
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/images.py`, save_image
 */
export function copySize({ width, height }: Size, bytes: number, options: LargeOptions): Size | null {
  const { target_side_length: longest, img_downscale_threshold } = options;
  if (!options.export_for_4chan) return null;
  const isOversize = width > longest || height > longest;
  if (!isOversize) return bytes > img_downscale_threshold * 1024 * 1024 ? { width, height } : null;
  const side = roundHalfToEven(longest);
  // A strip of a picture has a side of a pixel at least.
  const other = (its: number, of: number) => Math.max(1, roundHalfToEven((its * longest) / of));
  return width > height
    ? { width: side, height: other(height, width) }
    : { width: other(width, height), height: side };
}

/** A JPEG of a picture that is large, made smaller where its sides are; null: it is not large, or a JPEG itself. */
export async function largeCopy(
  picture: Pick<NewPicture, 'bytes' | 'format' | 'infotext' | 'width' | 'height'>,
  options: LargeOptions & Pick<SavingOptions, 'jpeg_quality'>,
): Promise<Buffer | null> {
  const { bytes, format, infotext } = picture;
  const size = copySize(picture, bytes.length, options);
  if (!size || format === 'jpg' || format === 'jpeg' || formatFor('jpg', size) !== 'jpg') return null;
  const image = sharp(bytes, { limitInputPixels: false });
  const isSmaller = size.width !== picture.width || size.height !== picture.height;
  const copy = isSmaller ? image.resize({ ...size, fit: 'fill', kernel: 'lanczos3' }) : image;
  return encodeWithText(copy, infotext, { format: 'jpg', quality: options.jpeg_quality, isLossless: false });
}
