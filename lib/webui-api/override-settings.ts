import { isDeepStrictEqual } from 'node:util';
import { EMPHASES, NOISE_SOURCES, noiseSource } from '@/lib/generation/details';
import { REQUEST_OPTIONS, type RequestOptions } from '@/lib/generation/drawing-options';
import type { DetailFields } from '@/lib/generation/resolve-details';
import { Float } from '@/lib/http/python-json';
import { OPTIONS } from '@/lib/options';
import { bool, type Coerce, float, int } from './coerce';
import { type Detail, notSupported, PythonError, ValidationError } from './errors';

/** What a request overrides for itself. */
export interface Overrides {
  checkpoint: string | null;
  vae: string | null;
  clipSkip: number | null;
  etaAncestral: number | null;
  etaDdim: number | null;
  details: DetailFields;
  options: Partial<RequestOptions>;
  /** What says something here that changes nothing. */
  warnings: string[];
}

/** Options that would make another picture and are not offered yet: another value than the default is refused. */
const REFUSED = new Set(['face_restoration']);

/** Options that change how a picture is computed elsewhere and do nothing here; a request that names one is told so. */
const WITHOUT_EFFECT = new Set([
  'save_images_before_color_correction',
  'token_merging_ratio',
  'token_merging_ratio_hr',
  'token_merging_ratio_img2img',
  'fp8_storage',
  'sdxl_clip_l_skip',
  'sd_vae_decode_method',
  'sd_vae_encode_method',
  'use_old_emphasis_implementation',
  'hires_fix_use_firstpass_conds',
  'no_dpmpp_sde_batch_determinism',
  'save_images_before_highres_fix',
  'hypertile_enable_unet',
  'hypertile_enable_unet_secondpass',
  'hypertile_enable_vae',
  'lora_functional',
  'sd_unet',
]);

const refused = (name: string, msg: string, type = 'value_error'): Detail => ({
  loc: ['body', 'override_settings', name],
  msg,
  type,
});

function read<T>(name: string, value: unknown, coerce: Coerce<T>): T | null {
  if (value === undefined || value === null) return null;
  const coerced = coerce(value);
  if ('value' in coerced) return coerced.value;
  throw new ValidationError(coerced.refusals.map(({ msg, type }) => refused(name, msg, type)));
}

function oneOf<Word extends string>(name: string, value: unknown, words: readonly Word[]): Word | null {
  if (value === undefined || value === null) return null;
  const word = words.find((each) => each === value);
  if (word !== undefined) return word;
  throw new ValidationError([refused(name, `${name} must be one of ${words.join(', ')}`)]);
}

/** Reads all parts. Throws ValidationError with what is wrong in any of them. */
function together<R>(readers: { [K in keyof R]: () => R[K] }): R {
  const details: Detail[] = [];
  const parts = Object.entries<() => unknown>(readers).map(([name, reader]) => {
    try {
      return [name, reader()];
    } catch (error) {
      if (!(error instanceof ValidationError)) throw error;
      details.push(...error.detail);
      return [name, null];
    }
  });
  if (details.length > 0) throw new ValidationError(details);
  return Object.fromEntries(parts) as R;
}

/** What a request overrides of the details of its noise and its prompts. */
function detailsOf(settings: Record<string, unknown>): DetailFields {
  const number =
    (name: string, coerce = float) =>
    () =>
      read(name, settings[name], coerce);
  const tiling = settings.tiling ?? null;
  return together<DetailFields>({
    noiseSource: () => {
      const source = oneOf('randn_source', settings.randn_source, ['GPU', ...NOISE_SOURCES]);
      return source && noiseSource(source);
    },
    ensd: number('eta_noise_seed_delta', int),
    sChurn: number('s_churn'),
    sTmin: number('s_tmin'),
    sTmax: number('s_tmax'),
    sNoise: number('s_noise'),
    sMinUncond: number('s_min_uncond'),
    emphasis: () => oneOf('emphasis', settings.emphasis, EMPHASES),
    tiling: () => (tiling === null ? null : tiling === true),
  });
}

function textOf(name: string, value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'string') return value;
  throw new ValidationError([refused(name, 'str type expected', 'type_error.str')]);
}

/** The value as its option has it; programs and infotexts write numbers and truth as text, too. */
function asUsual(value: unknown, usual: unknown): unknown {
  const coerce = typeof usual === 'number' ? float : typeof usual === 'boolean' ? bool : null;
  const coerced = coerce?.(value);
  return coerced && 'value' in coerced ? coerced.value : value;
}

/** Options that requests store. Throws ValidationError with every bad one. */
function optionsOf(settings: Record<string, unknown>): Partial<RequestOptions> {
  const details: Detail[] = [];
  const options = Object.entries(REQUEST_OPTIONS).flatMap(([name, { schema, usual, what }]) => {
    const value = settings[name];
    if (value === undefined || value === null) return [];
    const { data, success } = schema.safeParse(asUsual(value, usual));
    if (!success) details.push(refused(name, `${name} must be ${what}`));
    return success ? [[name, data]] : [];
  });
  if (details.length > 0) throw new ValidationError(details);
  return Object.fromEntries(options);
}

/** Whether a value is what the option is anyway. */
function isUsual(key: string, value: unknown): boolean {
  const usual = OPTIONS[key] instanceof Float ? OPTIONS[key].value : OPTIONS[key];
  return value === null || isDeepStrictEqual(usual, asUsual(value, usual));
}

/**
 * Reads override_settings (sdapi §7.3). Throws PythonError KeyError for an option nobody knows, ValidationError for a
 * value that an option can't have, AppError 501 for one that would make another picture and is not offered yet.
 */
export function readOverrides(settings: Record<string, unknown> | null): Overrides {
  const warnings: string[] = [];
  for (const [key, value] of Object.entries(settings ?? {})) {
    if (key === 'sd_model_checkpoint' || key === 'sd_checkpoint_hash') continue;
    if (!Object.hasOwn(OPTIONS, key)) throw new PythonError('KeyError', `'${key}'`);
    if (isUsual(key, value)) continue;
    if (REFUSED.has(key)) {
      throw notSupported(`override_settings.${key} ${JSON.stringify(value)}`, 'Leave it out.');
    }
    if (WITHOUT_EFFECT.has(key)) warnings.push(`The option ${key} has no effect here.`);
  }
  const given = settings ?? {};
  return together<Overrides>({
    checkpoint: () => textOf('sd_model_checkpoint', given.sd_model_checkpoint),
    vae: () => textOf('sd_vae', given.sd_vae),
    clipSkip: () => read('CLIP_stop_at_last_layers', given.CLIP_stop_at_last_layers, int),
    etaAncestral: () => read('eta_ancestral', given.eta_ancestral, float),
    etaDdim: () => read('eta_ddim', given.eta_ddim, float),
    details: () => detailsOf(given),
    options: () => optionsOf(given),
    warnings: () => warnings,
  });
}
