import type { Sharp } from 'sharp';
import type { PictureFormat } from './picture-format';
import { withPngText } from './png-text';
import { jpegWithComment, webpWithComment } from './with-exif-comment';

/** How a picture becomes a file. */
export interface PictureEncoding {
  format: PictureFormat;
  /** Of JPEG and WebP, 1 to 100. */
  quality: number;
  /** Of WebP. */
  isLossless: boolean;
}

/**
 * A picture as a file with its infotext, where it has one: in the `parameters` chunk of a PNG, else in the Exif (sdapi §1.1, §16.1). The same
 * pixels and text give the same bytes. Transparency is kept by PNG alone.
 */
export async function encodeWithText(
  picture: Sharp,
  infotext: string,
  { format, quality, isLossless }: PictureEncoding,
): Promise<Buffer> {
  switch (format) {
    case 'png': {
      const png = await picture.png({ compressionLevel: 6, adaptiveFiltering: false }).toBuffer();
      return infotext === '' ? png : withPngText(png, 'parameters', infotext);
    }
    case 'webp': {
      const webp = picture.removeAlpha().webp({ quality, lossless: isLossless });
      const { data, info } = await webp.toBuffer({ resolveWithObject: true });
      return infotext === '' ? data : webpWithComment(data, infotext, info);
    }
    default: {
      const jpeg = await picture.removeAlpha().jpeg({ quality }).toBuffer();
      return infotext === '' ? jpeg : jpegWithComment(jpeg, infotext);
    }
  }
}

/** The format a file is in, by its first bytes; a file of ours is one of these. */
export function formatOfBytes(file: Buffer): PictureFormat {
  if (file[0] === 0xff) return 'jpg';
  return file.subarray(8, 12).toString('latin1') === 'WEBP' ? 'webp' : 'png';
}
