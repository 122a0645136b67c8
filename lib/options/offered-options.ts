import { PICTURE_FORMATS } from '@/lib/pictures/picture-format';

/** What of the WebUI API's options Settings offers: those that change something here, in the groups people know. */
export type OptionControl =
  | { kind: 'switch' }
  | { kind: 'number'; min: number; max: number; step: number }
  | { kind: 'choice'; values: readonly string[] }
  /** One of the person's models of that kind; `first` are words that name none of them. */
  | { kind: 'model'; of: 'vae' | 'lora' | 'hypernetwork'; first: readonly string[] }
  /** `#rrggbb` */
  | { kind: 'colour' }
  /** With `[…]` tokens; `otherwise` is what an empty one means. */
  | { kind: 'pattern'; otherwise: string };

const SWITCH = { kind: 'switch' } as const;
/** Characters of a pattern. */
const LONGEST_PATTERN = 500;
const pattern = (otherwise: string) => ({ kind: 'pattern', otherwise }) as const;
const number = (min: number, max: number, step: number) => ({ kind: 'number', min, max, step }) as const;
const choice = <const V extends readonly string[]>(...values: V) => ({ kind: 'choice', values }) as const;

/** Where a day may begin; the words of the tabs. */
export const START_PAGES = ['txt2img', 'img2img', 'gallery', 'queue', 'files'] as const;

