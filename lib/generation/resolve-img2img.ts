import type { Img2ImgOptions } from '@/lib/options';
import {
  type Img2ImgRequest,
  type InputPicture,
  MASKED_CONTENTS,
  type MaskedContent,
  type MaskRequest,
  RESIZE_MODES,
  type ResizeMode,
} from './img2img';
import { LIMITS } from './limits';

/** A picture from a picture that somebody asks for. Absent and null: the user's option, or what the WebUI API means by it. */
export interface Img2ImgFields {
  /** At least one; absent: a picture from text. */
  initImages?: readonly InputPicture[] | null;
  /** Without a picture: a mask that is made when it is drawn. */
  mask?: { picture: InputPicture | null; isBlank: boolean } | null;
  resizeMode?: number | null;
  denoisingStrength?: number | null;
  maskBlurX?: number | null;
  maskBlurY?: number | null;
  maskRound?: boolean | null;
  inpaintingFill?: number | null;
  inpaintFullRes?: boolean | null;
  inpaintPadding?: number | null;
  maskInvert?: boolean | null;
  img2imgOptions?: Partial<Img2ImgOptions> | null;
}

export interface Img2ImgProblem {
  field: keyof Img2ImgFields;
  message: string;
}

export const USUAL_STRENGTH = 0.75;
const USUAL_BLUR = 4;

const isWhole = (value: number, { min, max }: { min: number; max: number }) =>
  Number.isInteger(value) && value >= min && value <= max;

/** The engine takes no picture of a single pixel: it is a mistake, not a start. */
function sizeProblems({ initImages, mask }: Img2ImgFields): Img2ImgProblem[] {
  const isDot = ({ width, height }: InputPicture) => width * height < 2;
  return [
    ...(initImages?.some(isDot)
      ? [
          {
            field: 'initImages' as const,
            message: 'A picture of one pixel is nothing to start from. Send a larger one.',
          },
        ]
      : []),
    ...(mask?.picture && isDot(mask.picture)
      ? [{ field: 'mask' as const, message: 'A mask of one pixel masks nothing. Send a larger one.' }]
      : []),
  ];
}

/** All fields of a picture from a picture that are out of bounds, with a sentence each. */
export function img2imgProblems(fields: Img2ImgFields): Img2ImgProblem[] {
  const { denoisingStrength, resizeMode, inpaintingFill, inpaintPadding } = fields;
  const problems = sizeProblems(fields);
  const { min, max } = LIMITS.denoisingStrength;
  const strength = denoisingStrength ?? USUAL_STRENGTH;
  if (!(strength >= min && strength <= max)) {
    const message = `The denoising strength must be a number from ${min} to ${max}.`;
    problems.push({ field: 'denoisingStrength', message });
  }
  if (!RESIZE_MODES.some((mode) => mode === (resizeMode ?? 0))) {
    problems.push({ field: 'resizeMode', message: 'The resize mode must be 0, 1, 2 or 3.' });
  }
  if (!isWhole(inpaintingFill ?? 0, { min: 0, max: MASKED_CONTENTS.length - 1 })) {
    const named = MASKED_CONTENTS.map((name, k) => `${k} (${name})`).join(', ');
    problems.push({ field: 'inpaintingFill', message: `The masked content must be one of ${named}.` });
  }
  for (const field of ['maskBlurX', 'maskBlurY'] as const) {
    if ((fields[field] ?? 0) <= LIMITS.maskBlur.max) continue;
    problems.push({ field, message: `The mask blur must be at most ${LIMITS.maskBlur.max} pixels.` });
  }
  if (!isWhole(inpaintPadding ?? 0, LIMITS.maskPadding)) {
    const most = LIMITS.maskPadding.max.toLocaleString('en-US');
    const message = `The padding of the masked area must be a whole number from 0 to ${most}.`;
    problems.push({ field: 'inpaintPadding', message });
  }
  return problems;
}

/** The start a job stores. `fields` are in bounds and have pictures. */
export function resolveImg2Img(fields: Img2ImgFields, own: Img2ImgOptions): Img2ImgRequest {
  const { overlay_inpaint, ...drawing } = { ...own, ...fields.img2imgOptions };
  const mask = maskOf(fields, overlay_inpaint);
  return {
    init_images: [...(fields.initImages ?? [])],
    resize_mode: (fields.resizeMode ?? 0) as ResizeMode,
    denoising_strength: fields.denoisingStrength ?? USUAL_STRENGTH,
    ...drawing,
    ...(mask ? { mask } : {}),
  };
}

function maskOf({ mask, ...fields }: Img2ImgFields, overlay_inpaint: boolean): MaskRequest | null {
  if (!mask) return null;
  return {
    picture: mask.picture,
    is_blank: mask.isBlank,
    // Less than none is none, as elsewhere.
    mask_blur_x: Math.max(0, fields.maskBlurX ?? USUAL_BLUR),
    mask_blur_y: Math.max(0, fields.maskBlurY ?? USUAL_BLUR),
    mask_round: fields.maskRound ?? true,
    inpainting_fill: (fields.inpaintingFill ?? 0) as MaskedContent,
    inpaint_full_res: fields.inpaintFullRes ?? true,
    inpaint_full_res_padding: fields.inpaintPadding ?? 0,
    inpainting_mask_invert: fields.maskInvert ?? false,
    overlay_inpaint,
  };
}

/** Whether a strength leaves so little of a schedule that it would have to be endlessly long; only where all steps are made. */
export function takesTooManySteps(
  { img2img_fix_steps, denoising_strength }: Img2ImgRequest,
  steps: number,
): boolean {
  return img2img_fix_steps && denoising_strength > 0 && steps / denoising_strength > LIMITS.scheduledSteps;
}
