import { expect, test } from 'vitest';
import { STUDIO_DEFAULTS } from './defaults';
import { fieldProblems } from './generation-fields';
import { studioRequestSchema } from './studio-request';

test('an empty form is the defaults, and they are in bounds', () => {
  const fields = studioRequestSchema.parse({});
  expect(fields).toMatchObject(STUDIO_DEFAULTS);
  expect(fieldProblems(fields)).toEqual([]);
});

const FACES = '😀'.repeat(20_000);

test('20,000 characters are a prompt, however many bytes they take', () => {
  expect(studioRequestSchema.parse({ prompt: FACES, negativePrompt: '<b>&amp;</b> é 日本' })).toMatchObject({
    prompt: FACES,
  });
});

test.each([
  [{ steps: 0 }, 'Steps must be a whole number from 1 to 150.'],
  [{ steps: 10_000 }, 'Steps must be a whole number from 1 to 150.'],
  [{ steps: 'x' }, 'Steps must be a whole number from 1 to 150.'],
  [{ steps: 1.5 }, 'Steps must be a whole number from 1 to 150.'],
  [{ width: 7 }, 'Width must be a whole number from 64 to 2,048.'],
  [{ height: 100_000 }, 'Height must be a whole number from 64 to 2,048.'],
  [{ batchSize: 17 }, 'Batch size must be a whole number from 1 to 16.'],
  [{ batchCount: 0 }, 'Batch count must be a whole number from 1 to 100.'],
  [{ cfgScale: 31 }, 'CFG scale must be a number from 1 to 30.'],
  [{ cfgScale: null }, 'CFG scale must be a number from 1 to 30.'],
  [{ seed: -2 }, 'The seed must be -1 (draw one) or a whole number from 0 to 9007199254740991.'],
  [{ seed: 2 ** 60 }, 'The seed must be -1 (draw one) or a whole number from 0 to 9007199254740991.'],
  [{ prompt: `${FACES}!` }, 'The prompt has 20,001 characters; at most 20,000 are allowed. Shorten it.'],
  [{ prompt: 'a\0b' }, 'The prompt contains a NUL character (U+0000), which is no text. Remove it.'],
  [{ prompt: 5 }, 'The prompt must be text.'],
  [{ styles: 'photo' }, 'Styles are a list of names.'],
  [{ styles: Array(101).fill('photo') }, 'At most 100 styles.'],
  [
    { subseed: 0.5 },
    'The variation seed must be -1 (draw one) or a whole number from 0 to 9007199254740991.',
  ],
  [{ subseedStrength: 1.1 }, 'The variation strength must be a number from 0 to 1.'],
  [{ seedResizeFromW: -8 }, 'A side to resize the seed from must be a whole number from 0 to 2,048.'],
  [{ hrSteps: 151 }, 'Hires steps must be a whole number from 0 to 150.'],
  [{ denoisingStrength: null }, 'The denoising strength must be a number from 0 to 1.'],
  [{ hrResizeX: 4096 }, 'The width to resize to must be a whole number from 0 to 2,048.'],
  [
    { hrNegativePrompt: `${FACES}!` },
    'The negative hires prompt has 20,001 characters; at most 20,000 are allowed. Shorten it.',
  ],
  [{ refinerSwitchAt: -1 }, 'The refiner must take over at a number from 0 to 1.'],
  [{ clipSkip: 13 }, 'Clip skip must be a whole number from 1 to 12.'],
  [{ eta: 'x' }, 'Eta must be a number.'],
  [{ noiseSource: 'GPU' }, 'The noise source is CPU or NV.'],
  [{ emphasis: 'Loud' }, 'Emphasis is one of Original, No norm, Ignore, None.'],
])('%#: a sentence says what is wrong', (fields, message) => {
  const { error } = studioRequestSchema.safeParse(fields);
  expect(error?.issues.map((issue) => issue.message)).toEqual([message]);
});

test('resolving checks the same bounds for whoever asks', () => {
  const bad = {
    ...studioRequestSchema.parse({}),
    steps: 0,
    width: 7,
    height: 100_000,
    cfgScale: Number.NaN,
    eta: 2,
    clipSkip: 0,
  };
  expect(fieldProblems({ ...bad, prompt: 'a\0', seed: -5 }).map(({ field }) => field)).toEqual([
    'prompt',
    'seed',
    'steps',
    'cfgScale',
    'width',
    'height',
    'clipSkip',
    'eta',
  ]);
});