export const OPTION_GROUPS = {
  saving: {
    samples_format: choice(...PICTURE_FORMATS),
    jpeg_quality: number(1, 100, 1),
    samples_filename_pattern: pattern('[seed]'),
    save_images_add_number: SWITCH,
    webp_lossless: SWITCH,
    save_txt: SWITCH,
    export_for_4chan: SWITCH,
    img_downscale_threshold: number(0, 100, 0.1),
    target_side_length: number(64, 65_535, 1),
  },
  directories: {
    save_to_dirs: SWITCH,
    grid_save_to_dirs: SWITCH,
    directories_filename_pattern: pattern('[prompt_words]'),
    directories_max_prompt_words: number(1, 20, 1),
  },
  grids: {
    atelier_studio_grids: SWITCH,
    grid_save: SWITCH,
    return_grid: SWITCH,
    grid_only_if_multiple: SWITCH,
    grid_format: choice(...PICTURE_FORMATS),
    n_rows: number(-1, 16, 1),
    grid_prevent_empty_spots: SWITCH,
    grid_extended_filename: SWITCH,
  },
  sd: {
    CLIP_stop_at_last_layers: number(1, 12, 1),
    emphasis: choice('Original', 'No norm', 'Ignore', 'None'),
    comma_padding_backtrack: number(0, 74, 1),
    enable_prompt_comments: SWITCH,
    randn_source: choice('CPU', 'NV', 'GPU'),
    tiling: SWITCH,
    hires_fix_refiner_pass: choice('second pass', 'first pass', 'both passes'),
  },
  vae: { sd_vae: { kind: 'model', of: 'vae', first: ['Automatic', 'None'] } },
  sdxl: {
    sdxl_crop_top: number(0, 8192, 8),
    sdxl_crop_left: number(0, 8192, 8),
    sdxl_refiner_low_aesthetic_score: number(0, 10, 0.1),
    sdxl_refiner_high_aesthetic_score: number(0, 10, 0.1),
  },
  img2img: {
    upscaler_for_img2img: choice('None', 'Lanczos', 'Nearest'),
    inpainting_mask_weight: number(0, 1, 0.01),
    initial_noise_multiplier: number(0, 1.5, 0.01),
    img2img_extra_noise: number(0, 1, 0.01),
    img2img_color_correction: SWITCH,
    img2img_fix_steps: SWITCH,
    overlay_inpaint: SWITCH,
    img2img_background_color: { kind: 'colour' },
    save_mask: SWITCH,
    save_mask_composite: SWITCH,
    save_init_img: SWITCH,
  },
  optimizations: {
    s_min_uncond: number(0, 15, 0.1),
    s_min_uncond_all: SWITCH,
    skip_early_cond: number(0, 1, 0.01),
    pad_cond_uncond: SWITCH,
    pad_cond_uncond_v0: SWITCH,
    atelier_exact: SWITCH,
  },
  extraNetworks: {
    extra_networks_default_multiplier: number(0, 2, 0.05),
    sd_lora: { kind: 'model', of: 'lora', first: ['None'] },
    sd_hypernetwork: { kind: 'model', of: 'hypernetwork', first: ['None'] },
  },
  sampler: {
    eta_ddim: number(0, 1, 0.01),
    eta_ancestral: number(0, 1, 0.01),
    s_churn: number(0, 100, 0.1),
    s_tmin: number(0, 10, 0.1),
    s_tmax: number(0, 999, 1),
    s_noise: number(0, 1.1, 0.01),
    sigma_min: number(0, 2, 0.01),
    sigma_max: number(0, 60, 0.1),
    rho: number(0, 20, 0.1),
    eta_noise_seed_delta: number(0, 1_000_000, 1),
    always_discard_next_to_last_sigma: SWITCH,
    sgm_noise_multiplier: SWITCH,
    sd_noise_schedule: choice('Default', 'Zero Terminal SNR'),
    uni_pc_variant: choice('bh1', 'bh2', 'vary_coeff'),
    uni_pc_skip_type: choice('time_uniform', 'time_quadratic', 'logSNR'),
    uni_pc_order: number(1, 9, 1),
    uni_pc_lower_order_final: SWITCH,
    beta_dist_alpha: number(0.01, 1, 0.01),
    beta_dist_beta: number(0.01, 1, 0.01),
  },
  infotext: {
    add_model_hash_to_info: SWITCH,
    add_model_name_to_info: SWITCH,
    add_vae_hash_to_info: SWITCH,
    add_vae_name_to_info: SWITCH,
    lora_add_hashes_to_infotext: SWITCH,
    textual_inversion_add_hashes_to_infotext: SWITCH,
    add_user_name_to_info: SWITCH,
    add_version_to_infotext: SWITCH,
  },
  livePreviews: {
    live_previews_enable: SWITCH,
    show_progress_every_n_steps: number(1, 32, 1),
  },
  compatibility: {
    use_old_karras_scheduler_sigmas: SWITCH,
    use_old_hires_fix_width_height: SWITCH,
    use_old_scheduling: SWITCH,
    use_downcasted_alpha_bar: SWITCH,
    refiner_switch_by_sample_steps: SWITCH,
  },
  start: { atelier_start_page: choice(...START_PAGES) },
} as const satisfies Record<string, Record<string, OptionControl>>;

export type OptionGroupId = keyof typeof OPTION_GROUPS;
/** The name of an option that Settings offers. */
export type OfferedKey = { [G in OptionGroupId]: keyof (typeof OPTION_GROUPS)[G] }[OptionGroupId] & string;

export type OptionValue = string | number | boolean | null;

const CONTROLS: Readonly<Record<string, OptionControl>> = Object.assign({}, ...Object.values(OPTION_GROUPS));

export const isOffered = (key: string): key is OfferedKey => Object.hasOwn(CONTROLS, key);
export const controlOf = (key: OfferedKey): OptionControl => CONTROLS[key]!;

/** Whether an option may be that; which models there are is not looked up. */
export function fitsControl(control: OptionControl, value: unknown): value is OptionValue {
  switch (control.kind) {
    case 'switch':
      return typeof value === 'boolean';
    case 'number':
      return (
        typeof value === 'number' &&
        value >= control.min &&
        value <= control.max &&
        (control.step < 1 || Number.isInteger(value))
      );
    case 'choice':
      return typeof value === 'string' && control.values.includes(value);
    case 'model':
      return typeof value === 'string' && value !== '' && value.length <= 500;
    case 'pattern':
      return typeof value === 'string' && value.length <= LONGEST_PATTERN && !value.includes('\0');
    case 'colour':
      return typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value);
  }
}
