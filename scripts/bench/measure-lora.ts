import { Adapters } from '@/worker/engine/adapters/adapters';
import type { Evaluation } from '@/worker/engine/evaluation';
import { CheckpointNetworks } from '@/worker/engine/networks/checkpoint-networks';
import { openCheckpoint } from '@/worker/engine/networks/open-checkpoint';
import { STARTER, STARTER_GOLDEN, STARTER_LORA } from '@/worker/engine/testing/paths';
import { floats, readTensors, rowsOf } from '@/worker/engine/testing/tensors';
import type { Measure } from './measure';

const SWITCHES = 15;

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; milliseconds: number }> {
  const start = performance.now();
  const value = await work();
  return { value, milliseconds: performance.now() - start };
}

/** What a LoRA costs: the first one of a checkpoint, a change of it between two pictures, and each step. */
export async function measureLora(): Promise<Measure[]> {
  const checkpoint = await openCheckpoint(STARTER);
  const networks = new CheckpointNetworks(checkpoint.file, checkpoint.model.architecture, {
    name: 'cpu',
    threads: 2,
  });
  await networks.load();
  const tensors = await readTensors(STARTER_GOLDEN);
  const step: Evaluation = {
    network: 'denoiser',
    output: 'prediction',
    rows: 2,
    inputs: {
      x: rowsOf(floats(tensors, 'unet.16x16.x')),
      timesteps: { data: Float32Array.of(500, 500), shape: [] },
      context: rowsOf(floats(tensors, 'text.out.clip_skip1'), 2),
    },
  };
  const adapters = new Adapters();
  const at = (weight: number) =>
    adapters.prepare(
      {
        adapters: [{ kind: 'lora', name: 'sepia', path: STARTER_LORA, teWeight: weight, unetWeight: weight }],
      },
      checkpoint,
      new Map(),
    );

  await networks.evaluate(step);
  const plain: number[] = [];
  for (let i = 0; i < SWITCHES; i++) plain.push((await timed(() => networks.evaluate(step))).milliseconds);
  const first = await timed(async () => networks.evaluate((await at(1)).change(step)));
  const switched: number[] = [];
  const steady: number[] = [];
  for (let i = 1; i <= SWITCHES; i++) {
    const { value, milliseconds } = await timed(async () => {
      const changed = (await at(i / SWITCHES)).change(step);
      await networks.evaluate(changed);
      return changed;
    });
    switched.push(milliseconds);
    steady.push((await timed(() => networks.evaluate(value))).milliseconds);
    // A picture without LoRA in between.
    await networks.evaluate(step);
  }
  await networks.release();
  return [
    {
      what: 'a LoRA switched between two pictures, added (starter)',
      value: Math.max(0, median(switched) - median(steady)),
      unit: 'ms',
      bar: 50,
    },
    { what: 'the first LoRA of a checkpoint, added (starter)', value: first.milliseconds, unit: 'ms' },
    {
      what: 'a step with a LoRA of rank 4, times one without (starter)',
      value: median(steady) / median(plain),
      unit: '',
    },
  ];
}
