import { AppError } from '@/lib/errors';
import { PICTURE_LIMITS } from './limits';

/** A file that is not taken for a picture: 422. */
export class BadPicture extends AppError {
  constructor(
    readonly reason: 'unreadable' | 'too-large',
    message: string,
    cause?: unknown,
  ) {
    super({ code: 'bad_picture', status: 422, message, cause });
  }
}

export const unreadable = (cause?: unknown) =>
  new BadPicture(
    'unreadable',
    'This is no picture that can be read: it is damaged, cut off, or of another format. Send a PNG, JPEG, WebP, GIF, TIFF or AVIF.',
    cause,
  );

export const tooManyPixels = (width: number, height: number) =>
  new BadPicture(
    'too-large',
    `A picture of ${width}×${height} pixels is too large. Send one of at most ${PICTURE_LIMITS.pixels.toLocaleString('en-US')} pixels, such as 4096×4096.`,
  );

export const tooManyBytes = (bytes: number) =>
  new BadPicture(
    'too-large',
    `A picture of ${Math.ceil(bytes / 2 ** 20)} MiB is too large. Send one of at most ${PICTURE_LIMITS.bytes / 2 ** 20} MiB.`,
  );
