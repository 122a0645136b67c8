import { Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import type { SafetensorsFile } from '../checkpoint/safetensors';
import { createSession } from '../device/session';
import { Layers } from '../graph/layers';
import { OnnxGraph, OnnxType } from '../graph/onnx/graph';
import { Weights } from '../graph/weights';
import { ACTIVATIONS, HypernetworkLayers } from './hypernetwork-layers';
import { type HypernetworkShape, hypernetworkInput, strengthInput } from './hypernetwork-shape';

const file: SafetensorsFile = { path: '/none', size: 0, modified: 0, metadata: {}, tensors: new Map() };
const VALUES = [-3.5, -1, -0.25, 0, 0.5, 2];
const WIDTH = VALUES.length;

/** x → x + strength · layers(x) with identities for weights, so that only activation and norm are seen. */
async function run(shape: Omit<HypernetworkShape, 'widths'>, layerNorm: boolean, strength: number) {
  const graph = new OnnxGraph();
  const x = graph.input('x', OnnxType.F32, [1, 1, WIDTH]);
  const sizes = [WIDTH, WIDTH, WIDTH];
  const hypernetwork = { ...shape, widths: [{ width: WIDTH, sizes, layerNorm }] };
  const layers = new HypernetworkLayers(new Layers(graph, new Weights(graph, file, '')), [hypernetwork]);
  graph.output('y', layers.apply(x, WIDTH, 'v'), [1, 1, WIDTH]);
  const session = await createSession(graph.encode(), { name: 'cpu', threads: 1 });
  const identity = Float32Array.from({ length: WIDTH ** 2 }, (_, i) => (i % (WIDTH + 1) === 0 ? 1 : 0));
  const feeds: Record<string, Tensor> = {
    x: new Tensor('float32', Float32Array.from(VALUES), [1, 1, WIDTH]),
    [strengthInput(0)]: new Tensor('float32', [strength], [1]),
  };
  for (const i of [0, 1]) {
    const name = (part: string) => hypernetworkInput(0, WIDTH, 'v', `${i} ${part}`);
    feeds[name('weight')] = new Tensor('float32', identity, [WIDTH, WIDTH]);
    feeds[name('bias')] = new Tensor('float32', new Float32Array(WIDTH), [WIDTH]);
    if (!layerNorm) continue;
    feeds[name('norm weight')] = new Tensor('float32', new Float32Array(WIDTH).fill(1), [WIDTH]);
    feeds[name('norm bias')] = new Tensor('float32', new Float32Array(WIDTH).fill(0.5), [WIDTH]);
  }
  const { y } = await session.run(feeds);
  await session.release();
  return [...(y!.data as Float32Array)];
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const softplus = (x: number) => Math.log1p(Math.exp(x));
const [SELU_ALPHA, SELU_SCALE] = [1.6732632423543772, 1.0507009873554805];
/** Φ at the values above, from tables. */
const PHI = new Map([
  [-3.5, 0.00023262908],
  [-1, 0.15865525],
  [-0.25, 0.40129367],
  [0, 0.5],
  [0.5, 0.69146246],
  [2, 0.97724987],
]);

/** What torch computes. */
const EXPECTED: Record<string, (x: number) => number> = {
  linear: (x) => x,
  relu: (x) => Math.max(0, x),
  leakyrelu: (x) => (x < 0 ? 0.01 * x : x),
  elu: (x) => (x < 0 ? Math.expm1(x) : x),
  selu: (x) => SELU_SCALE * (x < 0 ? SELU_ALPHA * Math.expm1(x) : x),
  swish: (x) => x * sigmoid(x),
  silu: (x) => x * sigmoid(x),
  hardswish: (x) => (x * Math.min(6, Math.max(0, x + 3))) / 6,
  mish: (x) => x * Math.tanh(softplus(x)),
  gelu: (x) => x * PHI.get(x)!,
  tanh: Math.tanh,
  sigmoid,
  softplus,
  softsign: (x) => x / (1 + Math.abs(x)),
};

const normalized = (values: number[]): number[] => {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const variance = values.reduce((total, value) => total + (value - mean) ** 2, 0) / values.length;
  return values.map((value) => (value - mean) / Math.sqrt(variance + 1e-5) + 0.5);
};

function expectClose(found: number[], expected: number[]): void {
  found.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i]!, 5);
  });
}

describe('hypernetwork layers, as torch computes them', () => {
  it('knows what is tested', () => {
    expect(Object.keys(ACTIVATIONS).sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  it.each(Object.entries(EXPECTED))('%s after the first layer', async (activation, expected) => {
    const found = await run({ activation, activateOutput: false }, false, 0.5);
    expectClose(
      found,
      VALUES.map((x) => x + 0.5 * expected(x)),
    );
  });

  it('activated output', async () => {
    const found = await run({ activation: 'tanh', activateOutput: true }, false, 2);
    expectClose(
      found,
      VALUES.map((x) => x + 2 * Math.tanh(Math.tanh(x))),
    );
  });

  it('layer norm after each layer', async () => {
    const found = await run({ activation: 'relu', activateOutput: false }, true, 1);
    const first = normalized(VALUES.map((x) => Math.max(0, x)));
    const second = normalized(first);
    expectClose(
      found,
      VALUES.map((x, i) => x + second[i]!),
    );
  });

  it('strength 0 leaves everything as it is', async () => {
    expect(await run({ activation: 'relu', activateOutput: false }, false, 0)).toEqual(VALUES);
  });
});
