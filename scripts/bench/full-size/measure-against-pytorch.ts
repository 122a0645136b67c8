import { describeArchitecture } from '@/worker/engine/checkpoint/describe';
import { readCheckpoint } from '@/worker/engine/checkpoint/read-checkpoint';
import type { Device } from '@/worker/engine/device/device';
import { unetGraph } from '@/worker/engine/graph/unet';
import { vaeDecoderGraph } from '@/worker/engine/graph/vae-decoder';
import { relativeError } from '@/worker/engine/testing/tensors';
import { type Measure, median, timed } from '../measure';
import { decoderInputs, unetInputs } from './inputs';
import { Network } from './network';
import { type Inputs, NoPytorch, Pytorch } from './pytorch';
import { Sgemm } from './sgemm';

/** Of one latent of 64×64: convolutions 444, linear layers 233, attention 126. */
const UNET_GFLOP = 803;
const SIDE = 64;

interface Trial {
  /** As a row names it. */
  what: string;
  network: 'unet' | 'decoder';
  inputs: Inputs;
  rounds: number;
  /** Work of one run, where it is compared with the rate of large products. */
  gflop?: number;
  ratio: number;
}

const TRIALS: Trial[] = [
  {
    what: 'UNet, 512×512, batch 1',
    network: 'unet',
    inputs: unetInputs(1, SIDE),
    rounds: 4,
    gflop: UNET_GFLOP,
    ratio: 0.55,
  },
  {
    what: 'UNet, 512×512, batch 2',
    network: 'unet',
    inputs: unetInputs(2, SIDE),
    rounds: 2,
    gflop: 2 * UNET_GFLOP,
    ratio: 0.55,
  },
  { what: 'VAE decoder, 512×512', network: 'decoder', inputs: decoderInputs(SIDE), rounds: 2, ratio: 0.6 },
];

/** The networks of SD 1.5 beside PyTorch's: turn by turn, with as many threads, in one run. */
export async function measureAgainstPytorch(checkpoint: string, device: Device): Promise<Measure[]> {
  const file = await readCheckpoint(checkpoint);
  const { unet, vae } = describeArchitecture(file);
  let pytorch: Pytorch | undefined;
  let missing = '';
  try {
    pytorch = await Pytorch.start(checkpoint, device.threads);
  } catch (error) {
    if (!(error instanceof NoPytorch)) throw error;
    missing = error.message;
  }
  const sgemm = await Sgemm.load(device.threads);
  const measures: Measure[] = [];
  try {
    for (const network of ['unet', 'decoder'] as const) {
      const graph = network === 'unet' ? unetGraph(file, unet) : vaeDecoderGraph(file, vae);
      // As the engine has it.
      const own = await Network.load(graph, device, network === 'decoder' ? { widening: 'each run' } : {});
      for (const trial of TRIALS.filter((one) => one.network === network)) {
        measures.push(...(await tried(trial, own, sgemm, pytorch, missing)));
      }
      await own.release();
    }
  } finally {
    await sgemm.release();
    await pytorch?.stop();
  }
  return measures;
}

/** Each round has the products of matrices, ours and PyTorch's one after the other, so that all see the same machine. */
async function tried(
  { what, network, inputs, rounds, gflop, ratio }: Trial,
  own: Network,
  sgemm: Sgemm,
  pytorch: Pytorch | undefined,
  missing: string,
): Promise<Measure[]> {
  const [ours, theirs, rates, cpuRatios]: [number[], number[], number[], number[]] = [[], [], [], []];
  let error: number | undefined;
  for (let round = 0; round <= rounds; round++) {
    const rate = await sgemm.rate();
    const mine = await timed(() => own.run(inputs));
    const other = await pytorch?.run(network, inputs);
    if (other) error = relativeError(mine.value, other.output);
    // The first round warms up.
    if (round === 0) continue;
    rates.push(rate);
    ours.push(mine.milliseconds);
    if (!other) continue;
    theirs.push(other.milliseconds);
    cpuRatios.push(mine.cpuMilliseconds / other.cpuMilliseconds);
  }
  const seconds = (samples: number[]) => `${(median(samples) / 1000).toFixed(2)} s`;
  const measures: Measure[] = [
    {
      what: `${what}: time ÷ PyTorch's`,
      value: pytorch && median(ours.map((milliseconds, i) => milliseconds / theirs[i]!)),
      unit: '',
      bar: ratio,
      note: pytorch
        ? `${seconds(ours)} and ${seconds(theirs)}; by processor time ${median(cpuRatios).toFixed(2)}; ${pytorch.versions}`
        : missing,
    },
    {
      what: `${what}: relative L2 from PyTorch's`,
      value: error,
      unit: '',
      bar: 1e-5,
      ...(pytorch ? {} : { note: missing }),
    },
  ];
  if (gflop) {
    const shares = ours.map((milliseconds, i) => gflop / milliseconds / rates[i]!);
    measures.push({
      what: `${what}: share of the machine's SGEMM rate`,
      value: 100 * median(shares),
      unit: '%',
      least: 85,
      note: `${((1000 * gflop) / median(ours)).toFixed(0)} of ${(1000 * median(rates)).toFixed(0)} GFLOP/s; ${seconds(ours)}`,
    });
  }
  return measures;
}
