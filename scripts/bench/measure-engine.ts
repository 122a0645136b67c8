import { fileURLToPath } from 'node:url';
import { describeArchitecture } from '@/worker/engine/checkpoint/describe';
import { openSafetensors } from '@/worker/engine/checkpoint/safetensors';
import { clipSkipOutput } from '@/worker/engine/graph/text-encoder';
import { CheckpointNetworks } from '@/worker/engine/networks/checkpoint-networks';
import { STARTER, STARTER_GOLDEN } from '@/worker/engine/testing/paths';
import { starterTrajectories } from '@/worker/engine/testing/starter-trajectories';
import { floats, readTensors, relativeError, rowsOf } from '@/worker/engine/testing/tensors';
import { EngineClient } from '@/worker/engine-client';
import type { EngineJob } from '@/worker/engine-protocol';
import { inMilliseconds, type Measure } from './measure';
import { measureLora } from './measure-lora';

const ENGINE_PROCESS = fileURLToPath(new URL('../../dist/engine-process.mjs', import.meta.url));

/** Fidelity against the reference implementation, and the engine process alone. */
export async function measureEngine(): Promise<Measure[]> {
  return [
    ...(await measureNetworks()),
    ...(await measureTrajectories()),
    ...(await measureLora()),
    ...(await measureProcess()),
  ];
}

async function measureNetworks(): Promise<Measure[]> {
  const tensors = await readTensors(STARTER_GOLDEN);
  const value = (start: string) => floats(tensors, start);
  const file = await openSafetensors(STARTER);
  const networks = new CheckpointNetworks(file, describeArchitecture(file), { name: 'cpu', threads: 2 });
  const { data, shape } = tensors.get('text.ids[4,77] (prompts then empty)')!;

  const errors: Record<'text encoder' | 'UNet' | 'VAE decoder' | 'VAE encoder', number[]> = {
    'text encoder': [],
    UNet: [],
    'VAE decoder': [],
    'VAE encoder': [],
  };
  for (const skip of [1, 2]) {
    const inputs = { ids: rowsOf({ data: data as BigInt64Array, shape }) };
    const { output } = await networks.evaluate({
      network: 'text',
      output: clipSkipOutput(skip),
      inputs,
      rows: 4,
    });
    errors['text encoder'].push(relativeError(output, value(`text.out.clip_skip${skip}`).data));
  }
  for (const size of ['16x16', '24x16']) {
    for (const t of [981, 500, 21]) {
      const inputs = {
        x: rowsOf(value(`unet.${size}.x`)),
        timesteps: { data: new Float32Array(2).fill(t), shape: [] },
        context: rowsOf(value('text.out.clip_skip1'), 2),
      };
      const { output } = await networks.evaluate({
        network: 'denoiser',
        output: 'prediction',
        inputs,
        rows: 2,
      });
      errors.UNet.push(relativeError(output, value(`unet.${size}.t${t}.batch2`).data));
    }
  }
  const z = { z: rowsOf(value('vae.decode.z[1,4,16,16]')) };
  const decoded = await networks.evaluate({ network: 'decoder', output: 'image', inputs: z, rows: 1 });
  errors['VAE decoder'].push(relativeError(decoded.output, value('vae.decode.y[1,3,128,128]').data));
  const image = { image: rowsOf(value('vae.encode.x')) };
  const mean = await networks.evaluate({ network: 'encoder', output: 'mean', inputs: image, rows: 1 });
  errors['VAE encoder'].push(relativeError(mean.output, value('vae.encode.mean').data));
  await networks.release();

  return Object.entries(errors).map(([network, found]) => ({
    what: `${network} against golden vectors, worst relative L2`,
    value: Math.max(...found),
    unit: '',
    bar: 1e-4,
  }));
}

async function measureTrajectories(): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const sampler of ['ddim', 'euler'] as const) {
    const differences = await starterTrajectories(sampler);
    const what = `${sampler === 'ddim' ? 'DDIM' : 'Euler'}, 20 steps, against golden vectors, worst relative L2`;
    measures.push({ what, value: Math.max(...differences.map(({ latent }) => latent)), unit: '', bar: 1e-3 });
  }
  return measures;
}

const job = (id: string): EngineJob => ({
  id,
  checkpoint: STARTER,
  previewEvery: 0,
  batches: [
    [
      {
        prompt: 'a cute dog',
        negativePrompt: '',
        width: 128,
        height: 128,
        steps: 20,
        cfgScale: 7,
        sampler: 'Euler',
        scheduler: 'Automatic',
        seed: 1,
        clipSkip: 1,
      },
    ],
  ],
});

/** From nothing to a loaded checkpoint, and one warm picture, in a process of its own. */
async function measureProcess(): Promise<Measure[]> {
  const client = new EngineClient({ modulePath: ENGINE_PROCESS, log: () => {} });
  const started = performance.now();
  let ready = 0;
  for await (const event of client.run(job('first'))) {
    if (event.type === 'loaded') ready = performance.now() - started;
  }
  let deviceMs = 0;
  const warm = await inMilliseconds(async () => {
    for await (const event of client.run(job('second'))) if (event.type === 'done') deviceMs = event.deviceMs;
  });
  await client.stop();
  return [
    { what: 'starter ready in a fresh engine', value: ready / 1000, unit: 's', bar: 1 },
    { what: 'warm picture in the engine, 128×128, 20 steps', value: warm, unit: 'ms' },
    { what: 'of it network evaluation', value: deviceMs, unit: 'ms' },
  ];
}
