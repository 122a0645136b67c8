import { bool, float, int, str } from './coerce';
import { nullable, type Values } from './fields';
import { ANSWER_FIELDS, GENERATION_FIELDS, NAME_FIELDS } from './generation-fields';

/** The fields of POST txt2img (sdapi §3.1, §3.2), in the order in which `parameters` lists them. */
export const TXT2IMG_FIELDS = {
  ...GENERATION_FIELDS,
  enable_hr: nullable(bool, false),
  firstphase_width: nullable(int, 0),
  firstphase_height: nullable(int, 0),
  hr_scale: nullable(float, 2),
  hr_upscaler: nullable(str),
  hr_second_pass_steps: nullable(int, 0),
  hr_resize_x: nullable(int, 0),
  hr_resize_y: nullable(int, 0),
  hr_checkpoint_name: nullable(str),
  hr_sampler_name: nullable(str),
  hr_scheduler: nullable(str),
  hr_prompt: nullable(str, ''),
  hr_negative_prompt: nullable(str, ''),
  ...NAME_FIELDS,
  ...ANSWER_FIELDS,
} as const;

/** A txt2img request after validation, defaults filled in. */
export type Txt2ImgFields = Values<typeof TXT2IMG_FIELDS>;
