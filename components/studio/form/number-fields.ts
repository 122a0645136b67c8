import { LIMITS } from '@/lib/generation/limits';
import type { Words } from '@/lib/i18n/words';

interface NumberRange {
  min: number;
  max: number;
  step: number;
  /** Whether a bar shows where the number stands. */
  scale?: boolean;
}

const zeroTo = ({ max }: { max: number }) => ({ min: 0, max });

/** Ranges and steps, by the values' names; their labels are among the words of the form. */
export const numberFields = {
  steps: { ...LIMITS.steps, step: 1 },
  width: { ...LIMITS.side, step: 8, scale: false },
  height: { ...LIMITS.side, step: 8, scale: false },
  batchCount: { ...LIMITS.batchCount, step: 1 },
  batchSize: { ...LIMITS.batchSize, step: 1 },
  cfgScale: { min: 1, max: LIMITS.cfgScale.max, step: 0.5 },
  seed: { min: -1, max: LIMITS.seed.max, step: 1, scale: false },
  resizeScale: { min: 0.05, max: 4, step: 0.05 },
  maskBlur: { min: 0, max: 64, step: 1 },
  inpaintPadding: { min: 0, max: 256, step: 4 },
  denoisingStrength: { ...LIMITS.denoisingStrength, step: 0.01 },
  subseed: { min: -1, max: LIMITS.seed.max, step: 1, scale: false },
  subseedStrength: { ...LIMITS.subseedStrength, step: 0.01 },
  seedResizeFromW: { ...zeroTo(LIMITS.seedResize), step: 8, scale: false },
  seedResizeFromH: { ...zeroTo(LIMITS.seedResize), step: 8, scale: false },
  hrSteps: { ...zeroTo(LIMITS.steps), step: 1 },
  hrScale: { ...LIMITS.hiresScale, step: 0.05 },
  hrResizeX: { ...zeroTo(LIMITS.side), step: 8, scale: false },
  hrResizeY: { ...zeroTo(LIMITS.side), step: 8, scale: false },
  refinerSwitchAt: { min: 0.01, max: 1, step: 0.01 },
  clipSkip: { ...LIMITS.clipSkip, step: 1 },
  eta: { min: 0, max: 1, step: 0.01 },
  sChurn: { ...LIMITS.churn, step: 0.1, scale: false },
  sTmin: { ...LIMITS.sigma, step: 0.01, scale: false },
  sTmax: { ...LIMITS.sigma, step: 0.01, scale: false },
  sNoise: { ...LIMITS.noiseScale, step: 0.01, scale: false },
  sMinUncond: { ...LIMITS.sigma, step: 0.1, scale: false },
  ensd: { ...LIMITS.ensd, step: 1, scale: false },
} satisfies Record<string, NumberRange>;

export type NumberName = keyof typeof numberFields;

/** Says what is wrong with a number and what to do, or true. The server decides; this saves the way to it. */
export function checkNumber(name: NumberName, value: number | null, words: Words<'form'>): string | true {
  const { min, max, step } = numberFields[name];
  const isWhole = step >= 1;
  if (value === null || (value >= min && value <= max && (!isWhole || Number.isInteger(value)))) return true;
  if (name === 'seed' || name === 'subseed') return words('problems.seed');
  const range = { label: words(`fields.${name}`), min, max };
  return isWhole ? words('problems.whole', range) : words('problems.number', range);
}
