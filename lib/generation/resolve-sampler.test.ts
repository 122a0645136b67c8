import { expect, test } from 'vitest';
import { resolveSampler, scheduleLabel } from './resolve-sampler';
import { SAMPLERS } from './samplers';

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
])('%s with %s', (sampler, scheduler, name, resolved, label) => {
  const found = resolveSampler(sampler, scheduler);
  expect([found.sampler.name, found.scheduler]).toEqual([name, resolved]);
  expect(scheduleLabel(found.sampler, found.scheduler)).toBe(label);
});

test.each(['Heun', 'UniPC', 'DPM++ 2M SDE', 'DPM++ 2M SDE Karras', 'nonsense', '', '<b>Euler</b>'])(
  'sampler %s is refused with what there is',
  (sampler) => {
    expect(() => resolveSampler(sampler, null)).toThrowError(
      expect.objectContaining({
        status: 400,
        code: 'sampler_not_found',
        message: `There is no sampler "${sampler}" here. Choose one of: DPM++ 2M, Euler a, Euler, DDIM.`,
      }),
    );
  },
);

test('a schedule that others have is refused, not replaced', () => {
  for (const scheduler of ['Beta', 'sgm_uniform', 'Align Your Steps']) {
    expect(() => resolveSampler('Euler', scheduler)).toThrowError(
      expect.objectContaining({ status: 400, code: 'scheduler_not_found' }),
    );
  }
});

test('each sampler is found by each of its names', () => {
  for (const { name, aliases } of SAMPLERS) {
    for (const text of [name, ...aliases])
      expect(resolveSampler(text.toUpperCase(), null).sampler.name).toBe(name);
  }
});
