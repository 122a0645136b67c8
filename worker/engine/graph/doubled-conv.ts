import type { OnnxGraph, Value } from './onnx/graph';
import type { Weights } from './weights';

/**
 * Which of a kernel's three taps fall on the same place once every place stands twice: for the first and for the second
 * of the two places, those of its first and of its second tap.
 */
const TAPS = [
  [
    [1, 0, 0],
    [0, 1, 1],
  ],
  [
    [1, 1, 0],
    [0, 0, 1],
  ],
] as const;

/** (9, 4): from the 3×3 taps of a kernel to the 2×2 of one of its four phases. */
const merged = (rows: (typeof TAPS)[number], columns: (typeof TAPS)[number]): Float32Array =>
  Float32Array.from({ length: 36 }, (_, i) => {
    const [row, column] = [Math.floor(i / 12), Math.floor(i / 4) % 3];
    const [down, across] = [Math.floor((i % 4) / 2), i % 2];
    return rows[down]![row]! * columns[across]![column]!;
  });

/**
 * The 3×3 convolution of `x` at twice its height and width, nearest neighbour, without doubling it: each of the four
 * places that come of one has a 2×2 kernel of its own on `x`, 16 products in all instead of 36.
 * @returns (B, to, 2H, 2W)
 */
export function doubledConv(
  graph: OnnxGraph,
  weights: Weights,
  x: Value,
  key: string,
  from: number,
  to: number,
): Value {
  const kernels = weights.get(`${key}.weight`, [to * from, 9]);
  const bias = weights.get(`${key}.bias`, [to]);
  const shape = graph.integers(to, from, 2, 2);
  const phases = TAPS.flatMap((rows, y) =>
    TAPS.map((columns, x_) => {
      const small = graph.node('MatMul', [kernels, graph.constant(merged(rows, columns), [9, 4])]);
      return graph.node('Conv', [x, graph.node('Reshape', [small, shape]), bias], {
        kernel_shape: [2, 2],
        pads: [1 - y, 1 - x_, y, x_],
      });
    }),
  );
  return graph.node('DepthToSpace', [graph.node('Concat', phases, { axis: 1 })], {
    blocksize: 2,
    mode: 'DCR',
  });
}
