import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { AdaptableParts } from '../adapters/adaptable-layers';
import type { Adaptation } from '../evaluation';

/** A network whose graph takes changes of its weights as inputs; without any it is the plain network. */
export class AdaptedSession {
  readonly #names: Set<string>;
  /** Differences of rank 1 that are nothing, for layers that no adapter changes. */
  readonly #unchanged: Record<string, Tensor>;
  #latest: { key: string; feeds: Record<string, Tensor> } | undefined;

  constructor(
    readonly session: InferenceSession,
    readonly parts: AdaptableParts,
  ) {
    this.#names = new Set(session.inputNames);
    this.#unchanged = {};
    for (const input of session.inputMetadata) {
      if (!input.isTensor || !/^(up|down) /.test(input.name)) continue;
      const shape = input.shape.map((size) => (typeof size === 'number' && size > 0 ? size : 1));
      const zeros = new Float32Array(shape.reduce((a, b) => a * b, 1));
      this.#unchanged[input.name] = new Tensor('float32', zeros, shape);
    }
  }

  /** What to feed besides the network's own inputs. */
  feeds(adaptation: Adaptation | undefined): Record<string, Tensor> {
    if (!adaptation) return this.#unchanged;
    if (this.#latest?.key !== adaptation.key) {
      const feeds = { ...this.#unchanged };
      for (const [name, { data, shape }] of Object.entries(adaptation.inputs)) {
        // A file may have layers that the graph leaves out because nothing reads them.
        if (this.#names.has(name)) feeds[name] = new Tensor('float32', data, shape);
      }
      this.#latest = { key: adaptation.key, feeds };
    }
    return this.#latest!.feeds;
  }
}
