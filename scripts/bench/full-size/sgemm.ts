import { type InferenceSession, Tensor } from 'onnxruntime-node';
import { createSession } from '@/worker/engine/device/session';
import { OnnxGraph, OnnxType } from '@/worker/engine/graph/onnx/graph';

const SIDE = 3072;
export const SGEMM_GFLOP = (2 * SIDE ** 3) / 1e9;

/** A product of two large matrices in the engine's own runtime: how fast this machine multiplies at all. */
export class Sgemm {
  readonly #matrix = new Tensor(
    'float32',
    Float32Array.from({ length: SIDE * SIDE }, (_, i) => Math.sin(i)),
    [SIDE, SIDE],
  );

  private constructor(private readonly session: InferenceSession) {}

  static async load(threads: number): Promise<Sgemm> {
    const graph = new OnnxGraph();
    const inputs = ['a', 'b'].map((name) => graph.input(name, OnnxType.F32, [SIDE, SIDE]));
    graph.output('product', graph.node('MatMul', inputs), [SIDE, SIDE]);
    return new Sgemm(await createSession(graph.encode(), { name: 'cpu', threads }));
  }

  async run(): Promise<void> {
    await this.session.run({ a: this.#matrix, b: this.#matrix });
  }

  async release(): Promise<void> {
    await this.session.release();
  }
}
