import type { GenerationFields } from '@/lib/generation/generation-fields';
import type { HiresFields } from '@/lib/generation/resolve-hires';
import { upscalerNamed } from '@/lib/generation/upscalers';
import { applyInfotext } from './apply-infotext';
import { PythonError } from './errors';
import { readFields } from './fields';
import { readShared } from './generation-request';
import type { ServiceKeys } from './service-keys';
import { TXT2IMG_FIELDS, type Txt2ImgFields } from './txt2img-fields';

/** A txt2img request, checked as far as it can be without the database. */
export interface Txt2ImgRequest {
  /** All fields, for the answer's `parameters`. */
  fields: Txt2ImgFields;
  generation: GenerationFields;
  /** The client's own name for the job. */
  taskId: string | null;
  service: ServiceKeys;
}

/** Old programs give the first pass's size apart; the second's then follows from it. */
function firstSize(fields: Txt2ImgFields): Partial<{ width: number; height: number }> {
  const [width, height] = [fields.firstphase_width ?? 0, fields.firstphase_height ?? 0];
  return fields.enable_hr && (width !== 0 || height !== 0) ? { width, height } : {};
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
  const fields = applyInfotext(TXT2IMG_FIELDS, readFields(TXT2IMG_FIELDS, body), body);
  const { generation, ...named } = readShared(fields, 'txt2img');
  return { fields, ...named, generation: { ...generation, ...firstSize(fields), ...hiresOf(fields) } };
}
