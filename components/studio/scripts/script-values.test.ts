import { expect, test } from 'vitest';
import { offeredAxes } from '@/lib/generation/series/axes';
import { SCRIPT_DEFAULTS } from '@/lib/generation/series/script-fields';
import { scriptSchema } from '@/lib/generation/series/script-schema';
import { en } from '@/lib/i18n/messages/en';
import { defaultValues } from '../form/studio-values';
import { axisKey } from './axis-words';
import { measured } from './measured';
import { merged } from './script-values';

test('what was stored is taken up key by key, where it has the right shape', () => {
  const usual = SCRIPT_DEFAULTS.xyz;
  const stored = {
    ...usual,
    x: { type: 'Steps', values: 5 },
    varySeeds: { x: true, y: 'yes' },
    margin: '10',
    legend: false,
    something: 'else',
  };
  expect(merged(usual, stored)).toEqual({
    ...usual,
    x: { type: 'Steps', values: '' },
    varySeeds: { x: true, y: false, z: false },
    legend: false,
  });
  for (const broken of [null, 'text', 7]) expect(merged(usual, broken)).toEqual(usual);
});

test('every axis on offer has a word', () => {
  for (const kind of ['txt2img', 'img2img'] as const)
    for (const { label } of offeredAxes(kind))
      expect(en.scripts.axes, label).toHaveProperty([axisKey(label)]);
});

test('the form says how many pictures a script would draw, and what the server would refuse', () => {
  const values = { ...defaultValues('txt2img', undefined), prompt: 'a house|red|old', batchCount: 3 };
  expect(measured({ ...values, script: 'matrix' }, 'txt2img')).toMatchObject({
    pictures: 4,
    columns: 2,
    rows: 2,
  });
  const lines = { ...values.prompts, lines: 'a\nb' };
  expect(measured({ ...values, script: 'prompts', prompts: lines }, 'img2img')).toMatchObject({
    pictures: 6,
  });
  expect(measured({ ...values, script: 'xyz' }, 'txt2img')).toEqual({
    problem: { field: 'x', code: 'noValues', told: {} },
  });
});

test('what scripts start with can be sent', () => {
  for (const script of Object.values(SCRIPT_DEFAULTS)) expect(scriptSchema.parse(script)).toEqual(script);
});
