import { Tensor } from 'onnxruntime-node';
import { expect, it } from 'vitest';
import { openSafetensors } from '../checkpoint/safetensors';
import { createSession } from '../device/session';
import { safetensorsOf } from '../testing/stored-tensors';
import { relativeError } from '../testing/tensors';
import { temporaryFile } from '../testing/write-safetensors';
import { Layers } from './layers';
import { OnnxGraph, OnnxType, type Value } from './onnx/graph';
import { Weights } from './weights';

const [FROM, TO] = [5, 3];

const floatsOf = (length: number, start: number) =>
  Float32Array.from({ length }, (_, i) => Math.sin((i + start) * 12.9898));
const stored = (shape: number[], start: number) => {
  const values = floatsOf(
    shape.reduce((a, b) => a * b, 1),
    start,
  );
  return { dtype: 'F32', shape, data: Buffer.from(values.buffer) };
};

async function computed(
  build: (layers: Layers, x: Value) => Value,
  path: string,
  shape: number[],
): Promise<Tensor> {
  const graph = new OnnxGraph();
  const layers = new Layers(graph, new Weights(graph, await openSafetensors(path), ''));
  const x = graph.input('x', OnnxType.F32, ['batch', FROM, 'height', 'width']);
  graph.output('y', build(layers, x), ['batch', TO, 'doubled height', 'doubled width']);
  const session = await createSession(graph.encode(), { name: 'cpu', threads: 1 });
  const data = floatsOf(
    shape.reduce((a, b) => a * b, 1),
    7,
  );
  const { y } = await session.run({ x: new Tensor('float32', data, shape) });
  await session.release();
  return y as Tensor;
}

it.each([
  [1, 1, 1],
  [1, 4, 4],
  [2, 3, 5],
])('%i pictures of %i×%i: as if they were doubled first', async (rows, height, width) => {
  const tensors = new Map([
    ['up.weight', stored([TO, FROM, 3, 3], 0)],
    ['up.bias', stored([TO], 99)],
  ]);
  const path = await temporaryFile(safetensorsOf(tensors));
  const shape = [rows, FROM, height, width];
  const quick = await computed((layers, x) => layers.doubledConv(x, 'up', FROM, TO), path, shape);
  const slow = await computed((layers, x) => layers.conv(layers.double(x), 'up', FROM, TO, 3), path, shape);
  expect(quick.dims).toEqual([rows, TO, 2 * height, 2 * width]);
  expect(relativeError(quick.data as Float32Array, slow.data as Float32Array)).toBeLessThan(1e-6);
});
