import { z } from 'zod';
import { LIMITS } from './limits';
import { pictureFields, sentText, share, whole } from './studio-fields';

const STRENGTH = 'The denoising strength must be a number from 0 to 1.';

const hiresFields = {
  enableHr: z.boolean({ error: 'Switch the hires fix on or off.' }).optional(),
  hrUpscaler: z.string({ error: 'Choose an upscaler.' }).optional(),
  /** 0: as in the first pass. */
  hrSteps: whole('Hires steps', { min: 0, max: LIMITS.steps.max }).optional(),
  denoisingStrength: share(STRENGTH).optional(),
  hrScale: z.number({ error: 'The hires scale must be a number.' }).optional(),
  hrResizeX: whole('The width to resize to', { min: 0, max: LIMITS.side.max }).optional(),
  hrResizeY: whole('The height to resize to', { min: 0, max: LIMITS.side.max }).optional(),
  /** Empty: as in the first pass; the same with all below. */
  hrCheckpoint: z.string({ error: 'Choose a hires checkpoint.' }).optional(),
  hrSampler: z.string({ error: 'Choose a hires sampling method.' }).optional(),
  hrScheduler: z.string({ error: 'Choose a hires schedule type.' }).optional(),
  hrPrompt: sentText('The hires prompt').optional(),
  hrNegativePrompt: sentText('The negative hires prompt').optional(),
};

const txt2imgRequest = z.object({
  kind: z.literal('txt2img').optional(),
  ...pictureFields,
  ...hiresFields,
});

/** Its pictures come beside it: see app/api/jobs. Ranges of the mask's fields are checked where the request is resolved. */
const img2imgRequest = z.object({
  kind: z.literal('img2img'),
  ...pictureFields,
  denoisingStrength: share(STRENGTH).optional(),
  resizeMode: z.number({ error: 'Choose a resize mode.' }).optional(),
  maskBlurX: z.number({ error: 'The mask blur must be a number.' }).optional(),
  maskBlurY: z.number({ error: 'The mask blur must be a number.' }).optional(),
  /** Levels of grey count as they are; else each is all or nothing. */
  maskRound: z.boolean({ error: 'Round the mask or not.' }).optional(),
  maskInvert: z.boolean({ error: 'Inpaint what is masked, or what is not.' }).optional(),
  inpaintingFill: z.number({ error: 'Choose what the masked part begins with.' }).optional(),
  inpaintFullRes: z.boolean({ error: 'Inpaint the whole picture, or only what is masked.' }).optional(),
  inpaintPadding: z.number({ error: 'The padding of the masked area must be a number.' }).optional(),
});

/**
 * What the forms of the studio send, told apart by `kind`, Txt2img when it is absent; the output is what resolveRequest
 * takes. Absent fields have the form's defaults, null is the user's own option.
 */
export const studioRequestSchema = z.discriminatedUnion('kind', [txt2imgRequest, img2imgRequest]);

/** What the studio's forms may send. */
export type StudioRequestInput = z.input<typeof studioRequestSchema>;
