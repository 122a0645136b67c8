import type { LayersClass } from './layers';
import { MICROSOFT, type Value } from './onnx/graph';

/**
 * The same building blocks with attention written out: all of q·kᵀ in memory, a softmax, a product. What the fused
 * kernel is compared with.
 */
export const withPlainAttention = (Blocks: LayersClass): LayersClass =>
  class extends Blocks {
    override attention(q: Value, k: Value, v: Value, channels: number, heads: number, causal = false): Value {
      const { graph } = this;
      const width = channels / heads;
      const split = (x: Value) =>
        graph.node('Transpose', [graph.node('Reshape', [x, graph.integers(0, -1, heads, width)])], {
          perm: [0, 2, 1, 3],
        });
      const scores = graph.node(
        'FusedMatMul',
        [split(q), split(k)],
        { transB: 1, alpha: { float: width ** -0.5 } },
        { domain: MICROSOFT },
      );
      const shares = graph.node('Softmax', [causal ? this.#withoutFuture(scores) : scores], { axis: -1 });
      const mixed = graph.node('Transpose', [graph.node('MatMul', [shares, split(v)])], {
        perm: [0, 2, 1, 3],
      });
      return graph.node('Reshape', [mixed, graph.integers(0, -1, channels)]);
    }

    /** Scores (B, heads, T, T) with minus infinity where a token would look at a later one. */
    #withoutFuture(scores: Value): Value {
      const { graph } = this;
      const square = graph.node('Shape', [scores], { start: 2, end: 4 });
      const one = graph.constant(BigInt64Array.of(1n), []);
      const never = graph.constant(Float32Array.of(Number.NEGATIVE_INFINITY), [1]);
      const mask = graph.node('Trilu', [graph.node('Expand', [never, square]), one], { upper: 1 });
      return this.add(scores, mask);
    }
  };
