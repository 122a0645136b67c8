import type { Device } from '@/worker/engine/device/device';
import { CheckpointNetworks } from '@/worker/engine/networks/checkpoint-networks';
import { openCheckpoint } from '@/worker/engine/networks/open-checkpoint';
import { tryLora } from '../engine/measure-lora';
import type { Measure } from '../measure';
import { denoisingStep } from './inputs';
import { measureAgainstPytorch } from './measure-against-pytorch';
import { measureLoading } from './measure-loading';
import { measureModeSpeed } from './measure-mode-speed';
import { randomCheckpoint, randomLora } from './random-models';

/** A checkpoint of the size that people have, with random weights: speed, loading, LoRAs. */
export async function measureFullSize(device: Device): Promise<Measure[]> {
  const checkpoint = await randomCheckpoint();
  return [
    ...(await measureLoading(checkpoint, device)),
    ...(await measureLora(checkpoint, device)),
    ...(await measureAgainstPytorch(checkpoint, device)),
    ...(await measureModeSpeed(checkpoint, device)),
  ];
}

/** On a latent so small that what is added to a step can be seen beside it; it does not depend on the latent. */
async function measureLora(path: string, device: Device): Promise<Measure[]> {
  const checkpoint = await openCheckpoint(path);
  const networks = new CheckpointNetworks(checkpoint.file, checkpoint.model.architecture, device);
  await networks.load();
  const step = denoisingStep(2, 8);
  const lora = await randomLora();
  const measures = await tryLora({ checkpoint, networks, step, lora, switches: 9, on: 'SD 1.5, 64×64' });
  await networks.release();
  return measures;
}
