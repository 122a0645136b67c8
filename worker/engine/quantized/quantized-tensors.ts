import { type FileHandle, open } from 'node:fs/promises';
import { toFloat32 } from '../checkpoint/float-values';
import type { SafetensorsFile } from '../checkpoint/safetensors';
import { TensorGroup } from '../checkpoint/tensor-group';
import type { DerivedTensor } from '../derived/derived-tensor';
import type { LayerSizes } from './layer-sizes';
import { evenedOut, type QuantizedWeights, quantizedWeights } from './quantize';

/** What is stored of a quantised layer: weights, the scale of each output, of convolutions what channels are divided by. */
export type Part = 'weight' | 'scale' | 'factors';

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

/** Tensors of the layers; the weights of one are read when the first of its tensors is asked for. */
export function quantizedTensors(
  reader: WeightReader,
  keys: Iterable<string>,
  sizes: LayerSizes,
  largest: number,
): DerivedTensor[] {
  return [...keys].flatMap((key) => {
    const [outputs = 1, ...rest] = reader.shapeOf(key);
    const kernel = rest.length === 3 ? rest[1]! * rest[2]! : 1;
    const channels = rest[0]!;
    const own = sizes.get(key);
    let made: QuantizedWeights;
    let factors: Float32Array | undefined;
    const tensor = (part: Part, dtype: 'I8' | 'F32', shape: number[], data: () => ArrayBufferView) => ({
      name: partName(key, part),
      dtype,
      shape,
      async *pieces() {
        if (part === 'weight') {
          const values = await reader.read(key);
          factors = own && evenedOut(own, values, kernel);
          made = quantizedWeights(values, outputs, kernel, largest, factors);
        }
        yield bytesOf(data());
      },
    });
    return [
      tensor('weight', 'I8', [kernel * channels, outputs], () => made.weight),
      tensor('scale', 'F32', [outputs], () => made.scale),
      ...(own ? [tensor('factors', 'F32', [channels], () => factors!)] : []),
    ];
  });
}
