import { sharp } from '@/lib/pictures/decoders';
import { readOutsidePicture } from '@/lib/pictures/outside-picture';
import { readPictureMetadata } from '@/lib/pictures/picture-metadata';
import { withPngText } from '@/lib/pictures/png-text';
import type { ExtrasSettings } from './extras-settings';
import { planUpscale } from './plan-upscale';
import { inTurn } from './turns';
import { type Samples, upscale } from './upscale';

/** A picture as Extras made it. */
export interface EnlargedPicture {
  /** With the texts that it came with, and `postprocessing`. */
  png: Buffer;
  width: number;
  height: number;
  /** What was done with it, such as `Postprocess upscale by: 2, Postprocess upscaler: Lanczos`; empty: nothing. */
  info: string;
  /** What it was made with before, as far as it says so. */
  infotext: string | null;
}

export interface Asked {
  userId: string;
  /** Says when nobody waits any more. */
  signal?: AbortSignal;
  /** The factor as it is said; otherwise as it is written. */
  scaleText?: string;
}

/** A PNG's keyword; and how many bytes of texts are taken along. */
const KEYWORD = /^[\x20-\x7e]{1,79}$/;
const TEXT_BYTES = 1024 * 1024;

/**
 * Enlarges a picture somebody sent.
 * @throws BadPicture; AppError `bad_size` (422), `extras_busy` (429), `upscale_failed` (500)
 */
export async function enlargePicture(
  bytes: Buffer,
  settings: ExtrasSettings,
  { userId, signal, scaleText }: Asked,
): Promise<EnlargedPicture> {
  const { png, ...size } = await readOutsidePicture(bytes);
  const { infotext, texts } = await readPictureMetadata(bytes);
  const plan = planUpscale(size, settings, scaleText);
  const made = plan.first
    ? await inTurn(userId, async () => encoded(await upscale(await samplesOf(png), plan, signal)), signal)
    : png;
  const info = plan.info.map(([key, value]) => `${key}: ${value}`).join(', ');
  return {
    png: withTexts(made, { ...texts, ...(infotext && { parameters: infotext }), postprocessing: info }),
    width: plan.result.width,
    height: plan.result.height,
    info,
    infotext,
  };
}

async function samplesOf(png: Buffer): Promise<Samples> {
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: info.channels, data };
}

function encoded({ width, height, channels, data }: Samples): Promise<Buffer> {
  const raw = { width, height, channels: channels as 3 | 4 };
  return sharp(data, { raw, limitInputPixels: false })
    .png({ compressionLevel: 6, adaptiveFiltering: false })
    .toBuffer();
}

function withTexts(png: Buffer, texts: Record<string, string>): Buffer {
  let file = png;
  let room = TEXT_BYTES;
  // Each goes to the front.
  for (const [keyword, text] of Object.entries(texts).toReversed()) {
    room -= Buffer.byteLength(text);
    if (KEYWORD.test(keyword) && room >= 0) file = withPngText(file, keyword, text);
  }
  return file;
}
