import { completeInfotext } from '@/lib/generation/complete-infotext';
import { MASKED_CONTENTS } from '@/lib/generation/img2img';
import { parseInfotext } from '@/lib/generation/parse-infotext';
import { type Fields, readFields } from './fields';
import type { SharedFields } from './generation-fields';

/** Which field each pair of an infotext fills, where the request has it. */
const PAIRS: readonly [key: string, field: string][] = [
  ['Steps', 'steps'],
  ['Sampler', 'sampler_name'],
  ['Schedule type', 'scheduler'],
  ['CFG scale', 'cfg_scale'],
  ['Seed', 'seed'],
  ['Size-1', 'width'],
  ['Size-2', 'height'],
  ['Variation seed', 'subseed'],
  ['Variation seed strength', 'subseed_strength'],
  ['Seed resize from-1', 'seed_resize_from_w'],
  ['Seed resize from-2', 'seed_resize_from_h'],
  ['Denoising strength', 'denoising_strength'],
  ['Tiling', 'tiling'],
  ['Eta', 'eta'],
  ['Eta DDIM', 'eta'],
  ['Sigma churn', 's_churn'],
  ['Sigma tmin', 's_tmin'],
  ['Sigma tmax', 's_tmax'],
  ['Sigma noise', 's_noise'],
  ['NGMS', 's_min_uncond'],
  ['Hires upscale', 'hr_scale'],
  ['Hires resize-1', 'hr_resize_x'],
  ['Hires resize-2', 'hr_resize_y'],
  ['Hires steps', 'hr_second_pass_steps'],
  ['Hires upscaler', 'hr_upscaler'],
  ['Hires sampler', 'hr_sampler_name'],
  ['Hires schedule type', 'hr_scheduler'],
  ['Hires checkpoint', 'hr_checkpoint_name'],
  ['Hires prompt', 'hr_prompt'],
  ['Hires negative prompt', 'hr_negative_prompt'],
  ['Refiner', 'refiner_checkpoint'],
  ['Refiner switch at', 'refiner_switch_at'],
  ['Mask blur', 'mask_blur'],
  ['Masked area padding', 'inpaint_full_res_padding'],
  ['Noise multiplier', 'initial_noise_multiplier'],
];

/** Options that an infotext fills, unless the request overrides them itself. */
const SETTINGS: readonly [key: string, option: string][] = [
  ['Model hash', 'sd_model_checkpoint'],
  ['Clip skip', 'CLIP_stop_at_last_layers'],
  ['ENSD', 'eta_noise_seed_delta'],
  ['RNG', 'randn_source'],
  ['Emphasis', 'emphasis'],
  ['VAE', 'sd_vae'],
  ['NGMS all steps', 's_min_uncond_all'],
  ['Skip Early CFG', 'skip_early_cond'],
  ['Old prompt editing timelines', 'use_old_scheduling'],
  ['Pad conds', 'pad_cond_uncond'],
  ['Pad conds v0', 'pad_cond_uncond_v0'],
  ['Schedule min sigma', 'sigma_min'],
  ['Schedule max sigma', 'sigma_max'],
  ['Schedule rho', 'rho'],
  // Written and read under two names elsewhere.
  ['Beta schedule alpha', 'beta_dist_alpha'],
  ['Beta schedule beta', 'beta_dist_beta'],
  ['Beta scheduler alpha', 'beta_dist_alpha'],
  ['Beta scheduler beta', 'beta_dist_beta'],
  ['Discard penultimate sigma', 'always_discard_next_to_last_sigma'],
  ['SGM noise multiplier', 'sgm_noise_multiplier'],
  ['Downcast alphas_cumprod', 'use_downcasted_alpha_bar'],
  ['Noise Schedule', 'sd_noise_schedule'],
  ['UniPC variant', 'uni_pc_variant'],
  ['UniPC skip type', 'uni_pc_skip_type'],
  ['UniPC order', 'uni_pc_order'],
  ['UniPC lower order final', 'uni_pc_lower_order_final'],
  ['Hires refiner', 'hires_fix_refiner_pass'],
  ['Refiner switch by sampling steps', 'refiner_switch_by_sample_steps'],
  ['Extra noise', 'img2img_extra_noise'],
  ['Conditional mask weight', 'inpainting_mask_weight'],
];
const NUMBERS = new Set(['CLIP_stop_at_last_layers', 'inpainting_mask_weight']);

/** What an infotext says of a mask, in words; a mask it does not speak of is as in the web UI's form, not as in the API. */
function maskTold(pairs: Map<string, string>): Record<string, unknown> {
  const contents: readonly string[] = MASKED_CONTENTS;
  const content = contents.indexOf(pairs.get('Masked content') ?? 'original');
  return {
    inpainting_fill: Math.max(0, content),
    inpaint_full_res: pairs.get('Inpaint area') === 'Only masked',
    inpainting_mask_invert: pairs.get('Mask mode') === 'Inpaint not masked' ? 1 : 0,
  };
}

function toldBy(infotext: string) {
  const { prompt, negativePrompt, pairs } = completeInfotext(parseInfotext(infotext));
  const told: Record<string, unknown> = { prompt, negative_prompt: negativePrompt };
  for (const [key, field] of PAIRS) {
    if (pairs.has(key)) told[field] = pairs.get(key);
  }
  const isHires = ['Hires upscale', 'Hires upscaler', 'Hires resize-1'].some((key) => pairs.has(key));
  if (isHires && pairs.has('Denoising strength')) told.enable_hr = true;
  if (pairs.size > 0) Object.assign(told, maskTold(pairs));
  return { told, pairs };
}

/**
 * Fills every field of a request that it does not set itself from the infotext it carries. `body` is the request as sent.
 * Throws ValidationError when the infotext holds no sensible value for a field.
 */
export function applyInfotext<F extends SharedFields>(
  table: Fields,
  fields: F,
  body: Record<string, unknown>,
): F {
  if (!fields.infotext) return fields;
  const { told, pairs } = toldBy(fields.infotext);
  const wanted = Object.keys(told).filter((name) => Object.hasOwn(table, name) && !Object.hasOwn(body, name));
  const filled: Fields = Object.fromEntries(wanted.map((name) => [name, table[name]!]));
  const settings = SETTINGS.filter(([key]) => pairs.has(key)).map(([key, option]) => {
    const value = pairs.get(key);
    return [option, NUMBERS.has(option) ? Number(value) : value];
  });
  const override = { ...Object.fromEntries(settings), ...fields.override_settings };
  return {
    ...fields,
    ...readFields(filled, told),
    override_settings: settings.length > 0 ? override : fields.override_settings,
  };
}
