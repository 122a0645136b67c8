import { beforeAll, describe, expect, it } from 'vitest';
import { readCheckpoint } from '../checkpoint/read-checkpoint';
import { denoiserFactors } from '../networks/prediction';
import {
  type GoldenFamily,
  GoldenNetworks,
  goldenInpainting,
  goldenRefiner,
  inpaintingError,
  refinerError,
  UNET_CASES,
} from '../testing/golden-networks';
import { golden } from '../testing/paths';
import { storedAs } from '../testing/stored-as';
import { safetensorsOf } from '../testing/stored-tensors';
import { relativeError } from '../testing/tensors';
import { diffusersFolder } from '../testing/write-diffusers-folder';
import { temporaryFile } from '../testing/write-safetensors';

const CPU = { name: 'cpu', threads: 2 } as const;
const checkpoint = (family: GoldenFamily) => golden(`networks-${family}.safetensors`);
const openedOf = async (path: string, family: GoldenFamily) =>
  GoldenNetworks.of(await readCheckpoint(path), family, CPU);

/** A golden checkpoint as people have theirs. */
async function stored(family: GoldenFamily, type: string): Promise<string> {
  if (type.startsWith('Diffusers')) return diffusersFolder(family, type.endsWith('parts') ? 3 : 1);
  const path = checkpoint(family);
  return type === 'fp16' || type === 'plain' ? path : storedAs(path, type === 'bf16' ? 'BF16' : 'F32');
}

describe.each<[GoldenFamily, string]>([
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
  let of: GoldenNetworks;
  beforeAll(async () => {
    const file = await readCheckpoint(await stored(family, type));
    const acceleration = type === 'plain' ? 'none' : 'xformers';
    of = await GoldenNetworks.of(file, family, { ...CPU, acceleration });
    return () => of.networks.release();
  });

  it('text encoders', async () => {
    const errors = await of.textErrors();
    expect(errors.length).toBeGreaterThan(0);
    expect(Math.max(...errors)).toBeLessThan(1e-5);
  });

  it.each(UNET_CASES)('UNet, %s latent', async (...unetCase) => {
    expect(await of.unetError(unetCase)).toBeLessThan(1e-5);
  });

  it('VAE, both ways', async () => {
    expect(await of.decoderError()).toBeLessThan(1e-5);
    expect(Math.max(...(await of.encoderErrors()))).toBeLessThan(1e-5);
  });
});

it.each(['sd1', 'sd2', 'sdxl'] as const)(
  '%s denoises by both predictions',
  async (family) => {
    const of = await openedOf(checkpoint(family), family);
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
  const of = await GoldenNetworks.of(await goldenInpainting(), 'sd1', CPU);
  expect(of.architecture).toMatchObject({ family: 'sd1', inpainting: true });
  expect(await inpaintingError(of)).toBeLessThan(1e-5);
  await of.networks.release();
}, 60_000);

it('an SDXL refiner is its second tower, and a UNet that is told an aesthetic score', async () => {
  const { tensors, metadata } = await goldenRefiner();
  const of = await openedOf(await temporaryFile(safetensorsOf(tensors, metadata)), 'sdxl');
  const { context, pooled } = await of.texts('text', 'text.1.ids');
  expect(relativeError(context, of.value('text.1.penultimate').data)).toBeLessThan(1e-5);
  expect(relativeError(pooled, of.value('text.1.pooled').data)).toBeLessThan(1e-5);
  for (const unetCase of UNET_CASES) expect(await refinerError(of, unetCase), unetCase[0]).toBeLessThan(1e-5);
  await of.networks.release();
}, 60_000);
