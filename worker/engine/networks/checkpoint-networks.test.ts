import { describe, expect, it } from 'vitest';
import { readVae } from '../checkpoint/read-vae';
import type { Evaluation } from '../evaluation';
import { golden } from '../testing/paths';
import { type StoredTensors, safetensorsOf, storedTensors } from '../testing/stored-tensors';
import { floats, readTensors, relativeError } from '../testing/tensors';
import { temporaryFile } from '../testing/write-safetensors';
import { CheckpointNetworks } from './checkpoint-networks';
import { openCheckpoint } from './open-checkpoint';

const SD1 = golden('networks-sd1.safetensors');

async function networksOf(path: string, freeMemory?: () => number): Promise<CheckpointNetworks> {
  const { file, model } = await openCheckpoint(path);
  return new CheckpointNetworks(file, model.architecture, { name: 'cpu', threads: 2 }, { freeMemory });
}

/** Numbers without a pattern. */
function noise(...shape: number[]) {
  const length = shape.reduce((a, b) => a * b, 1);
  return { data: Float32Array.from({ length }, (_, i) => Math.sin(i * i * 0.37 + i)), shape };
}

/** Planes (C, H, W) moved right and down, what leaves coming back at the other side. */
function rolled({ data, shape }: { data: Float32Array; shape: number[] }, by: number) {
  const [channels = 0, height = 0, width = 0] = shape;
  const moved = new Float32Array(data.length);
  for (let c = 0; c < channels; c++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const to = (c * height + ((y + by) % height)) * width + ((x + by) % width);
        moved[to] = data[(c * height + y) * width + x]!;
      }
    }
  }
  return { data: moved, shape };
}

const decoding = (z: Evaluation['inputs'][string], more: Partial<Evaluation> = {}): Evaluation => ({
  network: 'decoder',
  output: 'image',
  rows: 1,
  inputs: { z },
  ...more,
});

describe('tiling', { timeout: 60_000 }, () => {
  it.each([true, false])('a picture that is moved in a circle is the same picture: %s', async (tiling) => {
    const networks = await networksOf(SD1);
    const z = noise(4, 8, 12);
    const image = async (latent: typeof z) => (await networks.evaluate(decoding(latent, { tiling }))).output;
    const still = { data: await image(z), shape: [3, 64, 96] };
    const difference = relativeError(await image(rolled(z, 2)), rolled(still, 16).data);
    if (tiling) expect(difference).toBeLessThan(1e-5);
    else expect(difference).toBeGreaterThan(1e-3);
    await networks.release();
  });

  it('holds for the UNet too', async () => {
    const networks = await networksOf(SD1);
    const x = noise(4, 8, 8);
    const context = noise(77, networks.architecture.text.width);
    const prediction = async (latent: typeof x) => {
      const inputs = { x: latent, timesteps: { data: Float32Array.of(500), shape: [] }, context };
      const { output } = await networks.evaluate({
        network: 'denoiser',
        output: 'prediction',
        rows: 1,
        inputs,
        tiling: true,
      });
      return output;
    };
    const still = { data: await prediction(x), shape: x.shape };
    expect(relativeError(await prediction(rolled(x, 4)), rolled(still, 4).data)).toBeLessThan(1e-5);
    await networks.release();
  });
});

describe('another VAE', { timeout: 60_000 }, () => {
  it('decodes and encodes in place of the own one, which comes back', async () => {
    const networks = await networksOf(SD1);
    const tensors = await readTensors(golden('networks-sdxl-golden.safetensors'));
    const vae = await readVae(golden('networks-sdxl.safetensors'));
    const [z, picture] = [floats(tensors, 'vae.decode.z'), floats(tensors, 'vae.encode.x')];
    const latent = { data: z.data, shape: z.shape.slice(1) };
    const image = async (more: Partial<Evaluation>) =>
      (await networks.evaluate(decoding(latent, more))).output;
    const before = Float32Array.from(await image({}));
    expect(relativeError(await image({ vae }), floats(tensors, 'vae.decode.y').data)).toBeLessThan(1e-5);
    const { output: mean } = await networks.evaluate({
      network: 'encoder',
      output: 'mean',
      rows: 1,
      inputs: { image: { data: picture.data, shape: picture.shape.slice(1) } },
      vae,
    });
    expect(relativeError(mean, floats(tensors, 'vae.encode.mean').data)).toBeLessThan(1e-5);
    expect(await image({})).toEqual(before);
    await networks.release();
  });
});

describe('a latent larger than memory', { timeout: 60_000 }, () => {
  it('is decoded in tiles, nearly the same', async () => {
    const [roomy, tight] = [await networksOf(SD1), await networksOf(SD1, () => 1000)];
    const z = noise(4, 40, 80);
    const { output: whole } = await roomy.evaluate(decoding(z));
    const { output: joined, milliseconds } = await tight.evaluate(decoding(z));
    expect(joined).toHaveLength(whole.length);
    expect(relativeError(joined, whole)).toBeLessThan(0.2);
    expect(relativeError(joined, whole)).toBeGreaterThan(0);
    expect(milliseconds).toBeGreaterThan(0);
    const small = noise(4, 8, 8);
    const { output: expected } = await roomy.evaluate(decoding(small));
    expect((await tight.evaluate(decoding(small))).output).toEqual(expected);
    await roomy.release();
    await tight.release();
  });
});

describe('NaN', { timeout: 60_000 }, () => {
  const spoilt = async (name: string, bits: number) => {
    const tensors: StoredTensors = await storedTensors(SD1);
    const tensor = tensors.get(name)!;
    tensor.data = Buffer.from(tensor.data);
    tensor.data.writeUInt16LE(bits, 2);
    return networksOf(await temporaryFile(safetensorsOf(tensors)));
  };

  it.each([
    ['NaN', 0x7e00],
    ['infinity', 0xfc00],
  ])('in the weights is named: %s', async (_, bits) => {
    const name = 'first_stage_model.decoder.conv_out.weight';
    const networks = await spoilt(name, bits);
    await expect(networks.evaluate(decoding(noise(4, 4, 4)))).rejects.toMatchObject({
      code: 'not-a-number',
      message: expect.stringContaining(`the tensor "${name}" of its VAE is not all numbers`),
    });
    await networks.release();
  });

  it('that comes from elsewhere is handed on', async () => {
    const networks = await networksOf(SD1);
    const z = { data: new Float32Array(64).fill(Number.NaN), shape: [4, 4, 4] };
    const { output } = await networks.evaluate(decoding(z));
    expect(output.every(Number.isNaN)).toBe(true);
    await networks.release();
  });
});
