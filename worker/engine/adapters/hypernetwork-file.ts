import type { UNetLayout } from '../checkpoint/architecture';
import { openSafetensors, type SafetensorsFile } from '../checkpoint/safetensors';
import type { Adaptation } from '../evaluation';
import { ACTIVATIONS } from './hypernetwork-layers';
import { type HypernetworkShape, hypernetworkInput, strengthInput } from './hypernetwork-shape';
import { readValues } from './tensor-values';
import { UnusableAdapter } from './unusable-adapter';

export interface Hypernetwork {
  shape: HypernetworkShape;
  /** Its inputs when it works at a place among others, with a strength. */
  inputs(place: number, strength: number): Adaptation['inputs'];
  bytes: number;
}

const SIDES = { 0: 'k', 1: 'v' } as const;
const NAME = /^(\d+)\.([01])\.linear\.(\d+)\.(weight|bias)$/;
const MAX_LAYERS = 16;

type Kinds = 'weight' | 'bias' | 'norm weight' | 'norm bias';

/** Tensors of one side of one width in order: linear layers, each perhaps with a layer norm after it. */
function stackOf(file: SafetensorsFile, width: number, side: 0 | 1) {
  const found = new Map<number, Partial<Record<'weight' | 'bias', string>>>();
  for (const name of file.tensors.keys()) {
    const match = NAME.exec(name);
    if (!match || Number(match[1]) !== width || Number(match[2]) !== side) continue;
    const number = Number(match[3]);
    found.set(number, { ...found.get(number), [match[4]!]: name });
  }
  const layers: Partial<Record<Kinds, string>>[] = [];
  const sizes = [width];
  for (const [, { weight, bias }] of [...found].sort(([a], [b]) => a - b)) {
    if (!weight || !bias) throw new UnusableAdapter('one of its layers is incomplete');
    const [to = 0, from] = file.tensors.get(weight)!.shape;
    const [biased] = file.tensors.get(bias)!.shape;
    const isNorm = from === undefined;
    if (biased !== to || (isNorm ? to : from) !== sizes.at(-1)) {
      throw new UnusableAdapter('its layers do not fit one another');
    }
    if (isNorm) Object.assign(layers.at(-1) ?? {}, { 'norm weight': weight, 'norm bias': bias });
    else {
      layers.push({ weight, bias });
      sizes.push(to);
    }
  }
  if (layers.length > MAX_LAYERS) throw new UnusableAdapter(`it has ${layers.length} layers, too many`);
  if (sizes.length < 2 || sizes.at(-1) !== width)
    throw new UnusableAdapter('its layers do not lead back to where they begin');
  return { layers, sizes };
}

const isTrue = (text: string | undefined) => text === 'true' || text === 'True';

/** Widths of what keys and values are made from: the channels of attention, and the context. */
function widthsOf({ input, middle, output, contextWidth }: UNetLayout): Set<number> {
  const widths = new Set([contextWidth]);
  for (const module of [...input.flat(), ...middle, ...output.flat()]) {
    if (module.kind === 'transformer') widths.add(module.channels);
  }
  return widths;
}

/**
 * Reads a hypernetwork: tensors `WIDTH.{0 for k, 1 for v}.linear.N.{weight, bias}`, and in the header
 * `activation_func`, `activate_output` as the web UI keeps them in its own files.
 * @throws UnusableAdapter when it does not fit the UNet, or is unsound
 * @throws EngineError when the file is no sound safetensors file
 */
export async function readHypernetwork(path: string, unet: UNetLayout): Promise<Hypernetwork> {
  const file = await openSafetensors(path);
  const activation = (file.metadata.activation_func ?? 'linear').toLowerCase();
  if (!Object.hasOwn(ACTIVATIONS, activation)) {
    throw new UnusableAdapter(`it uses the activation "${activation.slice(0, 40)}", which is not supported`);
  }
  const known = widthsOf(unet);
  const named = [...file.tensors.keys()].map((name) => Number(NAME.exec(name)?.[1] ?? Number.NaN));
  const widths = [...new Set(named)].filter((width) => known.has(width)).sort((a, b) => a - b);
  if (widths.length === 0) {
    throw new UnusableAdapter(
      'it was made for another kind of checkpoint: none of its widths is in this one',
    );
  }
  const shape: HypernetworkShape = {
    widths: [],
    activation,
    activateOutput: isTrue(file.metadata.activate_output),
  };
  const tensors: { width: number; side: 'k' | 'v'; part: string; name: string }[] = [];
  for (const width of widths) {
    const stacks = ([0, 1] as const).map((side) => ({ side: SIDES[side], ...stackOf(file, width, side) }));
    const [{ sizes, layers }] = stacks as [(typeof stacks)[0]];
    if (String(stacks[1]!.sizes) !== String(sizes)) throw new UnusableAdapter('its two sides differ in size');
    const layerNorm = layers.every((layer) => layer['norm weight']);
    shape.widths.push({ width, sizes, layerNorm });
    for (const { side, layers: own } of stacks) {
      own.forEach((layer, i) => {
        for (const [kind, name] of Object.entries(layer))
          tensors.push({ width, side, part: `${i} ${kind}`, name });
      });
    }
  }
  const values = await readValues(
    file,
    tensors.map(({ name }) => name),
  );
  return {
    shape,
    inputs: (place, strength) => ({
      [strengthInput(place)]: { data: Float32Array.of(strength), shape: [1] },
      ...Object.fromEntries(
        tensors.map(({ width, side, part, name }) => [
          hypernetworkInput(place, width, side, part),
          { data: values.get(name)!, shape: file.tensors.get(name)!.shape },
        ]),
      ),
    }),
    bytes: [...values.values()].reduce((total, { byteLength }) => total + byteLength, 0),
  };
}
