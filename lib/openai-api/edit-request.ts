import sharp from 'sharp';
import { LIMITS } from '@/lib/generation/limits';
import { readBytes } from '@/lib/http/read-body';
import { PICTURE_LIMITS } from '@/lib/pictures/limits';
import { readOutsidePicture } from '@/lib/pictures/outside-picture';
import { BYTES_WITH_PICTURES } from '@/lib/webui-api/read-request';
import { toWebuiBody } from './image-request';
import { BadParameter } from './route';

const INPAINT_ORIGINAL = 1;

/**
 * The form of POST /v1/images/edits as an img2img request: the first picture is drawn from; where the mask (or, without one,
 * the picture itself) is transparent, it is drawn anew. Throws BadParameter, AppError 413.
 */
export async function readEditRequest(request: Request): Promise<Record<string, unknown>> {
  const form = await readForm(request);
  const file = form.getAll('image').concat(form.getAll('image[]'))[0];
  if (!(file instanceof Blob))
    throw new BadParameter('image', 'A picture is missing. Send it as the field image.');
  const given = form.get('mask');
  const image = await pictureOf('image', file);
  const mask = await maskOf(given instanceof Blob ? await pictureOf('mask', given) : image);
  if (given instanceof Blob && !mask) {
    throw new BadParameter(
      'mask',
      'The mask has no transparent part. Make transparent what is to be drawn anew.',
    );
  }
  const fields = Object.fromEntries([...form].filter(([, value]) => typeof value === 'string'));
  return {
    ...toWebuiBody(fields, await sizeNear(image)),
    init_images: [image.toString('base64')],
    ...(mask
      ? { mask: mask.toString('base64'), inpainting_fill: INPAINT_ORIGINAL, inpaint_full_res: false }
      : {}),
  };
}

/** Read with its limit before it is taken apart. */
async function readForm(request: Request): Promise<FormData> {
  const bytes = await readBytes(request, BYTES_WITH_PICTURES);
  const headers = { 'content-type': request.headers.get('content-type') ?? '' };
  return new Response(new Uint8Array(bytes), { headers }).formData().catch(() => {
    throw new BadParameter('image', 'This is no form. Send multipart/form-data with image and prompt.');
  });
}

/** The picture’s file, once it is known to be one of a bearable size. */
async function pictureOf(name: string, file: Blob): Promise<Buffer> {
  const bytes = Buffer.from(await file.arrayBuffer());
  if (bytes.length > PICTURE_LIMITS.bytes)
    throw new BadParameter(name, `The ${name} is too large. Send a smaller one.`);
  await readOutsidePicture(bytes).catch((cause) => {
    throw new BadParameter(name, `The ${name} can’t be read as a picture: ${cause.message}`);
  });
  return bytes;
}

/** White where the picture is wholly transparent; null when nowhere. */
async function maskOf(picture: Buffer): Promise<Buffer | null> {
  const { hasAlpha } = await sharp(picture).metadata();
  if (!hasAlpha) return null;
  const { data, info } = await sharp(picture)
    .autoOrient()
    .ensureAlpha()
    .extractChannel('alpha')
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  let isBlank = true;
  for (let k = 0; k < data.length; k++) {
    const isClear = data[k] === 0;
    data[k] = isClear ? 255 : 0;
    if (isClear) isBlank = false;
  }
  const { width, height } = info;
  return isBlank
    ? null
    : sharp(data, { raw: { width, height, channels: 1 } })
        .png()
        .toBuffer();
}

/** The picture’s own size, in eights and within what can be drawn. */
async function sizeNear(picture: Buffer) {
  const { autoOrient } = await sharp(picture).metadata();
  const side = (pixels: number) =>
    Math.min(LIMITS.side.max, Math.max(LIMITS.side.min, Math.floor(pixels / 8) * 8));
  return { width: side(autoOrient.width), height: side(autoOrient.height) };
}
