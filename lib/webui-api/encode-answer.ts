import { sharp } from '@/lib/pictures/decoders';
import { encodeWithText, formatOfBytes, type PictureEncoding } from '@/lib/pictures/encode-picture';
import { formatFor, isSameFormat } from '@/lib/pictures/picture-format';

/** A picture of ours as the caller wants pictures sent (sdapi §1.1): as it is, or in the other format with its infotext. */
export async function encodeAnswer(
  file: Buffer,
  infotext: string,
  encoding: PictureEncoding,
): Promise<Buffer> {
  const present = formatOfBytes(file);
  if (isSameFormat(present, encoding.format)) return file;
  const picture = sharp(file);
  const format = formatFor(encoding.format, await picture.metadata());
  return isSameFormat(present, format) ? file : encodeWithText(picture, infotext, { ...encoding, format });
}
