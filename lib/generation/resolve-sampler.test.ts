import { expect, test } from 'vitest';
import { resolveSampler, scheduleLabel } from './resolve-sampler';
import { SAMPLERS } from './samplers';
import { SCHEDULERS } from './schedulers';

test.each([
  // sampler, scheduler → sampler, scheduler, label
  ['Euler', null, 'Euler', 'Automatic', 'Automatic'],
  ['Euler', 'Automatic', 'Euler', 'Automatic', 'Automatic'],
  ['Euler', 'Karras', 'Euler', 'Karras', 'Karras'],
  ['Euler', 'karras', 'Euler', 'Karras', 'Karras'],
  ['Euler', 'nobody knows this', 'Euler', 'Automatic', 'Automatic'],
  ['Euler', '', 'Euler', 'Automatic', 'Automatic'],
  ['DPM++ 2M', null, 'DPM++ 2M', 'Automatic', 'Karras'],
  // The sampler's own schedule counts as Automatic.
  ['DPM++ 2M', 'karras', 'DPM++ 2M', 'Automatic', 'Karras'],
  ['DPM++ 2M', 'Uniform', 'DPM++ 2M', 'Uniform', 'Uniform'],
  ['DPM++ 2M Karras', null, 'DPM++ 2M', 'Automatic', 'Karras'],
  // A schedule at the end of the name wins over the field.
  ['Euler a Karras', 'Exponential', 'Euler a', 'Karras', 'Karras'],
  ['DPM++ 2M Exponential', 'Karras', 'DPM++ 2M', 'Exponential', 'Exponential'],
  ['Euler automatic', 'Karras', 'Euler', 'Automatic', 'Automatic'],
  // Ours: aliases and any case.
  ['k_euler', null, 'Euler', 'Automatic', 'Automatic'],
  ['k_euler_ancestral', null, 'Euler a', 'Automatic', 'Automatic'],
  ['EULER A', null, 'Euler a', 'Automatic', 'Automatic'],
  ['k_dpmpp_2m karras', null, 'DPM++ 2M', 'Automatic', 'Karras'],
  ['ddim', 'SGM', 'DDIM', 'Automatic', 'Automatic'],
  ['DPM++ 2M SDE', 'exponential', 'DPM++ 2M SDE', 'Automatic', 'Exponential'],
  ['DPM++ 2M SDE Karras', null, 'DPM++ 2M SDE', 'Karras', 'Karras'],
  ['DPM++ 2M SDE Heun Karras', null, 'DPM++ 2M SDE Heun', 'Karras', 'Karras'],
  ['Restart', 'KARRAS', 'Restart', 'Automatic', 'Karras'],
  ['Euler', 'Align Your Steps', 'Euler', 'Align Your Steps', 'Align Your Steps'],
  ['Euler', 'SGMUniform', 'Euler', 'SGM Uniform', 'SGM Uniform'],
  // The longest schedule counts; elsewhere "Euler SGM Uniform" is an unknown sampler "Euler SGM".
  ['Euler SGM Uniform', null, 'Euler', 'SGM Uniform', 'SGM Uniform'],
  ['Euler SGMUniform', null, 'Euler', 'SGM Uniform', 'SGM Uniform'],
  ['euler sgm_uniform', 'Karras', 'Euler', 'SGM Uniform', 'SGM Uniform'],
  ['Euler DDIM', null, 'Euler', 'DDIM', 'DDIM'],
  ['LCM Turbo', null, 'LCM', 'Turbo', 'Turbo'],
])('%s with %s', (sampler, scheduler, name, resolved, label) => {
  const found = resolveSampler(sampler, scheduler);
  expect([found.sampler.name, found.scheduler]).toEqual([name, resolved]);
  expect(scheduleLabel(found.sampler, found.scheduler)).toBe(label);
});

test.each(['Euler b', 'DPM++ 4M', 'Euler SGM', 'nonsense', '', '<b>Euler</b>'])(
  'sampler %s is refused with what there is',
  (sampler) => {
    expect(() => resolveSampler(sampler, null)).toThrowError(
      expect.objectContaining({
        status: 400,
        code: 'sampler_not_found',
        message: expect.stringMatching(
          /^There is no sampler ".*" here\. Choose one of: DPM\+\+ 2M, DPM\+\+ SDE, .*, LCM\.$/,
        ),
      }),
    );
  },
);

test('each sampler is found by each of its names', () => {
  for (const { name, aliases } of SAMPLERS) {
    for (const text of [name, ...aliases])
      expect(resolveSampler(text.toUpperCase(), null).sampler.name).toBe(name);
  }
});

test('each schedule is found by each of its names, alone and after a sampler', () => {
  for (const { name, label, aliases } of SCHEDULERS) {
    for (const text of [name, label, ...(aliases ?? [])]) {
      expect(resolveSampler('Euler', text).scheduler).toBe(label);
      expect(resolveSampler(`Euler a ${text}`, null)).toMatchObject({
        sampler: { name: 'Euler a' },
        scheduler: label,
      });
    }
  }
});
