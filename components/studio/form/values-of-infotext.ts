import type { CheckpointView } from '@/lib/catalog/checkpoint-view';
import { completeInfotext } from '@/lib/generation/complete-infotext';
import { ABSENT_DETAILS, EMPHASES, type NoiseSource } from '@/lib/generation/details';
import { parseInfotext } from '@/lib/generation/parse-infotext';
import { resolveSampler } from '@/lib/generation/resolve-sampler';
import { samplerNamed } from '@/lib/generation/samplers';
import { SCRIPT_KEYS, scriptOfInfotext } from '../scripts/script-of-infotext';
import { type StudioValues, SWITCHED_OFF } from './studio-values';

type Values = Partial<StudioValues>;
type Pairs = ReadonlyMap<string, string>;

function numberOf(pairs: Pairs, key: string): number | undefined {
  const value = Number(pairs.get(key) ?? Number.NaN);
  return Number.isNaN(value) ? undefined : value;
}

/** Other tools name a schedule with the sampler, and have samplers that are not offered here: those are left out. */
function samplingOf(pairs: Pairs): Pick<Values, 'sampler' | 'scheduler'> {
  const name = pairs.get('Sampler');
  if (name === undefined) return { scheduler: pairs.get('Schedule type') };
  try {
    const { sampler, scheduler } = resolveSampler(name, pairs.get('Schedule type') ?? null);
    return { sampler: sampler.name, scheduler };
  } catch {
    return {};
  }
}

/** The path of a checkpoint named like `name [hash]`; the text as it is when there is none. */
function pathOf(title: string | undefined, checkpoints: readonly CheckpointView[]): string | undefined {
  if (title === undefined) return undefined;
  const [, name, hash] = /^(.*?)(?: \[([0-9a-f]+)\])?$/s.exec(title) ?? [];
  const found =
    checkpoints.find((checkpoint) => hash !== undefined && checkpoint.hash === hash) ??
    checkpoints.find((checkpoint) => checkpoint.name === name || checkpoint.path === name);
  return found?.path ?? title;
}

const hasHires = (pairs: Pairs) =>
  ['Hires upscale', 'Hires upscaler', 'Hires resize-1'].some((key) => pairs.has(key));

function hiresOf(pairs: Pairs, checkpoints: readonly CheckpointView[]): Values {
  if (!hasHires(pairs)) return {};
  return {
    enableHr: true,
    hrUpscaler: pairs.get('Hires upscaler'),
    hrSteps: numberOf(pairs, 'Hires steps'),
    hrScale: numberOf(pairs, 'Hires upscale'),
    hrResizeX: numberOf(pairs, 'Hires resize-1'),
    hrResizeY: numberOf(pairs, 'Hires resize-2'),
    hrCheckpoint: pathOf(pairs.get('Hires checkpoint'), checkpoints),
    hrSampler: samplerNamed(pairs.get('Hires sampler') ?? '')?.name,
    hrScheduler: pairs.get('Hires schedule type'),
    hrPrompt: pairs.get('Hires prompt'),
    hrNegativePrompt: pairs.get('Hires negative prompt'),
  };
}

function extraSeedOf(pairs: Pairs): Values {
  if (!pairs.has('Variation seed') && !pairs.has('Seed resize from-1')) return {};
  return {
    seedExtra: true,
    subseed: numberOf(pairs, 'Variation seed'),
    subseedStrength: numberOf(pairs, 'Variation seed strength'),
    seedResizeFromW: numberOf(pairs, 'Seed resize from-1'),
    seedResizeFromH: numberOf(pairs, 'Seed resize from-2'),
  };
}

