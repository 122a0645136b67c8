import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeArchitecture } from '../checkpoint/describe';
import { readCheckpoint } from '../checkpoint/read-checkpoint';
import type { Adaptation } from '../evaluation';
import adapters from '../golden/adapters.json';
import { CheckpointNetworks } from '../networks/checkpoint-networks';
import { golden } from '../testing/paths';
import { emptyTensors } from '../testing/safetensors-bytes';
import { floats, readTensors, relativeError, rowsOf, type TestTensor } from '../testing/tensors';
import { temporaryFile } from '../testing/write-safetensors';
import { adaptableWeights } from './adaptable-weights';
import { adaptationOf } from './adapter-set';
import { readHypernetwork } from './hypernetwork-file';
import { readLora } from './lora-file';

const FILE = golden('adapter-hypernetwork.safetensors');

describe('hypernetworks', { timeout: 60_000 }, () => {
  let networks: CheckpointNetworks;
  let tensors: Map<string, TestTensor>;
  let expected: Map<string, TestTensor>;
  beforeAll(async () => {
    const file = await readCheckpoint(golden('networks-sd1.safetensors'));
    networks = new CheckpointNetworks(file, describeArchitecture(file), { name: 'cpu', threads: 1 });
    tensors = await readTensors(golden('networks-sd1-golden.safetensors'));
    expected = await readTensors(golden('adapters.safetensors'));
  });
  afterAll(() => networks.release());

  async function denoise(adaptation: Adaptation | undefined): Promise<Float32Array> {
    const inputs = {
      timesteps: { data: Float32Array.of(981, 21), shape: [] },
      x: rowsOf(floats(tensors, 'unet.square.x')),
      context: rowsOf(floats(tensors, 'text.clip_skip1'), 2),
    };
    const evaluation = { network: 'denoiser', output: 'prediction', rows: 2, inputs } as const;
    return (await networks.evaluate({ ...evaluation, ...(adaptation ? { adaptation } : {}) })).output;
  }

  it('in the UNet, against PyTorch', async () => {
    const hypernetwork = await readHypernetwork(FILE, networks.architecture.unet);
    const weighted = [{ key: 'h', hypernetwork, strength: adapters.hypernetwork.weight }];
    const adaptation = adaptationOf('denoiser', [], weighted, new Map())!.make();
    const prediction = await denoise(adaptation);
    expect(relativeError(prediction, floats(expected, 'hypernetwork.unet').data)).toBeLessThan(1e-5);
  });

  it('works beside a LoRA, and its strength counts', async () => {
    const { architecture, file } = networks;
    const weights = adaptableWeights(file, architecture);
    const lora = await readLora(golden('adapter-lora.safetensors'), architecture, weights);
    const loras = [{ key: 'l', lora, teWeight: 1, unetWeight: 1 }];
    const hypernetwork = await readHypernetwork(FILE, architecture.unet);
    const both = (strength: number) =>
      adaptationOf('denoiser', loras, [{ key: 'h', hypernetwork, strength }], weights)!.make();
    const alone = await denoise(adaptationOf('denoiser', loras, [], weights)!.make());
    expect(relativeError(await denoise(both(1e-9)), alone)).toBeLessThan(1e-5);
    expect(relativeError(await denoise(both(1)), alone)).toBeGreaterThan(1e-3);
  });

  const sides = (shapes: Record<string, number[]>): Record<string, number[]> =>
    Object.fromEntries(
      ['0', '1'].flatMap((side) =>
        Object.entries(shapes).map(([part, shape]) => [`32.${side}.linear.${part}`, shape]),
      ),
    );
  const sound = sides({ '0.weight': [64, 32], '0.bias': [64], '2.weight': [32, 64], '2.bias': [32] });

  it.each([
    [
      'another checkpoint',
      { '320.0.linear.0.weight': [320, 320], '320.0.linear.0.bias': [320] },
      {},
      /none of its widths/,
    ],
    ['an unknown activation', sound, { activation_func: 'snake' }, /activation "snake"/],
    [
      'a side that is missing',
      { '32.0.linear.0.weight': [32, 32], '32.0.linear.0.bias': [32] },
      {},
      /do not lead back/,
    ],
    ['a bias that is missing', sides({ '0.weight': [32, 32] }), {}, /incomplete/],
    ['sizes that do not fit', { ...sound, '32.1.linear.2.weight': [32, 60] }, {}, /do not fit one another/],
    ['an end elsewhere', sides({ '0.weight': [64, 32], '0.bias': [64] }), {}, /do not lead back/],
    ['a file without any', { a: [1] }, {}, /none of its widths/],
  ])('refuses %s', async (_, shapes, metadata, message) => {
    const path = await temporaryFile(emptyTensors(shapes as Record<string, number[]>, metadata));
    await expect(readHypernetwork(path, networks.architecture.unet)).rejects.toThrow(message);
  });
});
