import { AppError } from '@/lib/errors';
import type { PictureEncoding } from '@/lib/pictures/encode-picture';
import { PICTURE_FORMATS } from '@/lib/pictures/picture-format';
import type { StoredOptions } from './stored-options';

/**
 * How pictures are sent to programs: what the user's options `samples_format`, `jpeg_quality` and `webp_lossless` say.
 * Throws AppError 500 "Invalid image format" for what can't be made, as programs know it.
 */
export function answerFormat({
  samples_format,
  jpeg_quality,
  webp_lossless,
}: StoredOptions): PictureEncoding {
  const isQuality = typeof jpeg_quality === 'number' && jpeg_quality >= 1 && jpeg_quality <= 100;
  const wanted = typeof samples_format === 'string' ? samples_format.toLowerCase() : 'png';
  const format = PICTURE_FORMATS.find((each) => each === wanted);
  if (!format) {
    throw new AppError({ code: 'bad_image_format', status: 500, message: 'Invalid image format' });
  }
  return {
    format,
    quality: isQuality ? Math.round(jpeg_quality) : 80,
    isLossless: webp_lossless === true,
  };
}