/** What an infotext does not say of these is as it is when nobody says anything, whatever the Settings say. */
function settingsOf(pairs: Pairs, sampler: string | undefined): Values {
  const own = samplerNamed(sampler ?? '')?.defaultEta;
  return {
    vae: pairs.get('VAE') ?? 'None',
    clipSkip: numberOf(pairs, 'Clip skip') ?? 1,
    tiling: pairs.get('Tiling') === 'True',
    eta: numberOf(pairs, 'Eta') ?? numberOf(pairs, 'Eta DDIM') ?? own ?? null,
    sChurn: numberOf(pairs, 'Sigma churn') ?? ABSENT_DETAILS.s_churn,
    sTmin: numberOf(pairs, 'Sigma tmin') ?? ABSENT_DETAILS.s_tmin,
    sTmax: numberOf(pairs, 'Sigma tmax') ?? ABSENT_DETAILS.s_tmax,
    sNoise: numberOf(pairs, 'Sigma noise') ?? ABSENT_DETAILS.s_noise,
    sMinUncond: numberOf(pairs, 'NGMS') ?? ABSENT_DETAILS.s_min_uncond,
    ensd: numberOf(pairs, 'ENSD') ?? ABSENT_DETAILS.eta_noise_seed_delta,
    noiseSource: noiseSourceOf(pairs.get('RNG')),
    emphasis: EMPHASES.find((emphasis) => emphasis === pairs.get('Emphasis')) ?? ABSENT_DETAILS.emphasis,
  };
}

/** The graphics card’s own numbers are those that NV computes. */
const noiseSourceOf = (text: string | undefined): NoiseSource => (text === 'CPU' ? 'CPU' : 'NV');

const said = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && !Number.isNaN(value)),
  );

/**
 * The form's values as a picture's parameters say, those of parts that they do not speak of switched off; a text without
 * parameters is a prompt and nothing else. What a picture's text can't say (its checkpoint is not here) is left out.
 * One picture, so no batch.
 */
export function valuesOfInfotext(infotext: string, checkpoints: CheckpointView[]): Values {
  const { prompt, negativePrompt, pairs } = completeInfotext(parseInfotext(infotext));
  if (pairs.size === 0) return { prompt, negativePrompt };
  const checkpoint = checkpoints.find(
    ({ name, hash }) => (hash && hash === pairs.get('Model hash')) || name === pairs.get('Model'),
  );
  const sampling = samplingOf(pairs);
  return {
    ...SWITCHED_OFF,
    styles: [],
    ...said({
      prompt,
      negativePrompt,
      checkpoint: checkpoint?.path,
      ...sampling,
      steps: numberOf(pairs, 'Steps'),
      cfgScale: numberOf(pairs, 'CFG scale'),
      seed: numberOf(pairs, 'Seed'),
      width: numberOf(pairs, 'Size-1'),
      height: numberOf(pairs, 'Size-2'),
      denoisingStrength: numberOf(pairs, 'Denoising strength'),
      batchCount: 1,
      batchSize: 1,
      ...extraSeedOf(pairs),
      ...hiresOf(pairs, checkpoints),
      refinerCheckpoint: pathOf(pairs.get('Refiner'), checkpoints),
      refinerSwitchAt: numberOf(pairs, 'Refiner switch at'),
      ...settingsOf(pairs, sampling.sampler),
      ...scriptOfInfotext(pairs),
    }),
  };
}

/** Keys that the form has a field for, or that tell of a picture without changing it. */
const KNOWN =
  /^(Steps|Sampler|Schedule type|CFG scale|Seed|Size|Model|Model hash|VAE|VAE hash|Variation seed( strength)?|Seed resize from|Denoising strength|Clip skip|ENSD|RNG|Tiling|Hires .*|Refiner( switch at)?|Eta( DDIM)?|Sigma (churn|tmin|tmax|noise)|NGMS|Emphasis|Lora hashes|TI hashes|Hashes|Version|User|Acceleration|Mask .*|Masked .*|Inpaint area|Init image hash|Hypernet.*|First pass size|Postprocess .*|Max side length|Created Date|Civitai .*)(-[12])?$/;

/** What an infotext says and no field of the form can hold, in its order. */
export function unknownKeys(infotext: string): string[] {
  const keys = [...parseInfotext(infotext).pairs.keys()].filter(
    (key) => !KNOWN.test(key) && !SCRIPT_KEYS.test(key),
  );
  return [...new Set(keys.map((key) => key.replace(/-[12]$/, '')))];
}
