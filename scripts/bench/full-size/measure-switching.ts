import type { Device } from '@/worker/engine/device/device';
import { CheckpointNetworks } from '@/worker/engine/networks/checkpoint-networks';
import { openCheckpoint } from '@/worker/engine/networks/open-checkpoint';
import { tryLora } from '../engine/measure-lora';
import type { Measure } from '../measure';
import { denoisingStep } from './inputs';
import { randomLora } from './random-models';

/**
 * What a LoRA of rank 16 costs on SD 1.5. On a latent so small that what is added to a step can be seen beside it: a change
 * of weights costs as much at any size.
 */
export async function measureSwitching(path: string, device: Device): Promise<Measure[]> {
  const checkpoint = await openCheckpoint(path);
  const networks = new CheckpointNetworks(checkpoint.file, checkpoint.model.architecture, device);
  await networks.load();
  const step = denoisingStep(2, 8);
  const lora = await randomLora();
  const measures = await tryLora({ checkpoint, networks, step, lora, switches: 9, on: 'SD 1.5, 64×64' });
  await networks.release();
  return measures;
}
