import { expect, test } from 'vitest';
import { mergeForm } from './form-storage';
import { presetsFor } from './size-presets';
import { checkNumber, checkPrompt, defaultValues } from './txt2img-values';

test('defaults follow the checkpoint', () => {
  expect(defaultValues({ path: 'x', nativeSize: 128 })).toMatchObject({
    width: 128,
    height: 128,
    steps: 20,
    cfgScale: 7,
  });
  expect(defaultValues(undefined)).toMatchObject({ width: 512, checkpoint: '' });
});

test('numbers are checked with a sentence', () => {
  expect(checkNumber('steps', 20)).toBe(true);
  expect(checkNumber('steps', 1.5)).toMatch(/whole number/);
  expect(checkNumber('steps', Number.NaN)).toMatch(/1 to 150/);
  expect(checkNumber('cfgScale', 7.25)).toBe(true);
  expect(checkNumber('seed', -1)).toBe(true);
  expect(checkNumber('seed', -2)).toMatch(/-1/);
});

test('a prompt is counted in characters, not in halves of emoji', () => {
  expect(checkPrompt('Prompt', '😀'.repeat(20_000))).toBe(true);
  expect(checkPrompt('Prompt', '😀'.repeat(20_001))).toMatch(/20,001 characters/);
});

test('presets are whole latent cells of about the native area', () => {
  for (const side of [128, 512, 1024]) {
    for (const { width, height } of presetsFor(side)) {
      expect((width % 8) + (height % 8)).toBe(0);
      expect((width * height) / side ** 2).toBeCloseTo(1, 0);
    }
  }
});

test('stored values of another type or unknown name are passed over', () => {
  const defaults = defaultValues(undefined);
  const stored = { steps: '30', width: 640, strange: 1 } as never;
  expect(mergeForm(defaults, stored)).toEqual({ ...defaults, width: 640 });
});
