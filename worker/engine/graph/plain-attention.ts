import type { LayersClass } from './layers';
import { MICROSOFT, type OnnxGraph, OnnxType, type Value } from './onnx/graph';

/** Scores of one head that are in memory at a time: those of 512×512, 1024 tokens looking at 4096. */
const SLICE_SCORES = 1024 * 4096;

/** Number of a shape's axis, (1). */
const sizeOf = (graph: OnnxGraph, x: Value, axis: number): Value =>
  graph.node('Shape', [x], { start: axis, end: axis + 1 });

/** a / b rounded up, for integers. */
function dividedUp(graph: OnnxGraph, a: Value, b: Value): Value {
  const rest = graph.node('Sub', [b, graph.integers(1)]);
  return graph.node('Div', [graph.node('Add', [a, rest]), b]);
}

/**
 * The same building blocks with attention written out: all of q·kᵀ, a softmax, a product. What the fused kernel is
 * compared with. The tokens that look are taken in slices, so that memory grows with the picture and not with its
 * square. How they are sliced depends on the size of the picture alone: its bytes are the same on every machine, at
 * any amount of free memory and in any batch.
 */
export const withPlainAttention = (Blocks: LayersClass): LayersClass =>
  class extends Blocks {
    override attention(q: Value, k: Value, v: Value, channels: number, heads: number, causal = false): Value {
      const { graph } = this;
      const split = (x: Value) => this.#split(x, channels, heads);
      const [keys, values] = [split(k), split(v)];
      const looked = (in_: OnnxGraph, queries: Value) => {
        const scores = in_.node(
          'FusedMatMul',
          [queries, keys],
          { transB: 1, alpha: { float: (channels / heads) ** -0.5 } },
          { domain: MICROSOFT },
        );
        const seen = causal ? this.#withoutFuture(scores) : scores;
        return in_.node('MatMul', [in_.node('Softmax', [seen], { axis: -1 }), values]);
      };
      // Only texts are causal, and they are short.
      if (causal) return this.#joined(looked(graph, split(q)), channels);

      const tokens = sizeOf(graph, q, 1);
      const most = graph.node('Div', [graph.integers(SLICE_SCORES), sizeOf(graph, k, 1)]);
      const slices = dividedUp(graph, tokens, graph.node('Max', [most, graph.integers(1)]));
      const length = dividedUp(graph, tokens, slices);
      const missing = graph.node('Sub', [graph.node('Mul', [slices, length]), tokens]);
      const borders = graph.node('Concat', [graph.integers(0), missing], { axis: 0 });
      const queries = split(graph.node('Pad', [q, borders, '', graph.integers(1)]));

      const body = graph.body();
      const turn = body.input(`${queries} turn`, OnnxType.I64, []);
      const goesOn = body.input(`${queries} goes on`, OnnxType.BOOL, []);
      const start = body.node('Mul', [turn, length]);
      const slice = [queries, start, body.node('Add', [start, length]), body.integers(2)];
      body.output(`${queries} still`, goesOn, [], OnnxType.BOOL);
      body.output(`${queries} slice`, looked(body, body.node('Slice', slice)), [
        'batch',
        heads,
        'slice',
        channels / heads,
      ]);
      const times = graph.node('Squeeze', [slices]);
      const sliced = graph.node('Loop', [times, ''], { body: { body } });
      const inOrder = graph.node('Transpose', [sliced], { perm: [1, 0, 3, 2, 4] });
      const all = graph.node('Reshape', [
        inOrder,
        graph.node('Concat', [sizeOf(graph, q, 0), graph.integers(-1, channels)], { axis: 0 }),
      ]);
      return graph.node('Slice', [all, graph.integers(0), tokens, graph.integers(1)]);
    }

    /** (B, T, C) → (B, heads, T, C / heads) */
    #split(x: Value, channels: number, heads: number): Value {
      const { graph } = this;
      const apart = graph.node('Reshape', [x, graph.integers(0, -1, heads, channels / heads)]);
      return graph.node('Transpose', [apart], { perm: [0, 2, 1, 3] });
    }

    /** (B, heads, T, C / heads) → (B, T, C) */
    #joined(x: Value, channels: number): Value {
      const { graph } = this;
      const mixed = graph.node('Transpose', [x], { perm: [0, 2, 1, 3] });
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
