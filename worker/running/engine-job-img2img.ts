import { type InputPicture, MASKED_CONTENTS, type Img2ImgRequest as Start } from '@/lib/generation/img2img';
import { readInput } from '@/lib/jobs/inputs';
import { sharp } from '@/lib/pictures/decoders';
import { type Bitmap, pixelsOf } from '../engine/images/bitmap';
import { colourOf, laidOn } from '../engine/images/laid-on';
import { maskOfPicture } from '../engine/images/mask-of-picture';
import type { DrawingRequest, Img2ImgRequest, InpaintMask } from '../engine/pipeline/request';
import type { Beginning } from '../workpieces/workpiece';

/** The part of a picture's request that says what it is drawn from. */
export type StartOfPicture = Omit<Img2ImgRequest, keyof DrawingRequest>;

/**
 * What each picture of a batch is drawn from, in order; pictures that begin alike share one object, so that the engine
 * prepares it once.
 * @param made what they begin with instead of what was sent
 * @throws AppError `input_gone`, `input_damaged`
 */
export async function startsOf(
  jobId: string,
  start: Start,
  made?: readonly Beginning[],
): Promise<StartOfPicture[]> {
  const read = once((picture: InputPicture) => readBitmap(jobId, picture));
  const sentMask = start.mask?.picture && {
    mask: withMask(start.mask, grey(maskOfPicture(await read(start.mask.picture), start.mask.mask_round))),
  };
  const starts: StartOfPicture[] = [];
  for (const { mask, ...beginning } of made ?? (await sentBeginnings(start, read))) {
    starts.push({
      ...beginning,
      resizeMode: start.resize_mode,
      denoisingStrength: start.denoising_strength,
      fixSteps: start.img2img_fix_steps,
      noiseMultiplier: start.initial_noise_multiplier,
      correctColours: start.img2img_color_correction,
      conditioningStrength: start.inpainting_mask_weight,
      ...(start.upscaler_for_img2img ? { upscaler: start.upscaler_for_img2img } : {}),
      ...(mask && start.mask ? { mask: withMask(start.mask, mask) } : sentMask),
    });
  }
  return starts;
}

/** The first picture that came with a job, RGB. @throws AppError `input_gone`, `input_damaged` */
export async function sentPicture(jobId: string, start: Start): Promise<Bitmap> {
  return laidOn(await readBitmap(jobId, start.init_images[0]!), colourOf(start.img2img_background_color));
}

type Read = (picture: InputPicture) => Promise<Bitmap>;

async function sentBeginnings(start: Start, read: Read): Promise<Beginning[]> {
  const background = colourOf(start.img2img_background_color);
  const pixels = once(async (picture: InputPicture) => pixelsOf(laidOn(await read(picture), background)));
  const beginnings: Beginning[] = [];
  for (const picture of start.init_images) beginnings.push({ init: await pixels(picture) });
  return beginnings;
}

type Levels = NonNullable<Beginning['mask']>;

const grey = ({ width, height, data }: Bitmap): Levels => ({ width, height, levels: data });

function withMask(mask: NonNullable<Start['mask']>, levels: Levels): InpaintMask {
  return {
    ...levels,
    isInverted: mask.inpainting_mask_invert,
    blurX: mask.mask_blur_x,
    blurY: mask.mask_blur_y,
    content: MASKED_CONTENTS[mask.inpainting_fill],
    ...(mask.inpaint_full_res ? { onlyMasked: { padding: mask.inpaint_full_res_padding } } : {}),
    isRounded: mask.mask_round,
    isOverlaid: mask.overlay_inpaint,
  };
}

/** RGBA, whatever the file has. */
async function readBitmap(jobId: string, { sha256, width, height }: InputPicture): Promise<Bitmap> {
  const data = await sharp(await readInput(jobId, sha256))
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer();
  return { width, height, channels: 4, data };
}

/** The same picture is read once. */
function once<T>(make: (picture: InputPicture) => Promise<T>): (picture: InputPicture) => Promise<T> {
  const made = new Map<string, Promise<T>>();
  return (picture) => {
    const known = made.get(picture.sha256) ?? make(picture);
    made.set(picture.sha256, known);
    return known;
  };
}
