import { expect, test } from 'vitest';
import { EMPHASES as READ } from '@/worker/engine/text/emphasis';
import { ABSENT_DETAILS, detailsOf, EMPHASES, noiseSource, seedOf, subseedOf, toldDetails } from './details';
import { type DetailFields, detailProblems, resolveDetails } from './resolve-details';

const OPTIONS = {
  noise_source: 'CPU',
  eta_noise_seed_delta: 0,
  s_churn: 0,
  s_tmin: 0,
  s_tmax: 0,
  s_noise: 1,
  s_min_uncond: 0,
  emphasis: 'Original',
  tiling: false,
} as const;

test('emphasis has the words the engine knows; GPU means NV', () => {
  expect([...EMPHASES].sort()).toEqual([...READ].sort());
  expect((['CPU', 'NV', 'GPU'] as const).map(noiseSource)).toEqual(['CPU', 'NV', 'NV']);
});

test('an old request has the details that change nothing', () => {
  expect(detailsOf({})).toEqual(ABSENT_DETAILS);
  expect(detailsOf({ s_noise: 1.1, tiling: true })).toEqual({
    ...ABSENT_DETAILS,
    s_noise: 1.1,
    tiling: true,
  });
  expect(toldDetails(detailsOf({ s_noise: 1.1, s_churn: 0 }))).toEqual({ s_noise: 1.1 });
});

test('seeds of pictures', () => {
  const seeds = { seed: 5, subseed: 90 };
  expect([seedOf(seeds, 3), subseedOf(seeds, 3)]).toEqual([8, 93]);
  expect([seedOf({ ...seeds, subseed_strength: 0.1 }, 3), subseedOf(seeds, 3)]).toEqual([5, 93]);
});

test('what changes nothing is not stored', () => {
  expect(resolveDetails({}, OPTIONS)).toEqual({});
  const neutral = {
    subseedStrength: 0,
    sNoise: 1,
    sTmax: Number.POSITIVE_INFINITY,
    tiling: false,
    emphasis: null,
  };
  expect(resolveDetails({ ...neutral, seedResizeFromW: -1, seedResizeFromH: 0 }, OPTIONS)).toEqual({});
});

test('a seed is resized only from a whole size', () => {
  expect(resolveDetails({ seedResizeFromW: 64, seedResizeFromH: -1 }, OPTIONS)).toEqual({});
  expect(resolveDetails({ seedResizeFromW: 64, seedResizeFromH: 96 }, OPTIONS)).toEqual({
    seed_resize_from_w: 64,
    seed_resize_from_h: 96,
  });
});

test("what is asked for goes before the user's own options", () => {
  const own = { ...OPTIONS, noise_source: 'NV', s_noise: 1.2, tiling: true, s_tmax: 9 } as const;
  expect(resolveDetails({}, own)).toEqual({ noise_source: 'NV', s_noise: 1.2, tiling: true, s_tmax: 9 });
  expect(
    resolveDetails(
      { noiseSource: 'CPU', sNoise: 1, tiling: false, sTmax: Number.POSITIVE_INFINITY, ensd: 4 },
      own,
    ),
  ).toEqual({ eta_noise_seed_delta: 4 });
});

test.each<[DetailFields, string]>([
  [{ subseedStrength: 1.1 }, 'The variation strength must be a number from 0 to 1.'],
  [{ subseedStrength: Number.NaN }, 'The variation strength must be a number from 0 to 1.'],
  [{ seedResizeFromW: 7 }, 'A side to resize the seed from must be a whole number from 8 to 2,048.'],
  [{ seedResizeFromH: 64.5 }, 'A side to resize the seed from must be a whole number from 8 to 2,048.'],
  [{ ensd: -1 }, 'The eta noise seed delta must be a whole number from 0 to 4,294,967,295.'],
  [{ sChurn: -1 }, 's_churn must be a number from 0 to 1,000.'],
  [{ sTmin: Number.POSITIVE_INFINITY }, 's_tmin must be a number from 0 to 1,000.'],
  [{ sTmax: Number.NaN }, 's_tmax must be a number from 0 to 1,000.'],
  [{ sNoise: 11 }, 's_noise must be a number from 0 to 10.'],
  [{ sMinUncond: -0.1 }, 's_min_uncond must be a number from 0 to 1,000.'],
])('%o is out of bounds', (fields, message) => {
  const [field] = Object.keys(fields);
  expect(detailProblems(fields)).toEqual([{ field, message }]);
});

test('the ends of each range are within', () => {
  expect(
    detailProblems({
      subseedStrength: 1,
      seedResizeFromW: 8,
      seedResizeFromH: -1,
      ensd: 2 ** 32 - 1,
      sChurn: 0,
      sTmax: Number.POSITIVE_INFINITY,
      sNoise: 10,
    }),
  ).toEqual([]);
});
