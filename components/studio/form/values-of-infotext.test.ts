import { expect, test } from 'vitest';
import type { CheckpointView } from '@/lib/catalog/checkpoint-view';
import { valuesOfInfotext } from './values-of-infotext';

const checkpoint = {
  name: 'starter-v0',
  path: 'starter-v0.safetensors',
  hash: '0123456789',
} as CheckpointView;

test('all that the parameters say', () => {
  const infotext =
    'a cat,\nsitting\nNegative prompt: blurry\nSteps: 8, Sampler: Euler a, Schedule type: Automatic, CFG scale: 5.5, Seed: 42, Size: 128x96, Model hash: 0123456789, Model: renamed';
  expect(valuesOfInfotext(infotext, [checkpoint])).toEqual({
    prompt: 'a cat,\nsitting',
    negativePrompt: 'blurry',
    checkpoint: 'starter-v0.safetensors',
    sampler: 'Euler a',
    scheduler: 'Automatic',
    steps: 8,
    cfgScale: 5.5,
    seed: 42,
    width: 128,
    height: 96,
    batchCount: 1,
    batchSize: 1,
  });
});

test('what is not said or not here leaves the form alone', () => {
  const values = valuesOfInfotext('a cat\nSteps: 8, Sampler: Euler, Model: elsewhere', [checkpoint]);
  expect(values).not.toHaveProperty('checkpoint');
  expect(values).not.toHaveProperty('seed');
  expect(values.steps).toBe(8);
});

test.each([
  ['DPM++ 2M Karras', { sampler: 'DPM++ 2M', scheduler: 'Automatic' }],
  ['Euler a SGM Uniform', { sampler: 'Euler a', scheduler: 'SGM Uniform' }],
  ['k_euler', { sampler: 'Euler', scheduler: 'Automatic' }],
])('the sampler another tool calls %s', (name, expected) => {
  expect(valuesOfInfotext(`a cat\nSteps: 8, Sampler: ${name}, Seed: 1`, [])).toMatchObject(expected);
});

test('a sampler that is not offered, and a number that is none, leave the form alone', () => {
  const values = valuesOfInfotext('a cat\nSteps: many, Sampler: dpm_magic, Seed: 1, Unknown thing: yes', []);
  expect(values).toEqual({ prompt: 'a cat', negativePrompt: '', seed: 1, batchCount: 1, batchSize: 1 });
});
