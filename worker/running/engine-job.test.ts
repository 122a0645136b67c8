import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aRequest } from '@/lib/jobs/testing';
import { toBatches } from './engine-job';

test('names, numbers and text are handed over as the engine calls them', () => {
  const request = aRequest({
    negative_prompt: 'blurry',
    sampler_name: 'Euler a',
    scheduler: 'Karras',
    clip_skip: 2,
    eta: 0.5,
  });
  expect(toBatches(request)).toEqual([
    [
      {
        prompt: 'a red house',
        negativePrompt: 'blurry',
        width: 128,
        height: 128,
        steps: 20,
        cfgScale: 7,
        sampler: 'Euler a',
        scheduler: 'Karras',
        seed: 7,
        clipSkip: 2,
        eta: 0.5,
      },
    ],
  ]);
  expect(toBatches(aRequest())[0]![0]).not.toHaveProperty('eta');
});

test('picture k of the job has seed + k, whatever the batches; sides are floored to multiples of 8', () => {
  const sizes = fc.record({
    n_iter: fc.integer({ min: 1, max: 8 }),
    batch_size: fc.integer({ min: 1, max: 8 }),
    width: fc.integer({ min: 64, max: 2048 }),
    height: fc.integer({ min: 64, max: 2048 }),
  });
  fc.assert(
    fc.property(sizes, (changes) => {
      const batches = toBatches(aRequest({ seed: 100, ...changes }));
      expect(batches).toHaveLength(changes.n_iter);
      const pictures = batches.flat();
      expect(pictures.map(({ seed }) => seed)).toEqual(pictures.map((_, k) => 100 + k));
      for (const { width, height } of pictures) {
        expect([width % 8, height % 8]).toEqual([0, 0]);
        expect(changes.width - width).toBeLessThan(8);
        expect(changes.height - height).toBeLessThan(8);
        expect(width).toBeLessThanOrEqual(changes.width);
      }
    }),
  );
});
