import type { InferenceSession } from 'onnxruntime-node';
import type { SafetensorsFile } from '../checkpoint/safetensors';
import type { DerivedFiles, WriteOptions } from '../derived/derived-files';
import {
  forgetFloat32Copy,
  type NetworkWeights,
  needWidening,
  withFloat32Copy,
  writeFloat32Copy,
} from '../derived/float32-copy';

/** The float32 copies of the weights that the networks of one checkpoint are made of. */
export class Float32Copies {
  /** Weights that networks were made of by widening them in memory. */
  readonly #lacking = new Map<string, NetworkWeights>();

  constructor(readonly derived: DerivedFiles) {}

  /** A session made of the copy, or without one of the weights themselves. @throws what `create` throws */
  async session(
    weights: NetworkWeights,
    create: (file: SafetensorsFile) => Promise<InferenceSession>,
  ): Promise<InferenceSession> {
    const file = await withFloat32Copy(this.derived, weights);
    if (file !== weights.file) {
      try {
        return await create(file);
      } catch {
        // Deleted meanwhile, or not what it claims to be: the checkpoint itself decides.
        await forgetFloat32Copy(this.derived, weights);
      }
    }
    const isWidened = this.derived.isKept && needWidening(weights);
    if (isWidened) this.#lacking.set(`${weights.of} ${weights.file.path}`, weights);
    return create(weights.file);
  }

  get areLacking(): boolean {
    return this.#lacking.size > 0;
  }

  /** Stores those that were lacking so far. */
  async keep(options: WriteOptions): Promise<void> {
    for (const [key, weights] of this.#lacking) {
      this.#lacking.delete(key);
      await writeFloat32Copy(this.derived, weights, options);
    }
  }
}
