import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DRAWING_OPTIONS, type DrawingOptions } from '@/lib/generation/drawing-options';
import { writeInfotext } from '@/lib/generation/infotext';
import { unusual } from '@/lib/generation/option-group';
import { SAMPLERS } from '@/lib/generation/samplers';
import { SCHEDULERS } from '@/lib/generation/schedulers';
import { aRequest } from '@/lib/jobs/testing';
import { readTxt2ImgRequest } from './txt2img-request';

const tenths = (max: number) => fc.integer({ min: 1, max: max * 10 }).map((value) => value / 10);
const maybe = <T>(value: fc.Arbitrary<T>, usual: T) => fc.oneof(fc.constant(usual), value);

/** Options that infotexts tell; the others decide pixels too, and no program tells them. */
const told = {
  s_min_uncond_all: fc.boolean(),
  skip_early_cond: maybe(tenths(1), 0),
  sigma_min: maybe(tenths(1), 0),
  sigma_max: maybe(tenths(20), 0),
  rho: maybe(tenths(9), 0),
  beta_dist_alpha: tenths(5),
  beta_dist_beta: tenths(5),
  always_discard_next_to_last_sigma: fc.boolean(),
  sgm_noise_multiplier: fc.boolean(),
  use_downcasted_alpha_bar: fc.boolean(),
  sd_noise_schedule: fc.constantFrom('Default', 'Zero Terminal SNR'),
  uni_pc_variant: fc.constantFrom('bh1', 'bh2', 'vary_coeff'),
  uni_pc_skip_type: fc.constantFrom('time_uniform', 'time_quadratic', 'logSNR'),
  uni_pc_order: fc.integer({ min: 1, max: 9 }),
  uni_pc_lower_order_final: fc.boolean(),
  use_old_scheduling: fc.boolean(),
  pad_cond_uncond: fc.boolean(),
  pad_cond_uncond_v0: fc.boolean(),
  refiner_switch_by_sample_steps: fc.boolean(),
} as const;

test('what an infotext tells of options is read back: telling it again tells the same', () => {
  const request = fc.record({
    ...told,
    sampler_name: fc.constantFrom(...SAMPLERS.map(({ name }) => name)),
    scheduler: fc.constantFrom(...SCHEDULERS.map(({ label }) => label)),
    s_min_uncond: maybe(tenths(9), 0),
    vae: fc.option(fc.constant({ name: 'a, b: c.safetensors' }), {
      nil: undefined,
    }),
    refiner: fc.option(
      fc.record({
        checkpoint: fc.constant({ id: '2', name: 'other, one', hash: 'aaaaaaaaaa' }),
        switch_at: fc.option(tenths(1), { nil: null }),
      }),
      { nil: undefined },
    ),
  });
  fc.assert(
    fc.property(request, ({ vae, refiner, ...changes }) => {
      const asked = aRequest({
        prompt: 'a [barn:house:3]',
        ...(changes as Partial<DrawingOptions>),
        ...(vae ? { vae } : {}),
        ...(refiner ? { refiner } : {}),
      });
      const infotext = writeInfotext(asked, 0);
      const { generation } = readTxt2ImgRequest({ infotext });
      expect(generation.vae ?? undefined).toBe(vae?.name);
      expect(generation.refinerCheckpoint ?? undefined).toBe(refiner && 'other, one [aaaaaaaaaa]');
      expect(generation.refinerSwitchAt ?? null).toBe(refiner?.switch_at ?? null);
      const again = aRequest({
        prompt: generation.prompt,
        sampler_name: generation.sampler,
        scheduler: generation.scheduler ?? 'Automatic',
        ...unusual(DRAWING_OPTIONS, generation.options ?? {}),
        s_min_uncond: generation.sMinUncond ?? 0,
        ...(vae ? { vae } : {}),
        ...(refiner ? { refiner } : {}),
      });
      expect(writeInfotext(again, 0)).toBe(infotext);
    }),
  );
});
