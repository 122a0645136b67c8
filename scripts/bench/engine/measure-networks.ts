import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describeArchitecture } from '@/worker/engine/checkpoint/describe';
import { readCheckpoint } from '@/worker/engine/checkpoint/read-checkpoint';
import type { Device } from '@/worker/engine/device/device';
import { clipSkipOutput } from '@/worker/engine/graph/text-encoder';
import { CheckpointNetworks } from '@/worker/engine/networks/checkpoint-networks';
import {
  type GoldenFamily,
  GoldenNetworks,
  goldenInpainting,
  goldenRefiner,
  inpaintingError,
  refinerError,
  UNET_CASES,
} from '@/worker/engine/testing/golden-networks';
import { golden, STARTER, STARTER_GOLDEN } from '@/worker/engine/testing/paths';
import { safetensorsOf } from '@/worker/engine/testing/stored-tensors';
import { floats, readTensors, relativeError, rowsOf } from '@/worker/engine/testing/tensors';
import type { Measure } from '../measure';
import { withTemporaryFolder } from '../temporary-folder';

const NETWORKS = ['text encoder', 'UNet', 'VAE decoder', 'VAE encoder'] as const;
type Errors = Partial<Record<(typeof NETWORKS)[number], number[]>>;

const bf16 = 'networks-sd1-bf16.safetensors';

/** Every network of every family against the reference implementations: the worst relative L2. */
export async function measureNetworks(device: Device): Promise<Measure[]> {
  const whole = await readCheckpoint(golden('networks-sd1.safetensors'));
  const inpainting = await GoldenNetworks.of(await goldenInpainting(), 'sd1', device);
  const inpaintingUnet = [await inpaintingError(inpainting)];
  await inpainting.networks.release();
  const halves = await GoldenNetworks.of(
    await readCheckpoint(golden(bf16)),
    'sd1',
    device,
    describeArchitecture(whole),
  );
  const refiner = await refinerErrors(device);
  return [
    ...rows('starter', await starterErrors(device)),
    ...rows('tiny SD 1', await familyErrors('sd1', device)),
    ...rows('tiny SD 1 in bf16', await errorsOf(halves, false)),
    ...rows('tiny SD 1 inpainting', { UNet: inpaintingUnet }),
    ...rows('tiny SD 2', await familyErrors('sd2', device)),
    ...rows('tiny SDXL', await familyErrors('sdxl', device)),
    ...rows('tiny SDXL refiner', refiner),
  ];
}

const rows = (checkpoint: string, errors: Errors): Measure[] =>
  Object.entries(errors).map(([network, found]) => ({
    what: `${checkpoint}, ${network} against the reference, worst relative L2`,
    value: Math.max(...found),
    unit: '',
    bar: 1e-5,
  }));

async function familyErrors(family: GoldenFamily, device: Device): Promise<Errors> {
  const file = await readCheckpoint(golden(`networks-${family}.safetensors`));
  return errorsOf(await GoldenNetworks.of(file, family, device), true);
}

/** The refiner is put together of several files, in one that is there as long as it is looked at. */
async function refinerErrors(device: Device): Promise<Errors> {
  return withTemporaryFolder(async (folder) => {
    const { tensors, metadata } = await goldenRefiner();
    const file = path.join(folder, 'refiner.safetensors');
    await writeFile(file, safetensorsOf(tensors, metadata));
    const of = await GoldenNetworks.of(await readCheckpoint(file), 'sdxl', device);
    const unet: number[] = [];
    for (const unetCase of UNET_CASES) unet.push(await refinerError(of, unetCase));
    await of.networks.release();
    return { UNet: unet };
  });
}

async function errorsOf(of: GoldenNetworks, hasVae: boolean): Promise<Errors> {
  const unet: number[] = [];
  for (const unetCase of UNET_CASES) unet.push(await of.unetError(unetCase));
  const errors: Errors = { 'text encoder': await of.textErrors(), UNet: unet };
  if (hasVae) {
    errors['VAE decoder'] = [await of.decoderError()];
    errors['VAE encoder'] = await of.encoderErrors();
  }
  await of.networks.release();
  return errors;
}

async function starterErrors(device: Device): Promise<Errors> {
  const tensors = await readTensors(STARTER_GOLDEN);
  const value = (start: string) => floats(tensors, start);
  const file = await readCheckpoint(STARTER);
  const networks = new CheckpointNetworks(file, describeArchitecture(file), device);
  const text: number[] = [];
  const { data, shape } = tensors.get('text.ids[4,77] (prompts then empty)')!;
  const ids = rowsOf({ data: data as BigInt64Array, shape });
  for (const skip of [1, 2]) {
    const asked = { network: 'text', output: clipSkipOutput(skip), inputs: { ids }, rows: 4 } as const;
    const { output } = await networks.evaluate(asked);
    text.push(relativeError(output, value(`text.out.clip_skip${skip}`).data));
  }
  const unet: number[] = [];
  for (const size of ['16x16', '24x16']) {
    for (const t of [981, 500, 21]) {
      const inputs = {
        x: rowsOf(value(`unet.${size}.x`)),
        timesteps: { data: new Float32Array(2).fill(t), shape: [] },
        context: rowsOf(value('text.out.clip_skip1'), 2),
      };
      const asked = { network: 'denoiser', output: 'prediction', inputs, rows: 2 } as const;
      const { output } = await networks.evaluate(asked);
      unet.push(relativeError(output, value(`unet.${size}.t${t}.batch2`).data));
    }
  }
  const z = { z: rowsOf(value('vae.decode.z[1,4,16,16]')) };
  const decoded = await networks.evaluate({ network: 'decoder', output: 'image', inputs: z, rows: 1 });
  const image = { image: rowsOf(value('vae.encode.x')) };
  const encoded = await networks.evaluate({ network: 'encoder', output: 'mean', inputs: image, rows: 1 });
  await networks.release();
  return {
    'text encoder': text,
    UNet: unet,
    'VAE decoder': [relativeError(decoded.output, value('vae.decode.y[1,3,128,128]').data)],
    'VAE encoder': [relativeError(encoded.output, value('vae.encode.mean').data)],
  };
}
