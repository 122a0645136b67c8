import { beforeAll, describe, expect, it } from 'vitest';
import { describeArchitecture } from '../checkpoint/describe';
import { openSafetensors } from '../checkpoint/safetensors';
import type { NetworkName, Rows } from '../evaluation';
import { CheckpointNetworks } from '../networks/checkpoint-networks';
import { golden, STARTER, STARTER_GOLDEN } from '../testing/paths';
import { storedAs } from '../testing/stored-as';
import { floats, readTensors, relativeError, rowsOf, type TestTensor } from '../testing/tensors';
import { clipSkipOutput } from './text-encoder';

const CPU = { name: 'cpu', threads: 2 } as const;

async function networksOf(path: string): Promise<CheckpointNetworks> {
  const file = await openSafetensors(path);
  return new CheckpointNetworks(file, describeArchitecture(file), CPU);
}

async function run(
  networks: CheckpointNetworks,
  network: NetworkName,
  output: string,
  inputs: Record<string, Rows>,
  rows: number,
): Promise<Float32Array> {
  return (await networks.evaluate({ network, output, inputs, rows })).output;
}

describe('the starter, against PyTorch', { timeout: 60_000 }, () => {
  let networks: CheckpointNetworks;
  let tensors: Map<string, TestTensor>;
  const value = (start: string) => floats(tensors, start);

  beforeAll(async () => {
    [networks, tensors] = await Promise.all([networksOf(STARTER), readTensors(STARTER_GOLDEN)]);
    return () => networks.release();
  });

  it.each([1, 2])('text encoder, clip skip %i', async (clipSkip) => {
    const { data, shape } = tensors.get('text.ids[4,77] (prompts then empty)')!;
    const ids = rowsOf({ data: data as BigInt64Array, shape });
    const encoded = await run(networks, 'text', clipSkipOutput(clipSkip), { ids }, 4);
    expect(relativeError(encoded, value(`text.out.clip_skip${clipSkip}`).data)).toBeLessThan(1e-5);
  });

  const unetCases = ['16x16', '24x16'].flatMap((size) =>
    [981, 500, 21].flatMap((t) => [1, 2].map((batch): [string, number, number] => [size, t, batch])),
  );
  it.each(unetCases)('UNet, latent %s, timestep %i, batch %i', async (size, t, batch) => {
    const inputs = {
      x: rowsOf(value(`unet.${size}.x`), batch),
      timesteps: { data: new Float32Array(batch).fill(t), shape: [] },
      context: rowsOf(value('text.out.clip_skip1'), batch),
    };
    const prediction = await run(networks, 'denoiser', 'prediction', inputs, batch);
    expect(relativeError(prediction, value(`unet.${size}.t${t}.batch${batch}`).data)).toBeLessThan(1e-5);
  });

  it.each([
    ['[1,4,16,16]', '[1,3,128,128]'],
    ['[1,4,24,16]', '[1,3,192,128]'],
  ])('VAE decoder, latent %s', async (latent, picture) => {
    const image = await run(networks, 'decoder', 'image', { z: rowsOf(value(`vae.decode.z${latent}`)) }, 1);
    expect(relativeError(image, value(`vae.decode.y${picture}`).data)).toBeLessThan(1e-5);
  });

  it.each(['mean', 'logvar'])('VAE encoder, %s', async (output) => {
    const moments = await run(networks, 'encoder', output, { image: rowsOf(value('vae.encode.x')) }, 1);
    expect(relativeError(moments, value(`vae.encode.${output}`).data)).toBeLessThan(1e-5);
  });
});

describe.each(['fp16', 'bf16', 'fp32'])('a small model in %s, against diffusers and transformers', (type) => {
  let networks: CheckpointNetworks;
  let tensors: Map<string, TestTensor>;
  const value = (start: string) => floats(tensors, start);

  beforeAll(async () => {
    // The bf16 file has no VAE; its other networks are described as those of the whole file.
    const half = golden('networks-sd1.safetensors');
    const paths = {
      fp16: half,
      bf16: golden('networks-sd1-bf16.safetensors'),
      fp32: await storedAs(half, 'F32'),
    };
    const whole = describeArchitecture(await openSafetensors(half));
    networks = new CheckpointNetworks(await openSafetensors(paths[type as 'fp16']), whole, CPU);
    tensors = await readTensors(golden('networks-sd1-golden.safetensors'));
    return () => networks.release();
  });

  it.each([1, 2])('text encoder, clip skip %i', async (clipSkip) => {
    const { data, shape } = tensors.get('text.ids')!;
    const ids = rowsOf({ data: data as BigInt64Array, shape });
    const encoded = await run(networks, 'text', clipSkipOutput(clipSkip), { ids }, shape[0]!);
    expect(relativeError(encoded, value(`text.clip_skip${clipSkip}`).data)).toBeLessThan(1e-5);
  });

  it.each([
    ['square', [981, 21], 2, 77],
    ['between', [899.1], 1, 77],
    ['odd', [500], 1, 154],
  ])('UNet, %s latent', async (size, t, batch, tokens) => {
    const context = value('text.clip_skip1');
    const width = context.shape[2]!;
    const inputs = {
      x: rowsOf(value(`unet.${size}.x`)),
      timesteps: { data: Float32Array.from(t), shape: [] },
      context: { data: context.data.slice(0, batch * tokens * width), shape: [tokens, width] },
    };
    const prediction = await run(networks, 'denoiser', 'prediction', inputs, batch);
    expect(relativeError(prediction, value(`unet.${size}.out`).data)).toBeLessThan(1e-5);
  });

  it.skipIf(type === 'bf16')('VAE, both ways', async () => {
    const image = await run(networks, 'decoder', 'image', { z: rowsOf(value('vae.decode.z')) }, 1);
    expect(relativeError(image, value('vae.decode.y').data)).toBeLessThan(1e-5);
    const mean = await run(networks, 'encoder', 'mean', { image: rowsOf(value('vae.encode.x')) }, 1);
    expect(relativeError(mean, value('vae.encode.mean').data)).toBeLessThan(1e-5);
  });
});
