import { z } from 'zod';
import { UPSCALERS } from '@/lib/generation/upscalers';

/** Any name is stored; of those that are not offered none is used. */
const upscaler = z
  .enum(UPSCALERS)
  .nullable()
  .transform((name) => (name === 'None' ? null : name));

/** Options of pictures from pictures, by the WebUI API's names, each with what it may be. */
export const IMG2IMG_OPTIONS = {
  initial_noise_multiplier: z.number().min(0).max(10),
  img2img_fix_steps: z.boolean(),
  img2img_color_correction: z.boolean(),
  img2img_background_color: z
    .string()
    .regex(/^#(?:[0-9a-f]{3}){1,2}$/i)
    .transform((colour) => (colour.length === 4 ? colour.replace(/[0-9a-f]/gi, '$&$&') : colour)),
  upscaler_for_img2img: upscaler,
  inpainting_mask_weight: z.number().min(0).max(1),
  overlay_inpaint: z.boolean(),
} as const;

const schema = z.object({
  initial_noise_multiplier: IMG2IMG_OPTIONS.initial_noise_multiplier.catch(1),
  img2img_fix_steps: IMG2IMG_OPTIONS.img2img_fix_steps.catch(false),
  img2img_color_correction: IMG2IMG_OPTIONS.img2img_color_correction.catch(false),
  img2img_background_color: IMG2IMG_OPTIONS.img2img_background_color.catch('#ffffff'),
  upscaler_for_img2img: upscaler.catch(null),
  inpainting_mask_weight: IMG2IMG_OPTIONS.inpainting_mask_weight.catch(1),
  overlay_inpaint: IMG2IMG_OPTIONS.overlay_inpaint.catch(true),
});

export type Img2ImgOptions = z.output<typeof schema>;

/** Those a user set, with defaults for the rest; a value that makes no sense counts as not set. */
export const img2imgOptions = (stored: Record<string, unknown>): Img2ImgOptions => schema.parse(stored);
