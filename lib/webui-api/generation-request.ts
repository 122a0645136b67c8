import type { GenerationFields } from '@/lib/generation/generation-fields';
import { resolveSampler } from '@/lib/generation/resolve-sampler';
import { PythonError } from './errors';
import type { SharedFields } from './generation-fields';
import { readOverrides } from './override-settings';
import { refuseUnsupported } from './refuse-unsupported';
import { readAlwaysOn, readScript } from './scripts';
import type { ServiceKeys } from './service-keys';

/** What txt2img and img2img requests ask for in the same way. */
export interface SharedRequest {
  generation: GenerationFields;
  /** The client's own name for the job. */
  taskId: string | null;
  service: ServiceKeys;
}

const FALLBACK_SAMPLER = 'Euler';

/** Numbers for which null is let through by the validation and has no meaning behind it. */
function given(
  fields: SharedFields,
  name: 'steps' | 'cfg_scale' | 'width' | 'height' | 'batch_size' | 'n_iter',
) {
  const value = fields[name];
  if (value !== null) return value;
  throw new PythonError('TypeError', `${name} is null. Give it a number, or leave it out.`);
}

/**
 * Reads what requests have in common in the order programs know (sdapi §3.4): script, sampler, always-on scripts, then
 * what is not supported yet. Throws AppError 400, 422 or 501, PythonError.
 */
export function readShared(fields: SharedFields, kind: 'txt2img' | 'img2img'): SharedRequest {
  const script = readScript(fields, kind);
  const samplerText = fields.sampler_name || fields.sampler_index || FALLBACK_SAMPLER;
  const { sampler } = resolveSampler(samplerText, fields.scheduler);
  const service = readAlwaysOn(fields.alwayson_scripts ?? {}, kind);
  const overrides = readOverrides(fields.override_settings);
  refuseUnsupported(fields);
  return {
    taskId: fields.force_task_id || service.taskId,
    service,
    generation: {
      prompt: fields.prompt ?? '',
      negativePrompt: fields.negative_prompt ?? '',
      seed: fields.seed,
      subseed: fields.subseed,
      sampler: samplerText,
      scheduler: fields.scheduler,
      steps: given(fields, 'steps'),
      cfgScale: given(fields, 'cfg_scale'),
      width: given(fields, 'width'),
      height: given(fields, 'height'),
      batchSize: given(fields, 'batch_size'),
      batchCount: given(fields, 'n_iter'),
      checkpoint: service.checkpoint ?? overrides.checkpoint,
      vae: service.vae ?? overrides.vae,
      refinerCheckpoint: fields.refiner_checkpoint,
      refinerSwitchAt: fields.refiner_switch_at,
      styles: fields.styles,
      options: overrides.options,
      warnings: overrides.warnings,
      clipSkip: overrides.clipSkip,
      eta: fields.eta ?? (sampler.walksTimesteps ? overrides.etaDdim : overrides.etaAncestral),
      saveImages: (fields.save_images ?? false) || service.saveDir !== null,
      keeping: 'program',
      disableExtraNetworks: fields.disable_extra_networks,
      script,
      ...overrides.details,
      subseedStrength: fields.subseed_strength,
      seedResizeFromW: fields.seed_resize_from_w,
      seedResizeFromH: fields.seed_resize_from_h,
      sChurn: fields.s_churn ?? overrides.details.sChurn ?? null,
      sTmin: fields.s_tmin ?? overrides.details.sTmin ?? null,
      sTmax: fields.s_tmax ?? overrides.details.sTmax ?? null,
      sNoise: fields.s_noise ?? overrides.details.sNoise ?? null,
      sMinUncond: fields.s_min_uncond ?? overrides.details.sMinUncond ?? null,
      tiling: fields.tiling ?? overrides.details.tiling ?? null,
    },
  };
}
