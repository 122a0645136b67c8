import { ACCELERATIONS, type Acceleration, type Device } from '@/worker/engine/device/device';
import type { Evaluation } from '@/worker/engine/evaluation';
import { CheckpointNetworks } from '@/worker/engine/networks/checkpoint-networks';
import { openCheckpoint } from '@/worker/engine/networks/open-checkpoint';
import { relativeError } from '@/worker/engine/testing/tensors';
import { type Measure, median, timed } from '../measure';
import { denoisingStep } from './inputs';

const ROUNDS = 3;
const BARS: Record<string, number> = { blade: 2.3 };

/** How much faster each acceleration denoises than the plain graph: a step of 512×512 with guidance, turn by turn. */
export async function measureModeSpeed(checkpoint: string, device: Device): Promise<Measure[]> {
  const step = denoisingStep(2, 64);
  const plain = await networksOf(checkpoint, { ...device, acceleration: 'none' });
  const measures: Measure[] = [];
  for (const acceleration of ACCELERATIONS) {
    if (acceleration === 'none') continue;
    const other = await networksOf(checkpoint, { ...device, acceleration });
    measures.push(...(await compared(acceleration, plain, other, step)));
    await other.release();
  }
  await plain.release();
  return measures;
}

async function networksOf(checkpoint: string, device: Device): Promise<CheckpointNetworks> {
  const { file, model } = await openCheckpoint(checkpoint);
  return new CheckpointNetworks(file, model.architecture, device);
}

async function compared(
  acceleration: Acceleration,
  plain: CheckpointNetworks,
  other: CheckpointNetworks,
  step: Evaluation,
): Promise<Measure[]> {
  const [before, after]: [number[], number[]] = [[], []];
  let error = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    const slow = await timed(() => plain.evaluate(step));
    const fast = await timed(() => other.evaluate(step));
    error = relativeError(fast.value.output, slow.value.output);
    // The first round warms up.
    if (round === 0) continue;
    before.push(slow.milliseconds);
    after.push(fast.milliseconds);
  }
  const seconds = (samples: number[]) => `${(median(samples) / 1000).toFixed(2)} s`;
  const least = BARS[acceleration];
  return [
    {
      what: `UNet, 512×512 with guidance: ${acceleration} times as fast as plain`,
      value: median(before.map((milliseconds, i) => milliseconds / after[i]!)),
      unit: '×',
      ...(least === undefined ? {} : { least }),
      note: `${seconds(after)} and ${seconds(before)}`,
    },
    {
      what: `UNet, 512×512: ${acceleration} from plain on random weights, relative L2`,
      value: error,
      unit: '',
    },
  ];
}
