import { STUDIO_DEFAULTS } from '@/lib/generation/defaults';
import { LIMITS } from '@/lib/generation/limits';

/** What the Txt2img form holds and posts. */
export interface Txt2imgValues {
  /** Its path in the catalogue. */
  checkpoint: string;
  prompt: string;
  negativePrompt: string;
  sampler: string;
  scheduler: string;
  steps: number;
  width: number;
  height: number;
  batchCount: number;
  batchSize: number;
  cfgScale: number;
  /** -1: draw one. */
  seed: number;
}

/** Values before anything was changed; a checkpoint draws best at the size it was trained on. */
export function defaultValues(
  checkpoint: { path: string; nativeSize: number | null } | undefined,
): Txt2imgValues {
  const side = checkpoint?.nativeSize ?? STUDIO_DEFAULTS.width;
  return { ...STUDIO_DEFAULTS, checkpoint: checkpoint?.path ?? '', width: side, height: side };
}

interface NumberRange {
  label: string;
  min: number;
  max: number;
  step: number;
  scale?: boolean;
}

export const numberFields = {
  steps: { label: 'Sampling steps', ...LIMITS.steps, step: 1 },
  width: { label: 'Width', ...LIMITS.side, step: 8, scale: false },
  height: { label: 'Height', ...LIMITS.side, step: 8, scale: false },
  batchCount: { label: 'Batch count', ...LIMITS.batchCount, step: 1 },
  batchSize: { label: 'Batch size', ...LIMITS.batchSize, step: 1 },
  cfgScale: { label: 'CFG Scale', min: 1, max: LIMITS.cfgScale.max, step: 0.5 },
  seed: { label: 'Seed', min: -1, max: LIMITS.seed.max, step: 1, scale: false },
} satisfies Record<string, NumberRange>;

export type NumberName = keyof typeof numberFields;

/** Says what is wrong with a number and what to do, or true. The server decides; this saves the way to it. */
export function checkNumber(name: NumberName, value: number): string | true {
  const { label, min, max, step } = numberFields[name];
  const whole = step >= 1;
  if (value >= min && value <= max && (!whole || Number.isInteger(value))) return true;
  if (name === 'seed') return 'Seed is a whole number, or -1 for a random one.';
  return `${label} is ${whole ? 'a whole number' : 'a number'} from ${min} to ${max}.`;
}

/** Counted as the server counts: in code points, so that an emoji is one. */
export function charactersOf(text: string): number {
  return text.length <= LIMITS.promptCharacters ? text.length : [...text].length;
}

export function checkPrompt(label: string, text: string): string | true {
  const characters = charactersOf(text);
  const most = LIMITS.promptCharacters;
  if (characters <= most) return true;
  return `${label} has ${characters.toLocaleString('en')} characters; the most is ${most.toLocaleString('en')}. Shorten it.`;
}
