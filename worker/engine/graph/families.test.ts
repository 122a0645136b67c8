import { beforeAll, describe, expect, it } from 'vitest';
import type { Architecture } from '../checkpoint/architecture';
import { describeArchitecture } from '../checkpoint/describe';
import { readCheckpoint } from '../checkpoint/read-checkpoint';
import type { Acceleration } from '../device/device';
import type { NetworkName, Rows } from '../evaluation';
import { CheckpointNetworks } from '../networks/checkpoint-networks';
import { denoiserFactors } from '../networks/prediction';
import { golden } from '../testing/paths';
import { safetensorsOf, storedAs, storedTensors } from '../testing/stored-tensors';
import { floats, readTensors, relativeError, rowsOf, type TestTensor } from '../testing/tensors';
import { madeRefiner } from '../testing/whole-vocabulary';
import { diffusersFolder } from '../testing/write-diffusers-folder';
import { temporaryFile } from '../testing/write-safetensors';
import { contextOutput } from './text-encoder';

type Family = 'sd1' | 'sd2' | 'sdxl';

/** The golden values of a family, and a checkpoint of it to compare with them. */
class Comparison {
  private constructor(
    readonly networks: CheckpointNetworks,
    readonly architecture: Architecture,
    readonly tensors: Map<string, TestTensor>,
  ) {}

  static async of(path: string, family: Family, acceleration?: Acceleration): Promise<Comparison> {
    const file = await readCheckpoint(path);
    const architecture = describeArchitecture(file);
    const networks = new CheckpointNetworks(file, architecture, {
      name: 'cpu',
      threads: 2,
      ...(acceleration ? { acceleration } : {}),
    });
    return new Comparison(
      networks,
      architecture,
      await readTensors(golden(`networks-${family}-golden.safetensors`)),
    );
  }

  value(name: string): { shape: number[]; data: Float32Array } {
    return floats(this.tensors, name);
  }

  async run(network: NetworkName, output: string, inputs: Record<string, Rows>, rows: number) {
    return (await this.networks.evaluate({ network, output, inputs, rows })).output;
  }

  /** The tower's answer for the golden texts: context (3, 77, C), and pooled (3, C) if it has a projection. */
  async texts(tower: 'text' | 'text2', ids: string) {
    const { data, shape } = this.tensors.get(ids)!;
    const layout = this.architecture[tower]!;
    const inputs = { ids: rowsOf({ data: data as BigInt64Array, shape }) };
    const rows = await this.run(tower, contextOutput(layout, 1), inputs, 3);
    const length = 77 * layout.width;
    const stride = rows.length / 3;
    const parts = (from: number, to: number) =>
      Float32Array.from(
        [0, 1, 2].flatMap((row) => [...rows.subarray(row * stride + from, row * stride + to)]),
      );
    return { context: parts(0, length), pooled: parts(length, stride) };
  }

  /** (3, 77, D) by the golden file: towers side by side. */
  context(): { data: Float32Array; width: number } {
    const names = {
      sd1: ['text.clip_skip1'],
      sd2: ['text.open.context'],
      sdxl: ['text.0.penultimate', 'text.1.penultimate'],
    };
    const parts = names[this.architecture.family].map((name) => this.value(name));
    const width = parts.reduce((sum, { shape }) => sum + shape[2]!, 0);
    const tokens = Array.from({ length: 3 * 77 }, (_, token) =>
      parts.flatMap(({ data, shape }) => [...data.subarray(token * shape[2]!, (token + 1) * shape[2]!)]),
    );
    return { data: Float32Array.from(tokens.flat()), width };
  }

  unetInputs(x: string, timesteps: number[], tokens: number): Record<string, Rows> {
    const { data, width } = this.context();
    const batch = timesteps.length;
    const added = this.architecture.unet.added && {
      pooled: rowsOf(this.value('text.1.pooled'), batch),
      sizes: rowsOf(this.value('sizes'), batch),
    };
    return {
      x: rowsOf(this.value(x)),
      timesteps: { data: Float32Array.from(timesteps), shape: [] },
      context: { data: data.slice(0, batch * tokens * width), shape: [tokens, width] },
      ...added,
    };
  }
}

/** A golden checkpoint as people have theirs. */
async function stored(family: Family, type: string): Promise<string> {
  if (type.startsWith('Diffusers')) return diffusersFolder(family, type.endsWith('parts') ? 3 : 1);
  const path = checkpoint(family);
  return type === 'fp16' || type === 'plain' ? path : storedAs(path, type === 'bf16' ? 'BF16' : 'F32');
}

const checkpoint = (family: Family) => golden(`networks-${family}.safetensors`);

