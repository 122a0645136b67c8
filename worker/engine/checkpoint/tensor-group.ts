import { EngineError } from '../errors';
import type { SafetensorsFile } from './safetensors';
import type { TensorInfo } from './safetensors-header';

/** The tensors of one network in a file: names are given without their common prefix. */
export class TensorGroup {
  constructor(
    readonly file: SafetensorsFile,
    readonly prefix: string,
  ) {}

  has(name: string): boolean {
    return this.file.tensors.has(this.prefix + name);
  }

  /** @throws EngineError `checkpoint-damaged` when the file lacks it */
  get(name: string): TensorInfo {
    const tensor = this.file.tensors.get(this.prefix + name);
    if (tensor) return tensor;
    throw new EngineError(
      'checkpoint-damaged',
      `This checkpoint lacks the tensor "${this.prefix}${name}": it is incomplete. Download or export it again.`,
    );
  }

  /**
   * Size of one axis.
   * @throws EngineError `checkpoint-damaged` when the tensor or the axis is missing, or the axis is empty
   */
  size(name: string, axis: number): number {
    const size = this.get(name).shape[axis];
    if (size) return size;
    throw new EngineError(
      'checkpoint-damaged',
      `The tensor "${this.prefix}${name}" has the shape [${this.get(name).shape}], which no Stable Diffusion checkpoint has.`,
    );
  }

  /** How many of `name(0)`, `name(1)`, … there are before the first gap. */
  count(name: (index: number) => string): number {
    let n = 0;
    while (this.has(name(n))) n++;
    return n;
  }
}
