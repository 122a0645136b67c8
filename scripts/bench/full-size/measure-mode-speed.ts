import { DerivedFiles } from '@/worker/engine/derived/derived-files';
import { ACCELERATIONS, type Acceleration, type Device } from '@/worker/engine/device/device';
import type { Evaluation } from '@/worker/engine/evaluation';
import type { Log } from '@/worker/engine/log';
import { CheckpointNetworks } from '@/worker/engine/networks/checkpoint-networks';
import { openCheckpoint } from '@/worker/engine/networks/open-checkpoint';
import { relativeError } from '@/worker/engine/testing/tensors';
import { type Measure, median, timed } from '../measure';
import { withTemporaryFolder } from '../temporary-folder';
import { denoisingStep } from './inputs';

const ROUNDS = 2;
const BARS: Record<string, number> = { blade: 2.3 };

/** How much faster each acceleration denoises than the plain graph: a step of 512×512 with guidance, turn by turn. */
export const measureModeSpeed = (checkpoint: string, device: Device): Promise<Measure[]> =>
  withTemporaryFolder((cache) => compareModes(checkpoint, device, cache));

async function compareModes(checkpoint: string, device: Device, cache: string): Promise<Measure[]> {
  const step = denoisingStep(2, 64);
  const plain = await networksOf(checkpoint, { ...device, acceleration: 'none' }, cache);
  const measures: Measure[] = [];
  for (const acceleration of ACCELERATIONS) {
    if (acceleration === 'none') continue;
    const { value: other, milliseconds } = await timed(() =>
      networksOf(checkpoint, { ...device, acceleration }, cache),
    );
    measures.push(
      loadMeasure(acceleration, milliseconds),
      ...(await compared(acceleration, plain, other, step)),
    );
    await other.release();
  }
  await plain.release();
  return measures;
}

async function networksOf(path: string, device: Device, cache: string): Promise<CheckpointNetworks> {
  const { file, model } = await openCheckpoint(path);
  const log: Log = (level, message) => {
    if (level !== 'info') process.stderr.write(`${message}\n`);
  };
  const derived = new DerivedFiles({ folder: cache, log });
  const networks = new CheckpointNetworks(file, model.architecture, device, { derived, log });
  await networks.load();
  return networks;
}

const loadMeasure = (acceleration: Acceleration, milliseconds: number): Measure => ({
  what: `SD 1.5 made ready for ${acceleration} for the first time`,
  value: milliseconds / 1000,
  unit: 's',
});

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
