import { expect, test } from 'vitest';
import {
  SAMPLERS as DRAWN,
  SAMPLER_NAMES,
  type SamplerEntry,
  type SamplerName,
} from '@/worker/engine/sampling/samplers';
import { SCHEDULER_NAMES } from '@/worker/engine/sampling/schedulers';
import { scheduleLabel } from './resolve-sampler';
import { SAMPLERS } from './samplers';
import { SCHEDULERS } from './schedulers';

test('what is offered is what can be drawn, in the same order', () => {
  expect(SAMPLERS.map(({ name }) => name)).toEqual(SAMPLER_NAMES);
  expect(SCHEDULERS.map(({ label }) => label)).toEqual(SCHEDULER_NAMES);
});

test.each(SAMPLERS.map((sampler) => [sampler.name, sampler] as const))(
  '%s is told as it is drawn',
  (name, sampler) => {
    const entry: SamplerEntry = DRAWN[name as SamplerName];
    const { options } = sampler;
    expect(scheduleLabel(sampler, 'Automatic')).toBe(entry.scheduler ?? 'Automatic');
    // Those without the parameter make no fresh noise.
    expect(sampler.defaultEta ?? 0).toBe(entry.eta);
    expect(sampler.takes).toBe(entry.takes);
    expect(sampler.walksTimesteps).toBe(entry.walks === 'timesteps' ? true : undefined);
    expect(options.second_order).toBe(entry.secondOrder ? 'True' : undefined);
    expect(options.brownian_noise).toBe(entry.brownian ? 'True' : undefined);
    expect(options.discard_next_to_last_sigma).toBe(entry.discards ? 'True' : undefined);
  },
);

test('no name stands for two', () => {
  const names = SAMPLERS.flatMap(({ name, aliases }) => [name, ...aliases].map((text) => text.toLowerCase()));
  // Three are their own alias in small letters.
  const own = SAMPLERS.filter(({ name, aliases }) => aliases.includes(name.toLowerCase())).length;
  expect(new Set(names).size).toBe(names.length - own);
});
