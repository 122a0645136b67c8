import { createHash } from 'node:crypto';
import { AppError } from '@/lib/errors';
import type { InputPicture } from '@/lib/generation/img2img';
import type { JobInput } from '@/lib/jobs/inputs';
import { BadPicture } from '@/lib/pictures/bad-picture';
import { readOutsidePicture } from '@/lib/pictures/outside-picture';
import { bytesOfPictureText } from '@/lib/pictures/picture-text';
import { notSupported } from './errors';

/** A picture of a request: how a job names it, and its file. */
export interface EncodedPicture extends InputPicture, JobInput {}

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
export async function readEncodedPicture(text: unknown): Promise<EncodedPicture> {
  if (typeof text === 'string' && ADDRESS.test(text)) {
    throw notSupported('A picture by its address', 'Send the picture itself as base64.');
  }
  try {
    const { png, width, height } = await readOutsidePicture(
      bytesOfPictureText(typeof text === 'string' ? text : ''),
    );
    return { bytes: png, sha256: createHash('sha256').update(png).digest('hex'), width, height };
  } catch (error) {
    throw error instanceof BadPicture ? invalidImage(error) : error;
  }
}

/** How a job names it. */
export const inputOf = ({ sha256, width, height }: EncodedPicture): InputPicture => ({
  sha256,
  width,
  height,
});
