import { type FileHandle, open } from 'node:fs/promises';
import { toFloat32 } from '../checkpoint/float-values';
import type { SafetensorsFile } from '../checkpoint/safetensors';
import { TensorGroup } from '../checkpoint/tensor-group';
import type { DerivedTensor } from '../derived/derived-tensor';
import type { LayerRanges } from './layer-ranges';
import { inputSteps, quantizedWeights } from './quantize';
import type { QuantizedPlaces } from './quantized-places';

/** What is stored of a quantised layer: weights and the scale of each output, step and zero of its input. */
export type Part = 'weight' | 'scale' | 'step' | 'zero';

export const partName = (key: string, part: Part): string => `${key}.${part}`;

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** Opens the files of a checkpoint at their first use. */
export class WeightReader {
  readonly #handles = new Map<string, FileHandle>();
  readonly #tensors: TensorGroup;

  constructor(
    readonly file: SafetensorsFile,
    prefix: string,
  ) {
    this.#tensors = new TensorGroup(file, prefix);
  }

  shapeOf(key: string): number[] {
    return this.#tensors.get(`${key}.weight`).shape;
  }

  /** @throws when the file is shorter than its header says */
  async read(key: string): Promise<Float32Array> {
    const { file: own, dtype, offset, length } = this.#tensors.get(`${key}.weight`);
    const path = own ?? this.file.path;
    const handle = this.#handles.get(path) ?? (await open(path));
    this.#handles.set(path, handle);
    const bytes = new Uint8Array(length);
    const { bytesRead } = await handle.read(bytes, 0, length, offset);
    const values = bytesRead === length ? toFloat32(bytes, dtype) : undefined;
    if (!values) throw new Error(`${path} cannot be read`);
    return values;
  }

  async close(): Promise<void> {
    for (const handle of this.#handles.values()) await handle.close();
    this.#handles.clear();
  }
}

/** Tensors of all layers with a range; the weights of a layer are read when the first of them is asked for. */
export function quantizedTensors(
  reader: WeightReader,
  ranges: LayerRanges,
  largest: number,
  places: QuantizedPlaces,
): DerivedTensor[] {
  return [...ranges].flatMap(([key, range]) => {
    const [outputs = 1, ...rest] = reader.shapeOf(key);
    const inputs = rest.reduce((a, b) => a * b, 1);
    const kernel = rest.length === 3 ? rest[1]! * rest[2]! : 1;
    const { step, zero } = inputSteps(range);
    let scale: Float32Array;
    const part = (
      name: Part,
      dtype: DerivedTensor['dtype'],
      shape: number[],
      data: () => ArrayBufferView,
    ) => ({
      name: partName(key, name),
      dtype,
      shape,
      async *pieces() {
        yield bytesOf(data());
      },
    });
    const weight: DerivedTensor = {
      name: partName(key, 'weight'),
      dtype: 'I8',
      shape: [inputs, outputs],
      async *pieces() {
        const made = quantizedWeights(await reader.read(key), outputs, kernel, largest);
        scale = made.scale;
        yield bytesOf(made.weight);
      },
    };
    return [
      weight,
      part('scale', 'F32', [outputs], () => scale),
      ...(places(key) === 'row'
        ? []
        : [
            part('step', 'F32', [], () => Float32Array.of(step)),
            part('zero', 'U8', [], () => Uint8Array.of(zero)),
          ]),
    ];
  });
}
