import type { Device } from '@/worker/engine/device/device';
import { GoldenSamplers, type SamplerKind } from '@/worker/engine/testing/golden-samplers';
import { starterTrajectories } from '@/worker/engine/testing/starter-trajectories';
import type { Measure } from '../measure';

const KINDS: [SamplerKind, string][] = [
  ['sigma', 'sigma samplers × schedules and options'],
  ['timestep', 'DDIM, CFG++, PLMS, UniPC'],
  ['range', 'DPM fast and adaptive'],
  ['LCM', 'LCM with its own denoiser'],
  ['Brownian', 'SDE samplers with Brownian noise of their own'],
];

/** Every sampler under every schedule on a closed-form denoiser, and whole runs of the starter, against the reference. */
export async function measureSamplers(device: Device): Promise<Measure[]> {
  const reference = await GoldenSamplers.read();
  const measures = KINDS.map(([kind, what]): Measure => {
    const keys = reference.keys(kind);
    let worst = { key: '', error: -1 };
    let states = 0;
    for (const key of keys) {
      const errors = reference.errors(key);
      const error = Math.max(...errors);
      states += errors.length;
      if (error > worst.error) worst = { key, error };
    }
    return {
      what: `${what}, closed-form denoiser, worst relative L2 at any step`,
      value: worst.error,
      unit: '',
      bar: 1e-4,
      note: `${keys.length} runs, ${states} states; worst: ${worst.key.replaceAll(' | ', ', ')}`,
    };
  });
  for (const sampler of ['ddim', 'euler'] as const) {
    const differences = await starterTrajectories(sampler, device);
    measures.push({
      what: `${sampler === 'ddim' ? 'DDIM' : 'Euler'} on the starter, 20 steps at guidance 7.5, last latent, worst relative L2`,
      value: Math.max(...differences.map(({ latent }) => latent)),
      unit: '',
      bar: 1e-4,
    });
  }
  return measures;
}
