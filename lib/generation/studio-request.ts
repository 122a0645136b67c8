import { z } from 'zod';
import { STUDIO_DEFAULTS } from './defaults';
import { LIMITS } from './limits';
import { promptProblem } from './prompt-text';

function prompt(label: string) {
  return z.string({ error: `${label} must be text.` }).superRefine((text, context) => {
    const message = promptProblem(label, text);
    if (message) context.addIssue({ code: 'custom', message });
  });
}

function whole(label: string, { min, max }: { min: number; max: number }) {
  const error = `${label} must be a whole number from ${min.toLocaleString('en-US')} to ${max.toLocaleString('en-US')}.`;
  return z
    .number({ error })
    .refine((value) => Number.isInteger(value) && value >= min && value <= max, { error });
}

const CFG_SCALE = 'CFG scale must be a number from 1 to 30.';
const SEED = `The seed must be -1 (draw one) or a whole number from 0 to ${LIMITS.seed.max}.`;

/** What the studio's form sends; its output is what resolveRequest takes. Absent fields have the form's defaults. */
export const studioRequestSchema = z.object({
  prompt: prompt('The prompt').default(STUDIO_DEFAULTS.prompt),
  negativePrompt: prompt('The negative prompt').default(STUDIO_DEFAULTS.negativePrompt),
  seed: z
    .number({ error: SEED })
    .refine((seed) => Number.isSafeInteger(seed) && seed >= -1, { error: SEED })
    .default(STUDIO_DEFAULTS.seed),
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
  /** Title, name or hash; null: the user's choice, else the default. */
  checkpoint: z.string({ error: 'Choose a checkpoint.' }).nullable().default(null),
  saveImages: z.literal(true).default(true),
});

/** A parsed studio request. */
export type StudioRequest = z.output<typeof studioRequestSchema>;
/** What the studio's form may send. */
export type StudioRequestInput = z.input<typeof studioRequestSchema>;
