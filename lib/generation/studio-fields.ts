import { z } from 'zod';
import { STUDIO_DEFAULTS } from './defaults';
import { EMPHASES, NOISE_SOURCES } from './details';
import { LIMITS } from './limits';
import { promptProblem } from './prompt-text';
import { scriptSchema } from './series/script-schema';

/** A prompt of any kind. `label` begins the sentences: `The prompt`. */
export function sentText(label: string) {
  return z.string({ error: `${label} must be text.` }).superRefine((text, context) => {
    const message = promptProblem(label, text);
    if (message) context.addIssue({ code: 'custom', message });
  });
}

export function whole(label: string, { min, max }: { min: number; max: number }) {
  const error = `${label} must be a whole number from ${min.toLocaleString('en-US')} to ${max.toLocaleString('en-US')}.`;
  return z
    .number({ error })
    .refine((value) => Number.isInteger(value) && value >= min && value <= max, { error });
}

/** A number from 0 to 1. */
export const share = (error: string) =>
  z.number({ error }).refine((value) => value >= 0 && value <= 1, { error });

function seed(label: string) {
  const error = `${label} must be -1 (draw one) or a whole number from 0 to ${LIMITS.seed.max}.`;
  return z.number({ error }).refine((value) => Number.isSafeInteger(value) && value >= -1, { error });
}

/** Ranges are checked where the request is resolved, for whoever asks. */
const number = (label: string) => z.number({ error: `${label} must be a number.` }).nullish();

const CFG_SCALE = 'CFG scale must be a number from 1 to 30.';
const MOST_STYLES = 100;

/** What the user's options say where this does not. */
const settingsFields = {
  /** `Automatic`, `None` or a file's name. */
  vae: z.string({ error: 'Choose a VAE.' }).nullish(),
  clipSkip: whole('Clip skip', LIMITS.clipSkip).nullish(),
  tiling: z.boolean({ error: 'Switch tiling on or off.' }).nullish(),
  eta: number('Eta'),
  sChurn: number('Sigma churn'),
  sTmin: number('Sigma tmin'),
  sTmax: number('Sigma tmax'),
  sNoise: number('Sigma noise'),
  sMinUncond: number('The negative guidance minimum sigma'),
  noiseSource: z.enum(NOISE_SOURCES, { error: 'The noise source is CPU or NV.' }).nullish(),
  ensd: number('The eta noise seed delta'),
  emphasis: z.enum(EMPHASES, { error: `Emphasis is one of ${EMPHASES.join(', ')}.` }).nullish(),
};

/** What both forms of the studio send. */
export const pictureFields = {
  prompt: sentText('The prompt').default(STUDIO_DEFAULTS.prompt),
  negativePrompt: sentText('The negative prompt').default(STUDIO_DEFAULTS.negativePrompt),
  styles: z
    .array(z.string({ error: 'Styles are named.' }), { error: 'Styles are a list of names.' })
    .max(MOST_STYLES, { error: `At most ${MOST_STYLES} styles.` })
    .optional(),
  seed: seed('The seed').default(STUDIO_DEFAULTS.seed),
  subseed: seed('The variation seed').optional(),
  subseedStrength: share('The variation strength must be a number from 0 to 1.').optional(),
  /** Pixels; 0: none. */
  seedResizeFromW: whole('A side to resize the seed from', { min: 0, max: LIMITS.seedResize.max }).optional(),
  seedResizeFromH: whole('A side to resize the seed from', { min: 0, max: LIMITS.seedResize.max }).optional(),
  sampler: z.string({ error: 'Choose a sampling method.' }).default(STUDIO_DEFAULTS.sampler),
  scheduler: z.string({ error: 'Choose a schedule type.' }).default(STUDIO_DEFAULTS.scheduler),
  steps: whole('Steps', LIMITS.steps).default(STUDIO_DEFAULTS.steps),
  cfgScale: z
    .number({ error: CFG_SCALE })
    .refine((scale) => scale >= 1 && scale <= LIMITS.cfgScale.max, { error: CFG_SCALE })
    .default(STUDIO_DEFAULTS.cfgScale),
  width: whole('Width', LIMITS.side).default(STUDIO_DEFAULTS.width),
  height: whole('Height', LIMITS.side).default(STUDIO_DEFAULTS.height),
  batchSize: whole('Batch size', LIMITS.batchSize).default(STUDIO_DEFAULTS.batchSize),
  batchCount: whole('Batch count', LIMITS.batchCount).default(STUDIO_DEFAULTS.batchCount),
  /** Title, name, path or hash; null: the user's choice, else the default. */
  checkpoint: z.string({ error: 'Choose a checkpoint.' }).nullable().default(null),
  /** The same; null and empty: none. */
  refinerCheckpoint: z.string({ error: 'Choose a refiner.' }).nullish(),
  refinerSwitchAt: share('The refiner must take over at a number from 0 to 1.').nullish(),
  ...settingsFields,
  /** Draws the request many times over. */
  script: scriptSchema.nullish(),
  saveImages: z.literal(true).default(true),
  keeping: z.literal('studio').default('studio'),
};
