import type { Device } from '../device/device';
import type { Pipeline } from '../evaluation';
import { CheckpointNetworks } from '../networks/checkpoint-networks';
import { openCheckpoint } from '../networks/open-checkpoint';
import { decodeLatent } from '../pipeline/decode';
import { denoise } from '../pipeline/denoise';
import { guidanceFor } from '../pipeline/guidance';
import type { PipelineModel } from '../pipeline/model';
import { planSampling, type SamplingPlan } from '../sampling/plan';
import { STARTER, STARTER_GOLDEN } from './paths';
import { floats, readTensors, relativeError } from './tensors';

const PROMPTS = ['a cute dog', 'red house, night sky'];
const SHAPE: [number, number, number] = [4, 16, 16];

/** How far a row of a golden run is from ours: relative L2 of the last latent, largest difference of a pixel. */
export interface TrajectoryDifference {
  latent: number;
  pixel: number;
}

function* fromNoise(model: PipelineModel, plan: SamplingPlan, noise: Float32Array, prompt: string) {
  const guidance = yield* guidanceFor(model, {
    prompt,
    negativePrompt: '',
    cfgScale: 7.5,
    clipSkip: 1,
    steps: 20,
    sampler: 'Euler',
  });
  const x = noise.map((value) => value * plan.initialScale);
  const sampler = plan.sample(x, plan.sigmas, { eta: 0, noise: () => new Float32Array(noise.length) });
  let step = sampler.next();
  while (!step.done) step = sampler.next(yield* denoise(model, step.value, SHAPE, guidance));
  return step.value;
}

/** Runs the starter's golden trajectories: 20 steps at guidance 7.5 from stored noise, compared with PyTorch's. */
export async function starterTrajectories(
  sampler: 'ddim' | 'euler',
  device: Device = { name: 'cpu', threads: 2 },
): Promise<TrajectoryDifference[]> {
  const { file, model } = await openCheckpoint(STARTER);
  const networks = new CheckpointNetworks(file, model.architecture, device);
  const finish = async <R>(pipeline: Pipeline<R>): Promise<R> => {
    let step = pipeline.next();
    while (!step.done) step = pipeline.next((await networks.evaluate(step.value)).output);
    return step.value;
  };
  const tensors = await readTensors(STARTER_GOLDEN);
  const noise = floats(tensors, 'traj.noise').data;
  const final = floats(tensors, `traj.${sampler}20.cfg7.5.final`).data;
  const images = tensors.get(`traj.${sampler}20.images_u8[2,128,128,3]`)!.data as Uint8Array;
  const plan = goldenPlan(sampler, model);

  const differences: TrajectoryDifference[] = [];
  for (const [row, prompt] of PROMPTS.entries()) {
    const partOf = <T extends Float32Array | Uint8Array>(all: T) =>
      all.slice((row * all.length) / 2, ((row + 1) * all.length) / 2) as T;
    const latent = await finish(fromNoise(model, plan, partOf(noise), prompt));
    const { rgb } = await finish(decodeLatent(model, latent, SHAPE));
    const image = partOf(images);
    differences.push({
      latent: relativeError(latent, partOf(final)),
      pixel: rgb.reduce((largest, value, i) => Math.max(largest, Math.abs(value - image[i]!)), 0),
    });
  }
  await networks.release();
  return differences;
}

/** The golden DDIM takes one more step than the web UI, from timestep 1 to 0. */
function goldenPlan(sampler: 'ddim' | 'euler', { schedule }: PipelineModel): SamplingPlan {
  const plan = planSampling(sampler === 'ddim' ? 'DDIM' : 'Euler', 'Uniform', 20, schedule);
  return sampler === 'ddim'
    ? { ...plan, sigmas: Float64Array.of(...plan.sigmas, schedule.sigmas[0]!) }
    : plan;
}
