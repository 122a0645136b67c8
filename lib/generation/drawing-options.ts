import { LIMITS } from './limits';
import { flag, number, oneOf, optionsFrom, text, type ValuesOf, whole } from './option-group';
import { KEEPING_OPTIONS, SAVING_OPTIONS } from './saving-options';

const share = { min: 0, max: 1 };
const sigma = LIMITS.sigma;
const shape = { min: 0.01, max: 10 };
const score = { min: 0, max: 10 };
const crop = { min: 0, max: 8192 };

/** Options that decide a picture's pixels and that requests store under their own names, where they are not as usual. */
export const DRAWING_OPTIONS = {
  // Which evaluations leave the negative prompt out.
  s_min_uncond_all: flag(),
  skip_early_cond: number(0, share),
  // Noise levels; 0 is the checkpoint's or the schedule's own.
  sigma_min: number(0, sigma),
  sigma_max: number(0, sigma),
  rho: number(0, { min: 0, max: 100 }),
  beta_dist_alpha: number(0.6, shape),
  beta_dist_beta: number(0.6, shape),
  always_discard_next_to_last_sigma: flag(),
  use_old_karras_scheduler_sigmas: flag(),
  sgm_noise_multiplier: flag(),
  use_downcasted_alpha_bar: flag(),
  sd_noise_schedule: oneOf('Default', 'Zero Terminal SNR'),
  uni_pc_variant: oneOf('bh1', 'bh2', 'vary_coeff'),
  uni_pc_skip_type: oneOf('time_uniform', 'time_quadratic', 'logSNR'),
  // Elsewhere up to 50; the equations of such orders can't be solved in floating point.
  uni_pc_order: whole(3, { min: 1, max: 9 }),
  uni_pc_lower_order_final: flag(true),
  // How prompts are read.
  comma_padding_backtrack: whole(20, { min: 0, max: 74 }),
  use_old_scheduling: flag(),
  pad_cond_uncond: flag(),
  pad_cond_uncond_v0: flag(),
  // What SDXL is told about the picture.
  sdxl_crop_top: whole(0, crop),
  sdxl_crop_left: whole(0, crop),
  sdxl_refiner_low_aesthetic_score: number(2.5, score),
  sdxl_refiner_high_aesthetic_score: number(6, score),
  hires_fix_refiner_pass: oneOf('second pass', 'first pass', 'both passes'),
  refiner_switch_by_sample_steps: flag(),
  img2img_extra_noise: number(0, share),
  /** Ours: whatever mode the server runs in, nothing is computed less exactly for speed. */
  atelier_exact: flag(),
} as const;

/** Options that change the prompts before a request stores them. */
const PROMPT_OPTIONS = {
  enable_prompt_comments: flag(true),
  sd_lora: text('None'),
  sd_hypernetwork: text('None'),
  extra_networks_default_multiplier: number(1, { min: -10, max: 10 }),
} as const;

/** Options that change what a second pass is asked for. */
const HIRES_OPTIONS = { use_old_hires_fix_width_height: flag() } as const;

/** Options that say what infotexts leave out or tell besides. */
const TELLING_OPTIONS = {
  add_model_hash_to_info: flag(true),
  add_model_name_to_info: flag(true),
  add_vae_hash_to_info: flag(true),
  add_vae_name_to_info: flag(true),
  add_version_to_infotext: flag(true),
  add_user_name_to_info: flag(),
  lora_add_hashes_to_infotext: flag(true),
  textual_inversion_add_hashes_to_infotext: flag(true),
} as const;

export type DrawingOptions = ValuesOf<typeof DRAWING_OPTIONS>;

/** Options that a request may say for itself. */
export const REQUEST_OPTIONS = {
  ...DRAWING_OPTIONS,
  ...PROMPT_OPTIONS,
  ...HIRES_OPTIONS,
  ...TELLING_OPTIONS,
  ...SAVING_OPTIONS,
  ...KEEPING_OPTIONS,
} as const;
export type RequestOptions = ValuesOf<typeof REQUEST_OPTIONS>;

/** All drawing options of a request, those it leaves out too. */
export const drawingOptionsOf = (request: Partial<DrawingOptions>): DrawingOptions =>
  optionsFrom(DRAWING_OPTIONS, request);
