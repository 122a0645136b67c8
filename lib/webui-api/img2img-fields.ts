import { bool, float, int, list, str } from './coerce';
import { nullable, required, type Values } from './fields';
import { ANSWER_FIELDS, GENERATION_FIELDS, NAME_FIELDS } from './generation-fields';

/** The fields of POST img2img (sdapi §3.1, §3.3), in the order in which `parameters` lists them. */
export const IMG2IMG_FIELDS = {
  ...GENERATION_FIELDS,
  denoising_strength: required(float, 0.75),
  init_images: nullable(list),
  resize_mode: nullable(int, 0),
  image_cfg_scale: nullable(float),
  mask: nullable(str),
  mask_blur_x: nullable(int, 4),
  mask_blur_y: nullable(int, 4),
  mask_blur: nullable(int),
  mask_round: nullable(bool, true),
  inpainting_fill: nullable(int, 0),
  inpaint_full_res: nullable(bool, true),
  inpaint_full_res_padding: nullable(int, 0),
  inpainting_mask_invert: nullable(int, 0),
  initial_noise_multiplier: nullable(float),
  latent_mask: nullable(str),
  ...NAME_FIELDS,
  include_init_images: required(bool, false),
  ...ANSWER_FIELDS,
} as const;

/** An img2img request after validation, defaults filled in. */
export type Img2ImgFields = Values<typeof IMG2IMG_FIELDS>;
