import fc from 'fast-check';
import sharp from 'sharp';
import { writeInfotext } from '@/lib/generation/infotext';
import { SAMPLERS } from '@/lib/generation/samplers';
import { SCHEDULERS } from '@/lib/generation/schedulers';
import { aRequest } from '@/lib/jobs/testing';
import { withPngText } from '@/lib/pictures/png-text';
import type { Measure } from '../measure';
import type { Product } from './running-product';

const INFOTEXTS = 1_000;
const SEED = 1;

/** What people write, with everything in it that has a meaning in an infotext. */
const part = fc.constantFrom(
  'a red barn',
  '雪の中の猫',
  'Zürich, “dusk”',
  '"quoted"',
  '(tiny:1.2)',
  '[dusk:dawn:0.4]',
  '[cow|horse]',
  '<lora:ink:0.6>',
  'AND',
  'BREAK',
  '50% off',
  'style: oil, mood: calm, artist: bob',
  String.raw`back\slash \(round\)`,
  '😀',
  'Steps: 20',
);
const line = fc.array(part, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(', '));
const text = fc.array(line, { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n'));
const side = fc.integer({ min: 8, max: 256 }).map((eighths) => eighths * 8);
const request = fc.record({
  prompt: text,
  negative_prompt: fc.oneof(fc.constant(''), text),
  seed: fc.integer({ min: 0, max: 4_294_967_293 }),
  steps: fc.integer({ min: 1, max: 150 }),
  cfg_scale: fc.integer({ min: 2, max: 60 }).map((halves) => halves / 2),
  width: side,
  height: side,
  sampler_name: fc.constantFrom(...SAMPLERS.map(({ name }) => name)),
  scheduler: fc.constantFrom(...SCHEDULERS.map(({ label }) => label)),
  clip_skip: fc.integer({ min: 1, max: 12 }),
});

/** Pictures with infotexts of ours, and how many of them png-info reads back word for word. */
export async function measureInfotexts(product: Product): Promise<Measure[]> {
  const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'teal' } })
    .png()
    .toBuffer();
  let read = 0;
  for (const asked of fc.sample(request, { numRuns: INFOTEXTS, seed: SEED })) {
    const infotext = writeInfotext(aRequest(asked), 0);
    const image = withPngText(png, 'parameters', infotext).toString('base64');
    const answer = await product.request('/sdapi/v1/png-info', { image });
    const { info, parameters } = (await answer.json()) as { info: string; parameters: object };
    if (info === infotext && isTold(asked, parameters as Record<string, unknown>)) read++;
  }
  return [{ what: `png-info: infotexts of ${INFOTEXTS} read back`, value: read, unit: '', least: INFOTEXTS }];
}

type Asked = typeof request extends fc.Arbitrary<infer T> ? T : never;

function isTold(asked: Asked, told: Record<string, unknown>): boolean {
  const expected: Record<string, string> = {
    Prompt: asked.prompt,
    'Negative prompt': asked.negative_prompt,
    Seed: String(asked.seed),
    Steps: String(asked.steps),
    Sampler: asked.sampler_name,
    'Size-1': String(asked.width),
    'Size-2': String(asked.height),
    'Clip skip': String(asked.clip_skip),
  };
  const isSame = Object.entries(expected).every(([key, value]) => told[key] === value);
  return isSame && Number(told['CFG scale']) === asked.cfg_scale;
}
