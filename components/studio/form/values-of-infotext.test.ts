import { expect, test } from 'vitest';
import type { CheckpointView } from '@/lib/catalog/checkpoint-view';
import { defaultValues } from './studio-values';
import { unknownKeys, valuesOfInfotext } from './values-of-infotext';

const checkpoint = {
  name: 'starter-v0',
  path: 'starter-v0.safetensors',
  hash: '0123456789',
} as CheckpointView;

test('all that the parameters say', () => {
  const infotext =
    'a cat,\nsitting\nNegative prompt: blurry\nSteps: 8, Sampler: Euler a, Schedule type: Automatic, CFG scale: 5.5, Seed: 42, Size: 128x96, Model hash: 0123456789, Model: renamed';
  expect(valuesOfInfotext(infotext, [checkpoint])).toMatchObject({
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
  expect(values).toMatchObject({ prompt: 'a cat', negativePrompt: '', seed: 1, batchCount: 1, batchSize: 1 });
  for (const name of ['steps', 'sampler', 'checkpoint']) expect(values).not.toHaveProperty(name);
});

test('what the parameters do not speak of is switched off', () => {
  const before = {
    ...defaultValues('txt2img', undefined),
    ...{ enableHr: true, seedExtra: true, refinerCheckpoint: 'x', tiling: true, styles: ['photo'] },
  };
  const infotext = 'a cat\nSteps: 8, Sampler: Euler a, Seed: 1, RNG: CPU';
  expect({ ...before, ...valuesOfInfotext(infotext, []) }).toMatchObject({
    ...{ enableHr: false, seedExtra: false, refinerCheckpoint: '', tiling: false, styles: [] },
    ...{ clipSkip: 1, eta: 1, vae: 'None', noiseSource: 'CPU' },
  });
});

test('a text without parameters is a prompt, and changes nothing else', () => {
  expect(valuesOfInfotext('a cat\nNegative prompt: blurry', [])).toEqual({
    prompt: 'a cat',
    negativePrompt: 'blurry',
  });
});

test('a second pass and a refiner, with checkpoints by hash', () => {
  const infotext =
    'a cat\nSteps: 8, Sampler: Euler, Seed: 1, Size: 64x64, Denoising strength: 0.4, Hires resize: 96x128, Hires steps: 3, Hires upscaler: Latent (nearest), Hires checkpoint: renamed [0123456789], Hires prompt: "a cat, sharp", Refiner: elsewhere [aaaaaaaaaa], Refiner switch at: 0.6';
  expect(valuesOfInfotext(infotext, [checkpoint])).toMatchObject({
    ...{ enableHr: true, denoisingStrength: 0.4, hrResizeX: 96, hrResizeY: 128, hrSteps: 3 },
    ...{ hrUpscaler: 'Latent (nearest)', hrCheckpoint: 'starter-v0.safetensors', hrPrompt: 'a cat, sharp' },
    ...{ refinerCheckpoint: 'elsewhere [aaaaaaaaaa]', refinerSwitchAt: 0.6 },
  });
});

test('what no field can hold is named', () => {
  const infotext =
    'a cat\nSteps: 8, Sampler: Euler, Size: 64x64, Pad conds: True, ControlNet 0: "x: 1", Dynamic thresholding enabled: True, Version: f0.0.17';
  expect(unknownKeys(infotext)).toEqual(['Pad conds', 'ControlNet 0', 'Dynamic thresholding enabled']);
  expect(unknownKeys('no parameters')).toEqual([]);
});
