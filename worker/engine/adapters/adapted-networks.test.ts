import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeArchitecture } from '../checkpoint/describe';
import { readCheckpoint } from '../checkpoint/read-checkpoint';
import type { Adaptation, NetworkName, Rows } from '../evaluation';
import adapters from '../golden/adapters.json';
import { contextOutput } from '../graph/text-encoder';
import { CheckpointNetworks } from '../networks/checkpoint-networks';
import { golden } from '../testing/paths';
import { floats, readTensors, relativeError, rowsOf, type TestTensor } from '../testing/tensors';
import { adaptableWeights } from './adaptable-weights';
import { adaptationOf, type WeightedLora } from './adapter-set';
import { readLora } from './lora-file';

interface Model {
  networks: CheckpointNetworks;
  tensors: Map<string, TestTensor>;
  adapt(
    adapters: { adapter: string; te: number; unet: number }[],
  ): Promise<(network: NetworkName) => Adaptation | undefined>;
}

async function small(family: string): Promise<Model> {
  const file = await readCheckpoint(golden(`networks-${family}.safetensors`));
  const architecture = describeArchitecture(file);
  const weights = adaptableWeights(file, architecture);
  return {
    networks: new CheckpointNetworks(file, architecture, { name: 'cpu', threads: 1 }),
    tensors: await readTensors(golden(`networks-${family}-golden.safetensors`)),
    async adapt(list) {
      const loras: WeightedLora[] = [];
      for (const { adapter, te, unet } of list) {
        const path = golden(`${adapter.startsWith('adapter-') ? adapter : `adapter-${adapter}`}.safetensors`);
        loras.push({
          key: adapter,
          lora: await readLora(path, architecture, weights),
          teWeight: te,
          unetWeight: unet,
        });
      }
      return (network) => adaptationOf(network, loras, [], weights)?.make();
    },
  };
}

let expected: Map<string, TestTensor>;
beforeAll(async () => {
  expected = await readTensors(golden('adapters.safetensors'));
});

async function evaluate(
  { networks }: Model,
  network: NetworkName,
  output: string,
  inputs: Record<string, Rows>,
  adaptation: Adaptation | undefined,
): Promise<Float32Array> {
  const rows =
    Object.values(inputs)[0]!.data.length / Object.values(inputs)[0]!.shape.reduce((a, b) => a * b, 1);
  return (await networks.evaluate({ network, output, inputs, rows, ...(adaptation ? { adaptation } : {}) }))
    .output;
}

const ids = ({ tensors }: Model, name: string): Rows => {
  const { data, shape } = tensors.get(name)!;
  return rowsOf({ data: data as BigInt64Array, shape }, 2);
};

describe('networks with LoRAs, against PyTorch', { timeout: 60_000 }, () => {
  let model: Model;
  beforeAll(async () => {
    model = await small('sd1');
  });
  afterAll(() => model.networks.release());

  const denoise = (context: Float32Array, adaptation: Adaptation | undefined) =>
    evaluate(
      model,
      'denoiser',
      'prediction',
      {
        timesteps: { data: Float32Array.of(981, 21), shape: [] },
        x: rowsOf(floats(model.tensors, 'unet.square.x')),
        context: { data: context, shape: [77, 32] },
      },
      adaptation,
    );

  it.each(Object.entries(adapters.sd1))('%s', async (name, list) => {
    const adapted = await model.adapt(list);
    const text = await evaluate(
      model,
      'text',
      'clip_skip_1',
      { ids: ids(model, 'text.ids') },
      adapted('text'),
    );
    expect(relativeError(text, floats(expected, `${name}.text`).data)).toBeLessThan(1e-5);
    const prediction = await denoise(text, adapted('denoiser'));
    expect(relativeError(prediction, floats(expected, `${name}.unet`).data)).toBeLessThan(1e-5);
  });

  it('is the plain network again when the LoRAs are gone', async () => {
    const context = rowsOf(floats(model.tensors, 'text.clip_skip1'), 2).data as Float32Array;
    await denoise(context, (await model.adapt([{ adapter: 'locon', te: 1, unet: 1 }]))('denoiser'));
    const plain = await denoise(context, undefined);
    expect(relativeError(plain, floats(model.tensors, 'unet.square.out').data)).toBeLessThan(1e-5);
  });
});

describe.each(['sd2', 'sdxl'] as const)('%s with a LoRA, against PyTorch', { timeout: 60_000 }, (family) => {
  let model: Model;
  beforeAll(async () => {
    model = await small(family);
  });
  afterAll(() => model.networks.release());

  it('text encoders and UNet', async () => {
    const { adapter, te, unet } = adapters[family];
    const adapted = await model.adapt([{ adapter, te, unet }]);
    const { text, text2, unet: layout } = model.networks.architecture;
    const first = await evaluate(
      model,
      'text',
      contextOutput(text, 1),
      { ids: ids(model, family === 'sd2' ? 'text.open.ids' : 'text.0.ids') },
      adapted('text'),
    );
    const inputs: Record<string, Rows> = {
      timesteps: { data: Float32Array.of(981, 21), shape: [] },
      x: rowsOf(floats(model.tensors, 'unet.square.x')),
      context: { data: floats(expected, `${family}.text`).data, shape: [77, layout.contextWidth] },
    };
    if (text2) {
      const second = await evaluate(
        model,
        'text2',
        contextOutput(text2, 1),
        { ids: ids(model, 'text.1.ids') },
        adapted('text2'),
      );
      const { context, pooled } = sideBySide(first, text.width, second, text2.width);
      expect(relativeError(context, floats(expected, 'sdxl.text').data)).toBeLessThan(1e-5);
      expect(relativeError(pooled, floats(expected, 'sdxl.pooled').data)).toBeLessThan(1e-5);
      inputs.pooled = { data: pooled, shape: [text2.width] };
      inputs.sizes = rowsOf(floats(model.tensors, 'sizes'));
    } else {
      expect(relativeError(first, floats(expected, `${family}.text`).data)).toBeLessThan(1e-5);
    }
    const prediction = await evaluate(model, 'denoiser', 'prediction', inputs, adapted('denoiser'));
    expect(relativeError(prediction, floats(expected, `${family}.unet`).data)).toBeLessThan(1e-5);
  });
});

/** Two rows of (77, a) and of (78, b), whose last row is the pooled vector. */
function sideBySide(first: Float32Array, a: number, second: Float32Array, b: number) {
  const context = new Float32Array(2 * 77 * (a + b));
  const pooled = new Float32Array(2 * b);
  for (let row = 0; row < 2; row++) {
    for (let token = 0; token < 77; token++) {
      const to = (row * 77 + token) * (a + b);
      context.set(first.subarray((row * 77 + token) * a, (row * 77 + token + 1) * a), to);
      context.set(second.subarray((row * 78 + token) * b, (row * 78 + token + 1) * b), to + a);
    }
    pooled.set(second.subarray((row * 78 + 77) * b, (row * 78 + 78) * b), row * b);
  }
  return { context, pooled };
}
