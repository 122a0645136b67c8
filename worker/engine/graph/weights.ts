import type { SafetensorsFile } from '../checkpoint/safetensors';
import { TensorGroup } from '../checkpoint/tensor-group';
import { EngineError } from '../errors';
import { type OnnxGraph, OnnxType, type Value } from './onnx/graph';

const WEIGHT_TYPES: Record<string, OnnxType> = { F16: OnnxType.F16, BF16: OnnxType.BF16, F32: OnnxType.F32 };

/** A network's weights as constants of its graph: pointers into the checkpoint file, widened to float32. */
export class Weights {
  readonly #tensors: TensorGroup;
  readonly #widened = new Map<Value, Value>();

  constructor(
    readonly graph: OnnxGraph,
    readonly file: SafetensorsFile,
    prefix: string,
  ) {
    this.#tensors = new TensorGroup(file, prefix);
  }

  has(name: string): boolean {
    return this.#tensors.has(name);
  }

  /** Size of one axis of a tensor. */
  size(name: string, axis: number): number {
    return this.#tensors.size(name, axis);
  }

  /**
   * The tensor as float32. Files differ in how they shape 1×1 convolutions, so only the number of elements must fit.
   * @throws EngineError `checkpoint-damaged` when it is missing or does not have the shape
   */
  get(name: string, shape: number[]): Value {
    const { value, isFloat32 } = this.#external(name, shape);
    if (isFloat32) return value;
    const known = this.#widened.get(value);
    if (known) return known;
    const widened = this.graph.node('Cast', [value], { to: OnnxType.F32 });
    this.#widened.set(value, widened);
    return widened;
  }

  /** Rows of a table by their index: only those are widened, not the whole table. */
  rows(name: string, shape: [number, number], indices: Value): Value {
    const { value, isFloat32 } = this.#external(name, shape);
    const rows = this.graph.node('Gather', [value, indices], { axis: 0 });
    return isFloat32 ? rows : this.graph.node('Cast', [rows], { to: OnnxType.F32 });
  }

  #external(name: string, shape: number[]): { value: Value; isFloat32: boolean } {
    const { file, prefix } = this.#tensors;
    const tensor = this.#tensors.get(name);
    const type = WEIGHT_TYPES[tensor.dtype];
    if (type === undefined) {
      throw new EngineError(
        'checkpoint-unsupported',
        `The weights of this checkpoint are ${tensor.dtype}; supported are fp16, bf16 and fp32. Choose another variant of the model.`,
      );
    }
    const elements = (sizes: number[]) => sizes.reduce((a, b) => a * b, 1);
    if (elements(tensor.shape) !== elements(shape)) {
      throw new EngineError(
        'checkpoint-damaged',
        `The tensor "${prefix}${name}" has the shape [${tensor.shape}] where the rest of the network needs [${shape}].`,
      );
    }
    const id = `${name}[${shape}]`;
    const bytes = { file: tensor.file ?? file.path, offset: tensor.offset, length: tensor.length };
    const value = this.graph.external(id, type, shape, bytes);
    return { value, isFloat32: type === OnnxType.F32 };
  }
}
