import { Float } from '@/lib/http/python-json';

/** A whole number that the WebUI API prints as a float because its default is not 0. */
const number = (value: number) => new Float(value);

/**
 * The settings of the WebUI API with their defaults, in its own names. Programs read all, change one and send all
 * back, so each must be there. The chosen checkpoint is added when they are read.
 */
export const OPTIONS: Readonly<Record<string, unknown>> = {
  samples_save: true,
  samples_format: 'png',
  samples_filename_pattern: '',
  save_images_add_number: true,
  grid_save: true,
  return_grid: true,
  grid_only_if_multiple: true,
  n_rows: number(-1),
  enable_pnginfo: true,
  save_txt: false,
  jpeg_quality: number(80),
  return_mask: false,
  return_mask_composite: false,
  save_to_dirs: true,
  grid_save_to_dirs: true,
  directories_filename_pattern: '[date]',
  outdir_txt2img_samples: 'outputs/txt2img-images',
  outdir_img2img_samples: 'outputs/img2img-images',
  outdir_extras_samples: 'outputs/extras-images',
  outdir_txt2img_grids: 'outputs/txt2img-grids',
  outdir_img2img_grids: 'outputs/img2img-grids',
  outdir_init_images: 'outputs/init-images',
  face_restoration: false,
  face_restoration_model: 'CodeFormer',
  code_former_weight: number(0.5),
  upscaler_for_img2img: null,
  api_enable_requests: true,
  api_forbid_local_requests: true,
  api_useragent: '',
  sd_vae: 'Automatic',
  CLIP_stop_at_last_layers: number(1),
  emphasis: 'Original',
  comma_padding_backtrack: number(20),
  enable_prompt_comments: true,
  enable_batch_seeds: true,
  tiling: false,
  hires_fix_refiner_pass: 'second pass',
  // Elsewhere the default is the graphics card's own generator, which no other device can repeat. Here noise is drawn
  // as a CPU draws it, on every device.
  randn_source: 'CPU',
  persistent_cond_cache: true,
  inpainting_mask_weight: number(1),
  initial_noise_multiplier: number(1),
  img2img_extra_noise: number(0),
  img2img_fix_steps: false,
  img2img_background_color: '#ffffff',
  img2img_color_correction: false,
  overlay_inpaint: true,
  use_old_scheduling: false,
  use_old_hires_fix_width_height: false,
  sd_lora: 'None',
  extra_networks_default_multiplier: number(1),
  lora_add_hashes_to_infotext: true,
  quicksettings_list: ['sd_model_checkpoint'],
  send_seed: true,
  send_size: true,
  add_model_name_to_info: true,
  add_model_hash_to_info: true,
  add_vae_name_to_info: true,
  add_vae_hash_to_info: true,
  add_version_to_infotext: true,
  add_user_name_to_info: false,
  infotext_styles: 'Apply if any',
  live_previews_enable: true,
  live_previews_image_format: 'png',
  show_progress_every_n_steps: number(10),
  show_progress_type: 'Approx NN',
  eta_ddim: number(0),
  eta_ancestral: number(1),
  eta_noise_seed_delta: 0,
  s_churn: number(0),
  s_tmin: number(0),
  s_tmax: number(0),
  s_noise: number(1),
  sigma_min: number(0),
  sigma_max: number(0),
  rho: number(0),
  always_discard_next_to_last_sigma: false,
  uni_pc_variant: 'bh1',
  uni_pc_skip_type: 'time_uniform',
  uni_pc_order: number(3),
  uni_pc_lower_order_final: true,
  beta_dist_alpha: number(0.6),
  beta_dist_beta: number(0.6),
  control_net_unit_count: number(3),
};

/** Keys that only the operator sets: sent ones are passed over. */
export const RESTRICTED = /^api_/;

/** Keys that hold help for the settings page: sent ones are passed over. */
export const HELP = /_explanation$/;

/** Told by the chosen checkpoint, never stored. */
export const DERIVED = 'sd_checkpoint_hash';
