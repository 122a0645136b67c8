import { type InferenceSession, Tensor } from 'onnxruntime-node';
import { createSession } from '@/worker/engine/device/session';
import { OnnxGraph, OnnxType } from '@/worker/engine/graph/onnx/graph';
import { timed } from '../measure';

/** Rows, what is summed over, columns. The runtime is at its best with one or another of them. */
const SHAPES = [
  [1280, 2880, 4096],
  [640, 5760, 1024],
  [1024, 1024, 1024],
] as const;

const waves = (rows: number, columns: number) =>
  new Tensor(
    'float32',
    Float32Array.from({ length: rows * columns }, (_, i) => Math.sin(i)),
    [rows, columns],
  );

interface Product {
  session: InferenceSession;
  feeds: Record<string, Tensor>;
  gflop: number;
}

/** Products of large matrices in the engine's own runtime: how fast this machine multiplies at all. */
export class Sgemm {
  private constructor(private readonly products: Product[]) {}

  static async load(threads: number): Promise<Sgemm> {
    const products: Product[] = [];
    for (const [rows, inner, columns] of SHAPES) {
      const graph = new OnnxGraph();
      const a = graph.input('a', OnnxType.F32, [rows, inner]);
      const b = graph.input('b', OnnxType.F32, [inner, columns]);
      graph.output('product', graph.node('MatMul', [a, b]), [rows, columns]);
      products.push({
        session: await createSession(graph.encode(), { name: 'cpu', threads }),
        feeds: { a: waves(rows, inner), b: waves(inner, columns) },
        gflop: (2 * rows * inner * columns) / 1e9,
      });
    }
    return new Sgemm(products);
  }

  /** GFLOP a millisecond, of the shape that goes best. */
  async rate(): Promise<number> {
    let best = 0;
    for (const { session, feeds, gflop } of this.products) {
      const { milliseconds } = await timed(() => session.run(feeds));
      best = Math.max(best, gflop / milliseconds);
    }
    return best;
  }

  async release(): Promise<void> {
    for (const { session } of this.products) await session.release();
  }
}
