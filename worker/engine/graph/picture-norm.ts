import { groupCount } from '../checkpoint/architecture';
import { type OnnxGraph, OnnxType, type Value } from './onnx/graph';

/** Half a group norm: the numbers about 0, and for each channel what they are to be multiplied with for a deviation of 1. */
interface Centred {
  value: Value;
  /** (B, C, 1, 1) */
  scale: Value;
}

/** (B, groups, 1) → (B, C, 1, 1) */
function perChannel(graph: OnnxGraph, value: Value, channels: number): Value {
  const groups = groupCount(channels);
  const repeated = graph.node('Expand', [value, graph.integers(1, groups, channels / groups)]);
  return graph.node('Reshape', [repeated, graph.integers(0, channels, 1, 1)]);
}

/**
 * Centres (B, C, H, W) by groups. Sums are made by rows first and then of rows: one sum of the million numbers that a
 * group of a 512×512 picture has is wrong in the fifth digit in float32.
 */
export function centredByGroups(graph: OnnxGraph, x: Value, channels: number, epsilon: number): Centred {
  const groups = groupCount(channels);
  const byGroup = graph.integers(0, groups, -1);
  const meanOf = (rows: Value) =>
    graph.node('ReduceMean', [graph.node('Reshape', [rows, byGroup]), graph.integers(2)]);
  const last = graph.integers(3);
  const mean = perChannel(graph, meanOf(graph.node('ReduceMean', [x, last])), channels);
  const value = graph.node('Sub', [x, mean]);
  const width = graph.node('Cast', [graph.node('Shape', [x], { start: 3, end: 4 })], { to: OnnxType.F32 });
  const squares = graph.node('Div', [graph.node('ReduceSumSquare', [value, last]), width]);
  const variance = graph.node('Add', [meanOf(squares), graph.constant(Float32Array.of(epsilon), [1])]);
  const deviation = graph.node('Sqrt', [variance]);
  const inverse = graph.node('Reciprocal', [deviation]);
  return { value, scale: perChannel(graph, inverse, channels) };
}
