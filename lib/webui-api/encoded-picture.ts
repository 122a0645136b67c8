import { AppError } from '@/lib/errors';
import { ForbiddenAddress, fetchOutside, NothingFetched } from '@/lib/http/fetch-outside';
import { readSentPicture, type SentPicture } from '@/lib/jobs/sent-picture';
import { BadPicture } from '@/lib/pictures/bad-picture';
import { PICTURE_LIMITS } from '@/lib/pictures/limits';
import { bytesOfPictureText } from '@/lib/pictures/picture-text';
import { readSettings } from '@/lib/settings/settings';

const ADDRESS = /^https?:\/\//;
/** For a picture that is fetched, names, redirects and all. */
const FETCH_MS = 30_000;

/** What programs know for all that is no picture (sdapi §3.4, §6.1), with the reason where it helps. `text` is what was sent. */
export function invalidImage(error: BadPicture, text = ''): AppError {
  const what = ADDRESS.test(text) ? 'Invalid image url' : 'Invalid encoded image';
  const reason = error.reason === 'too-large' ? `: ${error.message}` : '';
  return new AppError({
    code: 'bad_picture',
    status: 500,
    message: `${what}${reason}`,
    cause: error,
  });
}

/** The same for an address (sdapi §6.4). */
function invalidAddress(what: string, error: AppError): AppError {
  return new AppError({
    code: error.code,
    status: 500,
    message: `${what}: ${error.message}`,
    cause: error,
  });
}

/**
 * The file of a picture that is sent as base64, bare or as a data URI, or by its address (sdapi §6.4), which is fetched.
 * Throws AppError 500 for an address that is forbidden or has nothing, the signal's reason.
 */
export async function pictureFile(text: string, signal: AbortSignal): Promise<Buffer> {
  if (!ADDRESS.test(text)) return bytesOfPictureText(text);
  const { allowedHosts } = await readSettings();
  try {
    return await fetchOutside(text, {
      maxBytes: PICTURE_LIMITS.bytes,
      maxMs: FETCH_MS,
      allowedHosts,
      signal,
    });
  } catch (error) {
    if (error instanceof ForbiddenAddress)
      throw invalidAddress('Request to local resource not allowed', error);
    if (error instanceof NothingFetched) throw invalidAddress('Invalid image url', error);
    throw error;
  }
}

/** Reads a picture of a request. Throws AppError 500, the signal's reason. */
export async function readEncodedPicture(sent: unknown, signal: AbortSignal): Promise<SentPicture> {
  const text = typeof sent === 'string' ? sent.trim() : '';
  const file = await pictureFile(text, signal);
  try {
    return await readSentPicture(file);
  } catch (error) {
    throw error instanceof BadPicture ? invalidImage(error, text) : error;
  }
}
