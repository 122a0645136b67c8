import type { HiresFields } from '@/lib/generation/resolve-hires';
import type { GenerationFields } from '@/lib/generation/resolve-request';
import { resolveSampler } from '@/lib/generation/resolve-sampler';
import { upscalerNamed } from '@/lib/generation/upscalers';
import { applyInfotext } from './apply-infotext';
import { PythonError } from './errors';
import { readFields } from './fields';
import { readOverrides } from './override-settings';
import { refuseUnsupported } from './refuse-unsupported';
import { readAlwaysOn, refuseScript } from './scripts';
import { TXT2IMG_FIELDS, type Txt2ImgFields } from './txt2img-fields';

/** A txt2img request, checked as far as it can be without the database. */
export interface Txt2ImgRequest {
  /** All fields, for the answer's `parameters`. */
  fields: Txt2ImgFields;
  generation: GenerationFields;
  /** The client's own name for the job. */
  taskId: string | null;
}

const FALLBACK_SAMPLER = 'Euler';

/** Numbers for which null is let through by the validation and has no meaning behind it. */
function given(
  fields: Txt2ImgFields,
  name: 'steps' | 'cfg_scale' | 'width' | 'height' | 'batch_size' | 'n_iter',
) {
  const value = fields[name];
  if (value !== null) return value;
  throw new PythonError('TypeError', `${name} is null. Give it a number, or leave it out.`);
}

/** Under which name each field of a generation comes in this API. */
export const API_NAMES: Readonly<Record<keyof GenerationFields, string>> = {
  prompt: 'prompt',
  negativePrompt: 'negative_prompt',
  seed: 'seed',
  subseed: 'subseed',
  sampler: 'sampler_name',
  scheduler: 'scheduler',
  steps: 'steps',
  cfgScale: 'cfg_scale',
  width: 'width',
  height: 'height',
  batchSize: 'batch_size',
  batchCount: 'n_iter',
  checkpoint: 'override_settings',
  clipSkip: 'override_settings',
  eta: 'eta',
  saveImages: 'save_images',
  disableExtraNetworks: 'disable_extra_networks',
  subseedStrength: 'subseed_strength',
  seedResizeFromW: 'seed_resize_from_w',
  seedResizeFromH: 'seed_resize_from_h',
  noiseSource: 'override_settings',
  ensd: 'override_settings',
  sChurn: 's_churn',
  sTmin: 's_tmin',
  sTmax: 's_tmax',
  sNoise: 's_noise',
  sMinUncond: 's_min_uncond',
  emphasis: 'override_settings',
  tiling: 'tiling',
  enableHr: 'enable_hr',
  hrScale: 'hr_scale',
  hrResizeX: 'hr_resize_x',
  hrResizeY: 'hr_resize_y',
  hrUpscaler: 'hr_upscaler',
  hrSteps: 'hr_second_pass_steps',
  hrSampler: 'hr_sampler_name',
  hrScheduler: 'hr_scheduler',
  hrPrompt: 'hr_prompt',
  hrNegativePrompt: 'hr_negative_prompt',
  hrCheckpoint: 'hr_checkpoint_name',
  denoisingStrength: 'denoising_strength',
};

/** Old programs give the first pass's size apart; the second's then follows from it. */
function firstSize(fields: Txt2ImgFields): { width: number; height: number } {
  const [width, height] = [fields.firstphase_width ?? 0, fields.firstphase_height ?? 0];
  if (fields.enable_hr && (width !== 0 || height !== 0)) return { width, height };
  return { width: given(fields, 'width'), height: given(fields, 'height') };
}

/** Nothing for words that mean "as in the first pass". */
const unlessSame = (text: string | null) => (text === null || /^(?:use same .*)?$/i.test(text) ? null : text);

function hiresOf(fields: Txt2ImgFields): HiresFields {
  if (!fields.enable_hr) return {};
  const { hr_upscaler, denoising_strength } = fields;
  if (denoising_strength === null) {
    throw new PythonError('TypeError', 'denoising_strength is null. The hires fix needs a number.');
  }
  if (hr_upscaler && !upscalerNamed(hr_upscaler)) {
    throw new PythonError('Exception', `could not find upscaler named ${hr_upscaler}`);
  }
  return {
    enableHr: true,
    hrScale: fields.hr_scale,
    hrResizeX: fields.hr_resize_x,
    hrResizeY: fields.hr_resize_y,
    hrUpscaler: hr_upscaler,
    hrSteps: fields.hr_second_pass_steps,
    hrSampler: unlessSame(fields.hr_sampler_name),
    hrScheduler: unlessSame(fields.hr_scheduler),
    hrPrompt: fields.hr_prompt,
    hrNegativePrompt: fields.hr_negative_prompt,
    hrCheckpoint: unlessSame(fields.hr_checkpoint_name),
    denoisingStrength: denoising_strength,
  };
}

/**
 * Reads the body of POST txt2img in the order programs know (sdapi §3.4): fields, infotext, script, sampler, always-on
 * scripts, then what is not supported yet. Throws ValidationError, AppError 400, 422 or 501, PythonError.
 */
export function readTxt2ImgRequest(body: Record<string, unknown>): Txt2ImgRequest {
  const fields = applyInfotext(readFields(TXT2IMG_FIELDS, body), body);
  refuseScript(fields.script_name);
  const samplerText = fields.sampler_name || fields.sampler_index || FALLBACK_SAMPLER;
  const { sampler } = resolveSampler(samplerText, fields.scheduler);
  const cluster = readAlwaysOn(fields.alwayson_scripts ?? {});
  const overrides = readOverrides(fields.override_settings);
  refuseUnsupported(fields);
  return {
    fields,
    taskId: fields.force_task_id || cluster.taskId,
    generation: {
      prompt: fields.prompt ?? '',
      negativePrompt: fields.negative_prompt ?? '',
      seed: fields.seed,
      subseed: fields.subseed,
      sampler: samplerText,
      scheduler: fields.scheduler,
      steps: given(fields, 'steps'),
      cfgScale: given(fields, 'cfg_scale'),
      ...firstSize(fields),
      batchSize: given(fields, 'batch_size'),
      batchCount: given(fields, 'n_iter'),
      checkpoint: cluster.checkpoint ?? overrides.checkpoint,
      clipSkip: overrides.clipSkip,
      eta: fields.eta ?? (sampler.walksTimesteps ? overrides.etaDdim : overrides.etaAncestral),
      saveImages: fields.save_images ?? false,
      disableExtraNetworks: fields.disable_extra_networks,
      ...overrides.details,
      ...hiresOf(fields),
      subseedStrength: fields.subseed_strength,
      seedResizeFromW: fields.seed_resize_from_w,
      seedResizeFromH: fields.seed_resize_from_h,
      sChurn: fields.s_churn ?? overrides.details.sChurn ?? null,
      sTmin: fields.s_tmin ?? overrides.details.sTmin ?? null,
      sTmax: fields.s_tmax ?? overrides.details.sTmax ?? null,
      sNoise: fields.s_noise ?? overrides.details.sNoise ?? null,
      sMinUncond: fields.s_min_uncond,
      tiling: fields.tiling ?? overrides.details.tiling ?? null,
    },
  };
}
