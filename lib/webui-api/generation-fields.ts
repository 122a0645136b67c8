import { bool, dict, float, int, list, listOfStr, str } from './coerce';
import { nullable, required, type Values } from './fields';

/** The fields with which POST txt2img and POST img2img begin (sdapi §3.1), in the order in which `parameters` lists them. */
export const GENERATION_FIELDS = {
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
} as const;

/** Those with which both end. */
export const ANSWER_FIELDS = {
  script_name: nullable(str),
  script_args: required(list, []),
  send_images: required(bool, true),
  save_images: required(bool, false),
  alwayson_scripts: required(dict, {}),
  infotext: nullable(str),
} as const;

/** Between them come the name of the job and the old field of the sampler's name. */
export const NAME_FIELDS = {
  force_task_id: nullable(str),
  sampler_index: required(str, 'Euler'),
} as const;

/** What txt2img and img2img requests have in common after validation, defaults filled in. */
export type SharedFields = Values<typeof GENERATION_FIELDS & typeof NAME_FIELDS & typeof ANSWER_FIELDS>;
