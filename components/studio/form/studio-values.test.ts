import { createTranslator } from 'use-intl/core';
import { expect, test } from 'vitest';
import { messagesOf } from '@/lib/i18n/messages';
import { checkPrompt } from './check-prompt';
import { mergeForm } from './form-storage';
import { checkNumber } from './number-fields';
import { presetsFor } from './size-presets';
import { defaultValues } from './studio-values';

const words = createTranslator({ locale: 'en', messages: messagesOf('en'), namespace: 'form' });

test('defaults follow the checkpoint', () => {
  expect(defaultValues('txt2img', { path: 'x', nativeSize: 128 })).toMatchObject({
    width: 128,
    height: 128,
    steps: 20,
    cfgScale: 7,
  });
  expect(defaultValues('txt2img', undefined)).toMatchObject({ width: 512, checkpoint: '' });
});

test('numbers are checked with a sentence', () => {
  expect(checkNumber('steps', 20, words)).toBe(true);
  expect(checkNumber('steps', 1.5, words)).toMatch(/whole number/);
  expect(checkNumber('steps', Number.NaN, words)).toMatch(/1 to 150/);
  expect(checkNumber('cfgScale', 7.25, words)).toBe(true);
  expect(checkNumber('seed', -1, words)).toBe(true);
  expect(checkNumber('seed', -2, words)).toMatch(/-1/);
});

test('a prompt is counted in characters, not in halves of emoji', () => {
  expect(checkPrompt('Prompt', '😀'.repeat(20_000), words)).toBe(true);
  expect(checkPrompt('Prompt', '😀'.repeat(20_001), words)).toMatch(/20,001 characters/);
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
  const defaults = defaultValues('txt2img', undefined);
  const stored = { steps: '30', width: 640, strange: 1, styles: [1], clipSkip: 2, eta: '0.5' } as never;
  expect(mergeForm(defaults, stored)).toEqual({ ...defaults, width: 640, clipSkip: 2 });
});
