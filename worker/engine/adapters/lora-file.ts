import { setImmediate } from 'node:timers/promises';
import type { Architecture, Family } from '../checkpoint/architecture';
import { openSafetensors, type SafetensorsFile } from '../checkpoint/safetensors';
import type { NetworkName } from '../evaluation';
import { baseOfLora } from '../identification/base-of-lora';
import type { AdaptableWeight, AdaptableWeights } from './adaptable-weights';
import { type Factors, matrix } from './factors';
import { layerDifference, needsOriginal, type Part, type Parts } from './layer-difference';
import { type PartName, type PartOfLayer, readLoraName } from './lora-names';
import { readValues } from './tensor-values';
import { UnusableAdapter, WrongSize } from './unusable-adapter';

/** Differences of a LoRA at weight 1, by network and layer key of the checkpoint. */
export interface Lora {
  layers: Map<NetworkName, Map<string, Factors>>;
  /** What of the file was not used, as the end of a sentence; undefined when all was. */
  unused?: string;
  /** Memory its values take. */
  bytes: number;
}

interface Layer {
  network: NetworkName;
  name: string;
  tensors: { part: PartOfLayer; tensor: string }[];
}

const FAMILY_NAMES: Record<Family, string> = { sd1: 'SD 1.x', sd2: 'SD 2.x', sdxl: 'SDXL' };

function layersOf(file: SafetensorsFile): Layer[] {
  const layers = new Map<string, Layer>();
  for (const tensor of file.tensors.keys()) {
    const part = readLoraName(tensor);
    const id = `${part.network} ${part.layer}`;
    const layer = layers.get(id) ?? { network: part.network, name: part.layer, tensors: [] };
    layer.tensors.push({ part, tensor });
    layers.set(id, layer);
  }
  return [...layers.values()];
}

/** What to say of a file that does not fit. */
function mismatch(file: SafetensorsFile, { family }: Architecture, reason: string): UnusableAdapter {
  const made = baseOfLora(file);
  const ours = FAMILY_NAMES[family];
  return made && made !== ours
    ? new UnusableAdapter(`it is for ${made} checkpoints, and this one is ${ours}`)
    : new UnusableAdapter(`it was made for another kind of checkpoint than this ${ours} one: ${reason}`);
}

/** Kinds that are recognised but not applied: a BOFT is an OFT of several layers of blocks. */
function unsupportedKind({ tensors }: SafetensorsFile, layer: Layer): string | undefined {
  const isButterfly = layer.tensors.some(
    ({ part, tensor }) => part.part === 'oft_blocks' && tensors.get(tensor)!.shape.length === 4,
  );
  return isButterfly ? 'BOFT' : undefined;
}

/** Changes of biases and norms: numbers the graph takes from the checkpoint alone. */
const OF_A_BIAS = /^\.(diff_b|w_norm|b_norm|bias|bias_(indices|values|size))$/;
const isOfABias = ({ part }: Layer['tensors'][number]) => OF_A_BIAS.test(part.ending);

/** Parts that only say how others are meant. */
const MODIFIERS: (PartName | undefined)[] = [
  'alpha',
  'scale',
  'dora_scale',
  'magnitude',
  'rescale',
  'weight',
  undefined,
];
const isChange = ({ part }: Layer['tensors'][number]) => !MODIFIERS.includes(part.part);

/** Differences that cannot be kept as products of small matrices take as much as the weights; beyond this they are left out. */
const MAX_BYTES = 2 * 1024 ** 3;

/** Some layers of a file may be strange to us; when most are, the file is not for this checkpoint. */
const LEAST_KNOWN = 0.5;

/**
 * Reads a LoRA and finds the checkpoint's weights that it changes.
 * @param dyn how many of its ranks are used; all unless said
 * @throws UnusableAdapter when it is for another kind of checkpoint, or unsound
 * @throws EngineError when the file is no sound safetensors file
 */
export async function readLora(
  path: string,
  architecture: Architecture,
  weights: AdaptableWeights,
  dyn?: number,
): Promise<Lora> {
  const file = await openSafetensors(path);
  const all = layersOf(file);
  const layers = all.filter(({ tensors }) => !tensors.every(isOfABias));
  const biases = all.filter(({ tensors }) => tensors.some(isOfABias)).length;
  const found: { layer: Layer; weight: AdaptableWeight }[] = [];
  for (const layer of layers) {
    const kind = unsupportedKind(file, layer);
    if (kind) throw new UnusableAdapter(`it is a ${kind}, which is not supported`);
    const weight = weights.get(layer.network)?.get(layer.name);
    if (weight && layer.tensors.some(isChange)) found.push({ layer, weight });
  }
  if (found.length < LEAST_KNOWN * layers.length || found.length === 0) {
    throw mismatch(file, architecture, `it changes layers that are not there, such as "${all[0]!.name}"`);
  }
  const wanted = found.flatMap(({ layer }) =>
    layer.tensors.filter(({ part }) => part.part).map(({ tensor }) => tensor),
  );
  const values = await readValues(file, wanted);
  const result: Lora = { layers: new Map(), bytes: 0 };
  for (const { layer, weight } of found) {
    const parts: Parts = new Map(
      layer.tensors
        .filter(({ part }) => part.part)
        .map(({ part, tensor }): [NonNullable<typeof part.part>, Part] => [
          part.part!,
          { shape: file.tensors.get(tensor)!.shape, values: values.get(tensor)! },
        ]),
    );
    const factors = await differenceOf(parts, weight, dyn, (reason) => mismatch(file, architecture, reason));
    const ofNetwork = result.layers.get(layer.network) ?? new Map<string, Factors>();
    result.layers.set(layer.network, ofNetwork.set(weight.key, factors));
    result.bytes += 4 * (factors.up.values.length + factors.down.values.length);
    if (result.bytes > MAX_BYTES)
      throw new UnusableAdapter('its changes would take more than 2 GiB of memory');
  }
  const strange = layers.length - found.length;
  const unused = [
    ...(strange > 0 ? [`${strange} of its ${layers.length} layers are not in this checkpoint`] : []),
    ...(biases > 0 ? [`its changes of ${biases} biases and norms are not supported`] : []),
  ];
  if (unused.length > 0) result.unused = unused.join(', and ');
  return result;
}

async function differenceOf(
  parts: Parts,
  weight: AdaptableWeight,
  dyn: number | undefined,
  mismatched: (reason: string) => Error,
): Promise<Factors> {
  // Whole matrices are worked out: others may draw in between.
  if (needsOriginal(parts)) await setImmediate();
  try {
    const original = needsOriginal(parts)
      ? matrix(weight.out, weight.in, await weight.original())
      : undefined;
    return layerDifference(parts, weight, original, dyn);
  } catch (error) {
    throw error instanceof WrongSize ? mismatched(error.message) : error;
  }
}
