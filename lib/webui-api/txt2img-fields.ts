import { bool, dict, float, int, list, listOfStr, str } from './coerce';
import { nullable, required, type Values } from './fields';

/** The fields of POST txt2img (sdapi §3.1, §3.2), in the order in which `parameters` lists them. */
export const TXT2IMG_FIELDS = {
  prompt: nullable(str, ''),
  negative_prompt: nullable(str, ''),
  styles: nullable(listOfStr),
  seed: nullable(int, -1),
  subseed: nullable(int, -1),
  subseed_strength: nullable(float, 0),
  seed_resize_from_h: nullable(int, -1),
  seed_resize_from_w: nullable(int, -1),
  sampler_name: nullable(str),
  scheduler: nullable(str),
  batch_size: nullable(int, 1),
  n_iter: nullable(int, 1),
  steps: nullable(int, 50),
  cfg_scale: nullable(float, 7),
  width: nullable(int, 512),
  height: nullable(int, 512),
  restore_faces: nullable(bool),
  tiling: nullable(bool),
  do_not_save_samples: nullable(bool, false),
  do_not_save_grid: nullable(bool, false),
  eta: nullable(float),
  denoising_strength: nullable(float),
  s_min_uncond: nullable(float),
  s_churn: nullable(float),
  s_tmax: nullable(float),
  s_tmin: nullable(float),
  s_noise: nullable(float),
  override_settings: nullable(dict),
  override_settings_restore_afterwards: nullable(bool, true),
  refiner_checkpoint: nullable(str),
  refiner_switch_at: nullable(float),
  disable_extra_networks: nullable(bool, false),
  firstpass_image: nullable(str),
  comments: nullable(dict),
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
  force_task_id: nullable(str),
  sampler_index: required(str, 'Euler'),
  script_name: nullable(str),
  script_args: required(list, []),
  send_images: required(bool, true),
  save_images: required(bool, false),
  alwayson_scripts: required(dict, {}),
  infotext: nullable(str),
} as const;

/** A txt2img request after validation, defaults filled in. */
export type Txt2ImgFields = Values<typeof TXT2IMG_FIELDS>;

/** Fields that programs know as floats, for printing. */
export const FLOAT_FIELDS: ReadonlySet<string> = new Set(
  Object.entries(TXT2IMG_FIELDS)
    .filter(([, field]) => field.coerce === (float as unknown))
    .map(([name]) => name),
);
