import { AppError } from '@/lib/errors';
import { readSentPicture, type SentPicture } from '@/lib/jobs/sent-picture';
import { BadPicture } from '@/lib/pictures/bad-picture';
import { bytesOfPictureText } from '@/lib/pictures/picture-text';
import { notSupported } from './errors';

const ADDRESS = /^https?:\/\//;

/** What programs know for all that is no picture (sdapi §3.4, §6.1), with the reason where it helps. */
export function invalidImage(error: BadPicture): AppError {
  const reason = error.reason === 'too-large' ? `: ${error.message}` : '';
  return new AppError({
    code: 'bad_picture',
    status: 500,
    message: `Invalid encoded image${reason}`,
    cause: error,
  });
}

/** Reads a picture that is sent as base64, bare or as a data URI. Throws AppError 500, 501 for an address. */
export async function readEncodedPicture(text: unknown): Promise<SentPicture> {
  if (typeof text === 'string' && ADDRESS.test(text)) {
    throw notSupported('A picture by its address', 'Send the picture itself as base64.');
  }
  try {
    return await readSentPicture(bytesOfPictureText(typeof text === 'string' ? text : ''));
  } catch (error) {
    throw error instanceof BadPicture ? invalidImage(error) : error;
  }
}
