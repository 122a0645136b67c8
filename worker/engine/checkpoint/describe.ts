import { EngineError } from '../errors';
import type { Architecture, Family, Prediction, TextEncoderLayout, UNetLayout } from './architecture';
import { familyOf } from './family';
import { type Hints, readHints } from './hints';
import type { SafetensorsFile } from './safetensors';
import { textEncoderLayout, textEncoderRoot } from './text-encoder-layout';
import { unetLayout } from './unet-layout';
import { vaeLayout } from './vae-layout';

const LATENT_SCALE: Record<Family, number> = { sd1: 0.18215, sd2: 0.18215, sdxl: 0.13025 };
/** Width of the sinusoidal embedding of each of SDXL's sizes. */
export const SIZE_EMBEDDING_WIDTH = 256;
/**
 * What the UNet of SDXL is told: original height and width, crop top and left, target height and width; its refiner:
 * the aesthetic score instead of the target.
 */
const SIZES = { base: 6, refiner: 5 };
const LATENT_AND_MASK_CHANNELS = 5;

const mismatch = (reason: string) =>
  new EngineError('checkpoint-damaged', `The parts of this checkpoint do not fit together: ${reason}.`);

/** What the UNet of SDXL takes besides the context: the pooled text and the sizes. */
function addedConditioning(
  file: SafetensorsFile,
  { width: pooledWidth, projection }: TextEncoderLayout,
  kind: keyof typeof SIZES,
): NonNullable<UNetLayout['added']> {
  if (!projection) throw mismatch('its text encoder lacks the tensor "text_projection"');
  const width = file.tensors.get('model.diffusion_model.label_emb.0.0.weight')?.shape[1] ?? 0;
  const sizes = (width - pooledWidth) / SIZE_EMBEDDING_WIDTH;
  if (sizes === SIZES[kind]) return { pooledWidth, sizes };
  throw mismatch(`its UNet takes a vector of ${width} values, its text encoder gives ${pooledWidth}`);
}

/** Stated by the author, or by the mere presence of a tensor named `v_pred`, or else the family's usual. */
function predictionOf(
  file: SafetensorsFile,
  family: Family,
  hints: Hints,
): { prediction: Prediction; isPredictionStated: boolean } {
  const stated = hints.prediction ?? (file.tensors.has('v_pred') ? 'v' : undefined);
  if (stated) return { prediction: stated, isPredictionStated: true };
  return family === 'sd2'
    ? { prediction: 'v', isPredictionStated: false }
    : { prediction: 'epsilon', isPredictionStated: true };
}

function checkText({ layers, positions }: TextEncoderLayout): void {
  if (layers === 0 || positions < 77) throw mismatch('its text encoder is cut short');
}

/**
 * @param file with tensors under single-file names, as `readCheckpoint` gives them
 * @throws EngineError `checkpoint-unsupported`, `checkpoint-damaged`
 */
export function describeArchitecture(file: SafetensorsFile): Architecture {
  const hints = readHints(file.metadata);
  const family = familyOf(file, hints);
  const [first = {}, second = {}] = hints.text;
  const text = textEncoderLayout(file, textEncoderRoot(file, 'first')!, family, first);
  checkText(text);
  const unet = unetLayout(file, family, hints.unet);
  const vae = vaeLayout(file);
  const secondRoot = family === 'sdxl' ? textEncoderRoot(file, 'second') : undefined;
  const text2 = secondRoot ? textEncoderLayout(file, secondRoot, family, second, 'second') : undefined;
  if (text2) checkText(text2);
  if (family === 'sdxl') unet.added = addedConditioning(file, text2 ?? text, text2 ? 'base' : 'refiner');
  const contextWidth = text.width + (text2?.width ?? 0);
  if (contextWidth !== unet.contextWidth) {
    throw mismatch(
      `its text ${text2 ? 'encoders give' : 'encoder gives'} ${contextWidth} values a token, ` +
        `its UNet takes ${unet.contextWidth}`,
    );
  }
  if (vae.latentChannels !== unet.outChannels) {
    throw mismatch(`its VAE has ${vae.latentChannels} latent channels, its UNet gives ${unet.outChannels}`);
  }
  const extraChannels = unet.inChannels - unet.outChannels;
  if (extraChannels !== 0 && extraChannels !== LATENT_AND_MASK_CHANNELS) {
    throw mismatch(`its UNet takes ${unet.inChannels} channels and gives ${unet.outChannels}`);
  }
  return {
    family,
    text,
    ...(text2 ? { text2 } : {}),
    unet,
    vae,
    ...predictionOf(file, family, hints),
    hasZeroTerminalSnr: hints.hasZeroTerminalSnr ?? file.tensors.has('ztsnr'),
    inpainting: extraChannels === LATENT_AND_MASK_CHANNELS,
    latentScale: hints.latentScale ?? LATENT_SCALE[family],
  };
}
