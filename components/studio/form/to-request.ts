import type { StudioRequestInput } from '@/lib/generation/studio-request';
import type { StudioKind, StudioValues } from './studio-values';

/** What both tabs send. */
function sharedRequest(values: StudioValues) {
  const { seedExtra, subseed, subseedStrength, seedResizeFromW, seedResizeFromH } = values;
  return {
    checkpoint: values.checkpoint || null,
    prompt: values.prompt,
    negativePrompt: values.negativePrompt,
    styles: values.styles,
    sampler: values.sampler,
    scheduler: values.scheduler,
    steps: values.steps,
    width: values.width,
    height: values.height,
    batchCount: values.batchCount,
    batchSize: values.batchSize,
    cfgScale: values.cfgScale,
    seed: values.seed,
    ...(seedExtra ? { subseed, subseedStrength, seedResizeFromW, seedResizeFromH } : {}),
    ...(values.refinerCheckpoint
      ? { refinerCheckpoint: values.refinerCheckpoint, refinerSwitchAt: values.refinerSwitchAt }
      : {}),
    vae: values.vae,
    clipSkip: values.clipSkip,
    tiling: values.tiling,
    eta: values.eta,
    sChurn: values.sChurn,
    sTmin: values.sTmin,
    sTmax: values.sTmax,
    sNoise: values.sNoise,
    sMinUncond: values.sMinUncond,
    noiseSource: values.noiseSource,
    ensd: values.ensd,
    emphasis: values.emphasis,
    script: values.script === '' ? null : (values[values.script] ?? null),
  };
}

function hiresRequest(values: StudioValues) {
  const { hrScale, hrResizeX, hrResizeY } = values;
  if (!values.enableHr) return {};
  return {
    enableHr: true,
    hrUpscaler: values.hrUpscaler,
    hrSteps: values.hrSteps,
    denoisingStrength: values.denoisingStrength,
    // A size counts more than a scale.
    ...(hrResizeX === 0 && hrResizeY === 0 ? { hrScale } : { hrResizeX, hrResizeY }),
    hrCheckpoint: values.hrCheckpoint,
    hrSampler: values.hrSampler,
    hrScheduler: values.hrScheduler,
    hrPrompt: values.hrPrompt,
    hrNegativePrompt: values.hrNegativePrompt,
  };
}

function img2imgRequest(values: StudioValues) {
  return {
    denoisingStrength: values.denoisingStrength,
    resizeMode: values.resizeMode,
    maskBlurX: values.maskBlur,
    maskBlurY: values.maskBlur,
    maskInvert: values.maskInvert,
    inpaintingFill: values.inpaintingFill,
    inpaintFullRes: values.inpaintFullRes,
    inpaintPadding: values.inpaintPadding,
  };
}

/** What a tab's form sends: its values, without those of parts that are switched off. */
export function toRequest(kind: StudioKind, values: StudioValues): StudioRequestInput {
  const shared = sharedRequest(values);
  return kind === 'img2img'
    ? { kind, ...shared, ...img2imgRequest(values) }
    : { kind, ...shared, ...hiresRequest(values) };
}
