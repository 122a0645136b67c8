import type { Architecture } from '../checkpoint/architecture';
import type { SafetensorsFile } from '../checkpoint/safetensors';
import { assertUnchanged } from '../checkpoint/unchanged';
import type { DerivedFiles } from '../derived/derived-files';
import type { Device } from '../device/device';
import { EngineError } from '../errors';
import { Layers } from '../graph/layers';
import { unetGraph } from '../graph/unet';
import type { Log } from '../log';
import { largestWeight } from './byte-arithmetic';
import { calibrate, type Evaluate } from './calibration';
import { areFinite } from './layer-sizes';
import { withObservedLayers } from './observing-layers';
import { quantizedPlaces } from './quantized-places';
import { quantizedTensors, WeightReader } from './quantized-tensors';

/** Changes with everything that the stored file depends on besides the checkpoint. */
const VERSION = 5;
const kindOf = (largest: number) => `denoiser-int${Math.log2(largest + 1) + 1}-${VERSION}`;

export interface QuantizationOptions {
  /** The checkpoint, or its float32 copy. */
  weights: SafetensorsFile;
  file: SafetensorsFile;
  architecture: Architecture;
  device: Device;
  derived: DerivedFiles;
  log: Log;
  evaluate: Evaluate;
}

/** Only CPUs gain by bytes here; graphics cards have their own ways. */
export const isQuantizing = ({ acceleration, name }: Device): boolean =>
  acceleration === 'blade' && name === 'cpu';

/**
 * The denoiser's weights as bytes, with the ranges of what its layers see: those stored when the checkpoint was first
 * used, or made now by drawing a few small pictures with it. Nothing where that fails, which is logged: the checkpoint is
 * then drawn with exactly.
 */
export async function quantizedDenoiser(options: QuantizationOptions): Promise<SafetensorsFile | undefined> {
  const { file, derived, log } = options;
  try {
    if (!derived.isKept) throw new Error('there is no folder to keep the calibrated weights in');
    const largest = await largestWeight();
    const kind = kindOf(largest);
    const stored = await derived.find(file, kind);
    if (stored) return stored;
    log('info', `Calibrates ${file.path} for the blade mode, once; this takes a minute or two at full size.`);
    const made = await make(options, kind, largest);
    if (!made) throw new Error('the calibrated weights could not be kept');
    return made;
  } catch (error) {
    // What the checkpoint itself lacks is told by whoever loads it without.
    log('warn', `${file.path} is drawn with exactly, without the blade mode's bytes: ${reasonOf(error)}`);
    return undefined;
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof EngineError && error.cause !== undefined ? `${error.cause}` : `${error}`;

/** Deletes stored bytes that have proved wrong. */
export async function forgetQuantizedDenoiser(derived: DerivedFiles, file: SafetensorsFile): Promise<void> {
  await derived.forget(file, kindOf(await largestWeight()));
}

async function make(
  { weights, file, architecture, device, derived, evaluate }: QuantizationOptions,
  kind: string,
  largest: number,
): Promise<SafetensorsFile | undefined> {
  const { unet } = architecture;
  const places = quantizedPlaces(unet);
  const keys = new Set<string>();
  const graph = unetGraph(
    weights,
    unet,
    withObservedLayers(Layers, places, (key) => keys.add(key)),
  );
  const sizes = await calibrate(graph, architecture, device, evaluate);
  if (!areFinite(sizes)) throw new Error('the checkpoint produces NaN while it is calibrated');
  const reader = new WeightReader(file, unet.prefix);
  try {
    const stored = await derived.write(file, kind, quantizedTensors(reader, keys, sizes, largest));
    await assertUnchanged(file);
    return stored;
  } finally {
    await reader.close();
  }
}
