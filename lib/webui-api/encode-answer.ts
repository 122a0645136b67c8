import { AppError } from '@/lib/errors';
import type { AnswerFormat } from '@/lib/options/answer-format';
import { sharp } from '@/lib/pictures/decoders';
import { jpegWithComment, webpWithComment } from '@/lib/pictures/with-exif-comment';

/**
 * A PNG as the caller wants pictures sent (sdapi §1.1): as it is, or as JPEG or WebP with the infotext in its Exif.
 * Throws AppError 500 "Invalid image format" for any other, as programs know it.
 */
export async function encodeAnswer(
  png: Buffer,
  infotext: string,
  { format, quality, isLossless }: AnswerFormat,
): Promise<Buffer> {
  if (format === 'png') return png;
  const picture = sharp(png).removeAlpha();
  if (format === 'jpg' || format === 'jpeg') {
    return jpegWithComment(await picture.jpeg({ quality }).toBuffer(), infotext);
  }
  if (format !== 'webp') {
    throw new AppError({ code: 'bad_image_format', status: 500, message: 'Invalid image format' });
  }
  const { data, info } = await picture
    .webp({ quality, lossless: isLossless })
    .toBuffer({ resolveWithObject: true });
  return webpWithComment(data, infotext, info);
}
