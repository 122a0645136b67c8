import { isDeepStrictEqual } from 'node:util';
import { EMPHASES, NOISE_SOURCES, noiseSource } from '@/lib/generation/details';
import type { DetailFields } from '@/lib/generation/resolve-details';
import { Float } from '@/lib/http/python-json';
import { OPTIONS } from '@/lib/options';
import { float, int } from './coerce';
import { notSupported, PythonError, ValidationError } from './errors';

/** What a request overrides for itself. */
export interface Overrides {
  checkpoint: string | null;
  clipSkip: number | null;
  etaAncestral: number | null;
  etaDdim: number | null;
  details: DetailFields;
}

/** Options that would change the picture and do nothing here yet: another value than the default is refused. */
const CHANGES_THE_PICTURE = new Set([
  'sd_vae',
  'sigma_min',
  'sigma_max',
  'rho',
  'always_discard_next_to_last_sigma',
  'face_restoration',
  'use_old_scheduling',
  'sd_lora',
]);

function numberOf(name: string, value: unknown, coerce: typeof int): number | null {
  if (value === undefined || value === null) return null;
  const coerced = coerce(value);
  if ('value' in coerced) return coerced.value;
  throw new ValidationError(
    coerced.refusals.map(({ msg, type }) => ({ loc: ['body', 'override_settings', name], msg, type })),
  );
}

function oneOf<Word extends string>(name: string, value: unknown, words: readonly Word[]): Word | null {
  if (value === undefined || value === null) return null;
  const word = words.find((each) => each === value);
  if (word !== undefined) return word;
  const msg = `${name} must be one of ${words.join(', ')}`;
  throw new ValidationError([{ loc: ['body', 'override_settings', name], msg, type: 'value_error' }]);
}

/** What a request overrides of the details of its noise and its prompts. */
function detailsOf(settings: Record<string, unknown>): DetailFields {
  const number = (name: string, coerce = float) => numberOf(name, settings[name], coerce);
  const source = oneOf('randn_source', settings.randn_source, ['GPU', ...NOISE_SOURCES]);
  const tiling = settings.tiling ?? null;
  return {
    noiseSource: source && noiseSource(source),
    ensd: number('eta_noise_seed_delta', int),
    sChurn: number('s_churn'),
    sTmin: number('s_tmin'),
    sTmax: number('s_tmax'),
    sNoise: number('s_noise'),
    emphasis: oneOf('emphasis', settings.emphasis, EMPHASES),
    tiling: tiling === null ? null : tiling === true,
  };
}

function checkpointOf(value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'string') return value;
  throw new ValidationError([
    {
      loc: ['body', 'override_settings', 'sd_model_checkpoint'],
      msg: 'str type expected',
      type: 'type_error.str',
    },
  ]);
}

/**
 * Reads override_settings (sdapi §7.3). Throws PythonError KeyError for an option nobody knows, AppError 501 for one
 * that would change the picture and is not supported yet; the others change nothing in the answer.
 */
export function readOverrides(settings: Record<string, unknown> | null): Overrides {
  for (const [key, value] of Object.entries(settings ?? {})) {
    if (key === 'sd_model_checkpoint' || key === 'sd_checkpoint_hash') continue;
    if (!Object.hasOwn(OPTIONS, key)) throw new PythonError('KeyError', `'${key}'`);
    const usual = OPTIONS[key] instanceof Float ? OPTIONS[key].value : OPTIONS[key];
    const neutral =
      value === null || isDeepStrictEqual(usual, value) || (key === 'sd_vae' && value === 'None');
    if (CHANGES_THE_PICTURE.has(key) && !neutral) {
      throw notSupported(`override_settings.${key} ${JSON.stringify(value)}`, 'Leave it out.');
    }
  }
  return {
    checkpoint: checkpointOf(settings?.sd_model_checkpoint),
    clipSkip: numberOf('CLIP_stop_at_last_layers', settings?.CLIP_stop_at_last_layers, int),
    etaAncestral: numberOf('eta_ancestral', settings?.eta_ancestral, float),
    etaDdim: numberOf('eta_ddim', settings?.eta_ddim, float),
    details: detailsOf(settings ?? {}),
  };
}
