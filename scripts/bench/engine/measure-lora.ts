import { Adapters } from '@/worker/engine/adapters/adapters';
import type { Device } from '@/worker/engine/device/device';
import type { Evaluation } from '@/worker/engine/evaluation';
import { CheckpointNetworks } from '@/worker/engine/networks/checkpoint-networks';
import { type OpenCheckpoint, openCheckpoint } from '@/worker/engine/networks/open-checkpoint';
import { STARTER, STARTER_GOLDEN, STARTER_LORA } from '@/worker/engine/testing/paths';
import { floats, readTensors, rowsOf } from '@/worker/engine/testing/tensors';
import { type Measure, median, timed } from '../measure';

export interface LoraTrial {
  checkpoint: OpenCheckpoint;
  networks: CheckpointNetworks;
  /** One step of a picture. */
  step: Evaluation;
  lora: string;
  switches: number;
  /** What it is tried on, for the table. */
  on: string;
}

/** What a LoRA costs on the starter. */
export async function measureLora(device: Device): Promise<Measure[]> {
  const checkpoint = await openCheckpoint(STARTER);
  const networks = new CheckpointNetworks(checkpoint.file, checkpoint.model.architecture, device);
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
  const trial = { checkpoint, networks, step, lora: STARTER_LORA, switches: 15, on: 'starter' };
  const measures = await tryLora(trial);
  await networks.release();
  return measures;
}

/** What a LoRA costs: the first one of a checkpoint, a change of it between two pictures, and each step. */
export async function tryLora(trial: LoraTrial): Promise<Measure[]> {
  const { checkpoint, networks, step, lora, switches, on } = trial;
  const adapters = new Adapters();
  const at = (weight: number) =>
    adapters.prepare(
      { adapters: [{ kind: 'lora', name: 'bench', path: lora, teWeight: weight, unetWeight: weight }] },
      checkpoint,
      new Map(),
    );
  await networks.evaluate(step);
  const first = await timed(async () => networks.evaluate((await at(1)).change(step)));
  const [plain, switched, steady, cpu]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let i = 1; i <= switches; i++) {
    // A picture without LoRA in between.
    plain.push((await timed(() => networks.evaluate(step))).milliseconds);
    const { value, milliseconds, cpuMilliseconds } = await timed(async () => {
      const changed = (await at(i / switches)).change(step);
      await networks.evaluate(changed);
      return changed;
    });
    switched.push(milliseconds);
    const next = await timed(() => networks.evaluate(value));
    steady.push(next.milliseconds);
    cpu.push(cpuMilliseconds - next.cpuMilliseconds);
  }
  return [
    {
      what: `a LoRA switched between two pictures, added (${on})`,
      value: Math.max(0, median(switched.map((milliseconds, i) => milliseconds - steady[i]!))),
      unit: 'ms',
      bar: 50,
      note: `by processor time ${Math.max(0, median(cpu)).toFixed(0)} ms`,
    },
    {
      what: `the first LoRA of a checkpoint, added (${on})`,
      value: first.milliseconds - median(steady),
      unit: 'ms',
    },
    {
      what: `a step with a LoRA, times one without (${on})`,
      value: median(steady.map((milliseconds, i) => milliseconds / plain[i]!)),
      unit: '',
    },
  ];
}
