import { STUDIO_DEFAULTS } from '@/lib/generation/defaults';
import type { Emphasis, NoiseSource } from '@/lib/generation/details';
import { SCRIPTS_UNUSED, type ScriptValues } from '../scripts/script-values';
import { IMG2IMG_DEFAULTS, type Img2imgValues } from './img2img-values';

/** The tabs that draw. Each has a form of its own; both forms hold the same values, and send those that mean something there. */
export type StudioKind = 'txt2img' | 'img2img';

/** A picture near to another seed's, or with the composition it has at another size. */
interface ExtraSeedValues {
  /** Whether the fields below count. */
  seedExtra: boolean;
  /** -1: draw one. */
  subseed: number;
  /** 0 to 1. */
  subseedStrength: number;
  /** Pixels; 0: none. */
  seedResizeFromW: number;
  seedResizeFromH: number;
}

/** A second pass at a larger size. */
interface HiresValues {
  enableHr: boolean;
  hrUpscaler: string;
  /** 0: as in the first pass. */
  hrSteps: number;
  hrScale: number;
  /** Pixels; both 0: `hrScale` counts. */
  hrResizeX: number;
  hrResizeY: number;
  /** Empty: as in the first pass; the same with all below. */
  hrCheckpoint: string;
  hrSampler: string;
  hrScheduler: string;
  hrPrompt: string;
  hrNegativePrompt: string;
}

interface RefinerValues {
  /** Empty: none. */
  refinerCheckpoint: string;
  /** Share of the steps after which it takes over. */
  refinerSwitchAt: number;
}

/** What the Settings say for everything somebody draws; null: as they say. */
export interface SettingsValues {
  vae: string | null;
  clipSkip: number | null;
  tiling: boolean | null;
  eta: number | null;
  sChurn: number | null;
  sTmin: number | null;
  /** 0: no upper end. */
  sTmax: number | null;
  sNoise: number | null;
  sMinUncond: number | null;
  noiseSource: NoiseSource | null;
  ensd: number | null;
  emphasis: Emphasis | null;
}

/** What the forms of Txt2img and Img2img hold. */
export interface StudioValues
  extends ExtraSeedValues,
    HiresValues,
    RefinerValues,
    ScriptValues,
    SettingsValues,
    Img2imgValues {
  /** Its path in the catalogue. */
  checkpoint: string;
  prompt: string;
  negativePrompt: string;
  /** Names, in the order they are applied. */
  styles: string[];
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
  /** Of the second pass, and of Img2img. */
  denoisingStrength: number;
}

/** What is switched off until somebody wants it. */
export const SWITCHED_OFF = {
  seedExtra: false,
  subseed: -1,
  subseedStrength: 0,
  seedResizeFromW: 0,
  seedResizeFromH: 0,
  enableHr: false,
  hrUpscaler: 'Latent',
  hrSteps: 0,
  hrScale: 2,
  hrResizeX: 0,
  hrResizeY: 0,
  hrCheckpoint: '',
  hrSampler: '',
  hrScheduler: '',
  hrPrompt: '',
  hrNegativePrompt: '',
  refinerCheckpoint: '',
  refinerSwitchAt: 0.8,
  script: '',
} satisfies ExtraSeedValues & HiresValues & RefinerValues & Pick<ScriptValues, 'script'>;

const DENOISING_STRENGTH: Readonly<Record<StudioKind, number>> = { txt2img: 0.7, img2img: 0.75 };

const UNSAID: SettingsValues = {
  vae: null,
  clipSkip: null,
  tiling: null,
  eta: null,
  sChurn: null,
  sTmin: null,
  sTmax: null,
  sNoise: null,
  sMinUncond: null,
  noiseSource: null,
  ensd: null,
  emphasis: null,
};

/** What a stored value that may be null is otherwise. */
export const SETTINGS_TYPES: Readonly<Record<keyof SettingsValues, 'string' | 'number' | 'boolean'>> = {
  vae: 'string',
  clipSkip: 'number',
  tiling: 'boolean',
  eta: 'number',
  sChurn: 'number',
  sTmin: 'number',
  sTmax: 'number',
  sNoise: 'number',
  sMinUncond: 'number',
  noiseSource: 'string',
  ensd: 'number',
  emphasis: 'string',
};

/** Values before anything was changed; a checkpoint draws best at the size it was trained on. */
export function defaultValues(
  kind: StudioKind,
  checkpoint: { path: string; nativeSize: number | null } | undefined,
): StudioValues {
  const side = checkpoint?.nativeSize ?? STUDIO_DEFAULTS.width;
  return {
    ...STUDIO_DEFAULTS,
    ...SCRIPTS_UNUSED,
    ...SWITCHED_OFF,
    ...UNSAID,
    ...IMG2IMG_DEFAULTS,
    styles: [],
    checkpoint: checkpoint?.path ?? '',
    width: side,
    height: side,
    denoisingStrength: DENOISING_STRENGTH[kind],
  };
}