describe.each<[Family, string]>([
  ['sd2', 'fp16'],
  ['sd2', 'bf16'],
  ['sdxl', 'fp16'],
  ['sdxl', 'fp32'],
  ['sd1', 'plain'],
  ['sdxl', 'plain'],
  ['sd1', 'Diffusers folder'],
  ['sd2', 'Diffusers folder'],
  ['sdxl', 'Diffusers folder in parts'],
])('a tiny %s checkpoint in %s', { timeout: 60_000 }, (family, type) => {
  let of: Comparison;
  beforeAll(async () => {
    const path = await stored(family, type);
    of = await Comparison.of(path, family, type === 'plain' ? 'none' : 'xformers');
    return () => of.networks.release();
  });

  it('text encoders', async () => {
    if (family !== 'sdxl') {
      const [ids, expected] =
        family === 'sd1' ? ['text.ids', 'text.clip_skip1'] : ['text.open.ids', 'text.open.context'];
      const { context } = await of.texts('text', ids!);
      expect(relativeError(context, of.value(expected!).data)).toBeLessThan(1e-5);
      return;
    }
    const first = await of.texts('text', 'text.0.ids');
    expect(relativeError(first.context, of.value('text.0.penultimate').data)).toBeLessThan(1e-5);
    const second = await of.texts('text2', 'text.1.ids');
    expect(relativeError(second.context, of.value('text.1.penultimate').data)).toBeLessThan(1e-5);
    expect(relativeError(second.pooled, of.value('text.1.pooled').data)).toBeLessThan(1e-5);
  });

  it.each([
    ['square', [981, 21], 77],
    ['between', [899.1], 77],
    ['odd', [500], 154],
  ])('UNet, %s latent', async (size, timesteps, tokens) => {
    const inputs = of.unetInputs(`unet.${size}.x`, timesteps, tokens);
    const prediction = await of.run('denoiser', 'prediction', inputs, timesteps.length);
    expect(relativeError(prediction, of.value(`unet.${size}.out`).data)).toBeLessThan(1e-5);
  });

  it('VAE, both ways', async () => {
    const image = await of.run('decoder', 'image', { z: rowsOf(of.value('vae.decode.z')) }, 1);
    expect(relativeError(image, of.value('vae.decode.y').data)).toBeLessThan(1e-5);
    const picture = { image: rowsOf(of.value('vae.encode.x')) };
    for (const output of ['mean', 'logvar']) {
      const encoded = await of.run('encoder', output, picture, 1);
      expect(relativeError(encoded, of.value(`vae.encode.${output}`).data)).toBeLessThan(1e-5);
    }
  });
});

it.each(['sd1', 'sd2', 'sdxl'] as const)(
  '%s denoises by both predictions',
  async (family) => {
    const of = await Comparison.of(checkpoint(family), family);
    const sigma = 3.3;
    const x = of.value('denoised.x');
    for (const [prediction, name] of [
      ['epsilon', 'epsilon'],
      ['v', 'v_prediction'],
    ] as const) {
      const factors = denoiserFactors(prediction, sigma);
      const inputs = of.unetInputs('denoised.x', [697.404541015625], 77);
      inputs.x = { data: x.data.map((value) => value * factors.in), shape: inputs.x!.shape };
      const output = await of.run('denoiser', 'prediction', inputs, 1);
      const denoised = x.data.map((value, i) => factors.skip * value + factors.out * output[i]!);
      expect(relativeError(denoised, of.value(`denoised.${name}`).data)).toBeLessThan(1e-5);
    }
    await of.networks.release();
  },
  60_000,
);

it('an inpainting checkpoint takes the mask and the masked picture apart', async () => {
  const replaced = await storedTensors(golden('networks-inpaint.safetensors'));
  const weight = 'model.diffusion_model.input_blocks.0.0.weight';
  const tensors = (await storedTensors(checkpoint('sd1'))).set(weight, replaced.get(weight)!);
  const of = await Comparison.of(await temporaryFile(safetensorsOf(tensors)), 'sd1');
  expect(of.architecture).toMatchObject({ family: 'sd1', inpainting: true });
  const given = await readTensors(golden('networks-inpaint.safetensors'));
  const { data } = floats(given, 'x');
  const inputs = {
    ...of.unetInputs('unet.between.x', [500], 77),
    x: { data: data.slice(0, 4 * 64), shape: [4, 8, 8] },
    inpaint: { data: data.slice(4 * 64), shape: [5, 8, 8] },
  };
  const prediction = await of.run('denoiser', 'prediction', inputs, 1);
  expect(relativeError(prediction, floats(given, 'out').data)).toBeLessThan(1e-5);
  await of.networks.release();
}, 60_000);

it('an SDXL refiner is its second tower, and a UNet that is told an aesthetic score', async () => {
  const tensors = await storedTensors(checkpoint('sdxl'));
  const { metadata } = await readCheckpoint(checkpoint('sdxl'));
  madeRefiner(tensors, metadata);
  const of = await Comparison.of(await temporaryFile(safetensorsOf(tensors, metadata)), 'sdxl');
  const { context, pooled } = await of.texts('text', 'text.1.ids');
  expect(relativeError(context, of.value('text.1.penultimate').data)).toBeLessThan(1e-5);
  expect(relativeError(pooled, of.value('text.1.pooled').data)).toBeLessThan(1e-5);
  const inputs = {
    x: rowsOf(of.value('unet.between.x')),
    timesteps: { data: Float32Array.of(500), shape: [] },
    context: { data: context.slice(0, 77 * 48), shape: [77, 48] },
    pooled: { data: pooled.slice(0, 48), shape: [48] },
    sizes: { data: Float32Array.of(1024, 1024, 0, 0, 6), shape: [5] },
  };
  const good = await of.run('denoiser', 'prediction', inputs, 1);
  expect(good.every(Number.isFinite)).toBe(true);
  inputs.sizes.data[4] = 2.5;
  expect(relativeError(await of.run('denoiser', 'prediction', inputs, 1), good)).toBeGreaterThan(1e-4);
  await of.networks.release();
}, 60_000);
