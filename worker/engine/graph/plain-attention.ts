import type { Attended, LayersClass } from './layers';
import { MICROSOFT, type OnnxGraph, OnnxType, type Value } from './onnx/graph';

/**
 * Scores of one head that are computed at a time: 256 tokens looking at 4096, 4 MiB. The allocator gives larger pieces of
 * memory back to the system after each use, and asking for them anew takes longer than the arithmetic.
 */
const SLICE_SCORES = 256 * 4096;

/** Number of a shape's axis, (1). */
const sizeOf = (graph: OnnxGraph, x: Value, axis: number): Value =>
  graph.node('Shape', [x], { start: axis, end: axis + 1 });

const product = (graph: OnnxGraph, ...factors: [Value, ...Value[]]): Value =>
  factors.reduce((all, factor) => graph.node('Mul', [all, factor]));

const concat = (graph: OnnxGraph, ...numbers: Value[]): Value => graph.node('Concat', numbers, { axis: 0 });

/** a / b rounded up, for integers. */
function dividedUp(graph: OnnxGraph, a: Value, b: Value): Value {
  const rest = graph.node('Sub', [b, graph.integers(1)]);
  return graph.node('Div', [graph.node('Add', [a, rest]), b]);
}

/**
 * The same building blocks with attention written out: all of q·kᵀ, a softmax, a product. What the fused kernel is
 * compared with. The tokens that look are taken in slices, and the heads of large pictures one by one, so that memory
 * grows with the picture and not with its square. How tokens are sliced depends on the size of the picture alone: its
 * bytes are the same on every machine, at any amount of free memory and in any batch.
 */
export const withPlainAttention = (Blocks: LayersClass): LayersClass =>
  class extends Blocks {
    override attention(
      q: Value,
      k: Value,
      v: Value,
      channels: number,
      heads: number,
      attended: Attended = 'picture',
    ): Value {
      const { graph } = this;
      const scale = (channels / heads) ** -0.5;
      // Texts are short.
      if (attended !== 'picture') {
        const [queries, keys, values] = [q, k, v].map((x) => this.#split(x, heads, channels / heads)) as [
          Value,
          Value,
          Value,
        ];
        const scores = scoresOf(graph, queries, keys, scale);
        const seen = attended === 'earlier' ? this.#withoutFuture(scores) : scores;
        return this.#joined(mixed(graph, seen, values), channels);
      }
      const { padded, length, slices, groups } = this.#slices(q, k, heads);
      const grouped = (x: Value) => {
        const split = this.#split(x, heads, channels / heads);
        const shape = concat(graph, groups, graph.integers(-1), sizeOf(graph, x, 1));
        return graph.node('Reshape', [split, concat(graph, shape, graph.integers(channels / heads))]);
      };
      const [queries, keys, values] = [grouped(padded), grouped(k), grouped(v)];

      const body = graph.body();
      const turn = body.input(`${queries} turn`, OnnxType.I64, []);
      const goesOn = body.input(`${queries} goes on`, OnnxType.BOOL, []);
      const group = body.node('Div', [turn, slices]);
      const start = product(body, body.node('Mod', [turn, slices]), length);
      const end = body.node('Add', [start, length]);
      const ofGroup = (x: Value) =>
        body.node('Squeeze', [body.node('Gather', [x, group], { axis: 0 }), body.integers(0)]);
      const looking = body.node('Slice', [ofGroup(queries), start, end, body.integers(1)]);
      body.output(`${queries} still`, goesOn, [], OnnxType.BOOL);
      const seen = mixed(body, scoresOf(body, looking, ofGroup(keys), scale), ofGroup(values));
      body.output(`${queries} slice`, seen, ['heads', 'slice', channels / heads]);

      const times = graph.node('Squeeze', [product(graph, groups, slices)]);
      const sliced = graph.node('Loop', [times, ''], { body: { body } });
      // (groups · slices, heads of a group, tokens of a slice, C / heads)
      const apart = graph.node('Reshape', [
        sliced,
        concat(graph, groups, slices, graph.integers(-1), length, graph.integers(channels / heads)),
      ]);
      const inOrder = graph.node('Reshape', [
        graph.node('Transpose', [apart], { perm: [0, 2, 1, 3, 4] }),
        concat(graph, sizeOf(graph, q, 0), graph.integers(heads, -1, channels / heads)),
      ]);
      const all = this.#joined(inOrder, channels);
      return graph.node('Slice', [all, graph.integers(0), sizeOf(graph, q, 1), graph.integers(1)]);
    }

    /** How many slices the tokens are taken in, how long one is, and the heads in how many groups. */
    #slices(q: Value, k: Value, heads: number): Record<'padded' | 'length' | 'slices' | 'groups', Value> {
      const { graph } = this;
      const [tokens, context] = [sizeOf(graph, q, 1), sizeOf(graph, k, 1)];
      const most = graph.node('Div', [graph.integers(SLICE_SCORES), context]);
      const slices = dividedUp(graph, tokens, graph.node('Max', [most, graph.integers(1)]));
      const length = dividedUp(graph, tokens, slices);
      const missing = graph.node('Sub', [product(graph, slices, length), tokens]);
      const borders = concat(graph, graph.integers(0), missing);
      const padded = graph.node('Pad', [q, borders, '', graph.integers(1)]);
      const allHeads = product(graph, sizeOf(graph, q, 0), graph.integers(heads));
      const isLarge = graph.node('Greater', [
        product(graph, allHeads, length, context),
        graph.integers(SLICE_SCORES),
      ]);
      const groups = graph.node('Where', [isLarge, allHeads, graph.integers(1)]);
      return { padded, length, slices, groups };
    }

    /** (B, T, heads · C) → (B, heads, T, C) */
    #split(x: Value, heads: number, width: number): Value {
      const { graph } = this;
      const apart = graph.node('Reshape', [x, graph.integers(0, -1, heads, width)]);
      return graph.node('Transpose', [apart], { perm: [0, 2, 1, 3] });
    }

    /** (B, heads, T, C / heads) → (B, T, C) */
    #joined(x: Value, channels: number): Value {
      const { graph } = this;
      const together = graph.node('Transpose', [x], { perm: [0, 2, 1, 3] });
      return graph.node('Reshape', [together, graph.integers(0, -1, channels)]);
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

/** q·kᵀ times `scale` */
const scoresOf = (graph: OnnxGraph, q: Value, k: Value, scale: number): Value =>
  graph.node('FusedMatMul', [q, k], { transB: 1, alpha: { float: scale } }, { domain: MICROSOFT });

/** The values in the shares that the scores give them. */
const mixed = (graph: OnnxGraph, scores: Value, values: Value): Value =>
  graph.node('MatMul', [graph.node('Softmax', [scores], { axis: -1 }), values]);
