import { Tensor } from 'onnxruntime-node';
import { expect, it } from 'vitest';
import { createSession } from '../device/session';
import { relativeError } from '../testing/tensors';
import { OnnxGraph, OnnxType } from './onnx/graph';
import { centredByGroups } from './picture-norm';

const EPSILON = 1e-6;

/** In double precision; four channels a group. */
function exactly(x: Float32Array, rows: number): Float32Array {
  const length = x.length / rows / 2;
  const normalized = new Float32Array(x.length);
  for (let at = 0; at < x.length; at += length) {
    const group = x.subarray(at, at + length);
    let mean = 0;
    for (const value of group) mean += value / length;
    let variance = 0;
    for (const value of group) variance += (value - mean) ** 2 / length;
    const scale = 1 / Math.sqrt(variance + EPSILON);
    group.forEach((value, i) => {
      normalized[at + i] = (value - mean) * scale;
    });
  }
  return normalized;
}

it.each([
  [1, 8, 12, 1e-6],
  [2, 9, 7, 1e-6],
  [1, 512, 512, 1e-6],
])('of %i pictures of %i×%i is exact, far from 0 too', async (rows, height, width, most) => {
  const channels = 8;
  const graph = new OnnxGraph();
  const x = graph.input('x', OnnxType.F32, ['batch', channels, 'height', 'width']);
  const { value, scale } = centredByGroups(graph, x, channels, EPSILON);
  graph.output('y', graph.node('Mul', [value, scale]), ['batch', channels, 'height', 'width']);
  const session = await createSession(graph.encode(), { name: 'cpu', threads: 2 });
  const shape = [rows, channels, height, width];
  const data = Float32Array.from(
    { length: rows * channels * height * width },
    (_, i) => 3 + Math.sin(i * 12.9898) + 0.3 * Math.cos(i * 0.0007),
  );
  const { y } = await session.run({ x: new Tensor('float32', data, shape) });
  await session.release();
  expect(relativeError(y!.data as Float32Array, exactly(data, rows))).toBeLessThan(most);
});
