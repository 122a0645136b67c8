import { describe, expect, it } from 'vitest';
import type { Txt2ImgRequest } from './engine/pipeline/request';
import { madeInpainter } from './engine/testing/made-inpainter';
import { madeRefiner } from './engine/testing/made-refiner';
import { withWholeVocabulary } from './engine/testing/whole-vocabulary';
import { engine, request as starterRequest } from './testing-engine';

const request = (changes: Partial<Txt2ImgRequest> = {}) => starterRequest({ steps: 3, ...changes });

/** Pictures of tiny random models mean nothing, but they are pictures, and always the same. */
async function drawn(checkpoint: string, pictures: Txt2ImgRequest[]): Promise<Uint8Array[]> {
  const { host, run, of } = engine();
  await run('job', [pictures], { checkpoint });
  await host.close();
  expect(of('failed')).toEqual([]);
  const ordered = of('picture').sort((a, b) => a.index - b.index);
  return ordered.map(({ pixels }) => pixels.rgb);
}

const isFlat = (rgb: Uint8Array) => new Set(rgb).size < 8;

const MODELS: [string, () => Promise<string>][] = [
  ['SD 2', () => withWholeVocabulary('networks-sd2')],
  ['SDXL', () => withWholeVocabulary('networks-sdxl')],
  ['an SDXL refiner', () => withWholeVocabulary('networks-sdxl', madeRefiner)],
  ['an inpainting model', madeInpainter],
];

describe('pictures of every family', { timeout: 120_000 }, () => {
  it.each(MODELS)('%s draws, the same alone and in a batch', async (_, model) => {
    const checkpoint = await model();
    const pictures = [
      request({ seed: 1 }),
      request({ seed: 2, prompt: 'a (red:1.3) house, '.repeat(20), negativePrompt: 'snow' }),
    ];
    const batch = await drawn(checkpoint, pictures);
    const [alone] = await drawn(checkpoint, [pictures[1]!]);
    expect(batch.map((rgb) => rgb.length)).toEqual([64 * 64 * 3, 64 * 64 * 3]);
    expect(alone).toEqual(batch[1]);
    expect(batch.some(isFlat)).toBe(false);
    expect(batch[0]).not.toEqual(batch[1]);
  });

  it('SD 2 draws by the prediction its header states', async () => {
    const stated = (prediction: string) =>
      withWholeVocabulary('networks-sd2', (_, metadata) => {
        metadata.prediction_type = prediction;
      });
    const [velocity] = await drawn(await stated('v_prediction'), [request()]);
    const [noise] = await drawn(await stated('epsilon'), [request()]);
    expect(velocity).not.toEqual(noise);
  });

  it('a refiner of another shape takes over', async () => {
    const base = await withWholeVocabulary('networks-sdxl');
    const refiner = await withWholeVocabulary('networks-sdxl', madeRefiner);
    const [plain] = await drawn(base, [request()]);
    const [refined] = await drawn(base, [request({ refiner: { checkpoint: refiner, switchAt: 0.5 } })]);
    expect(refined).not.toEqual(plain);
    expect(isFlat(refined!)).toBe(false);
  });
});

describe('checkpoints in memory', { timeout: 120_000 }, () => {
  it.each([
    ['one', 'one', 3],
    ['several', { reserved: 0 }, 2],
  ] as const)('%s: going back to the first loads it again or not', async (_, keep, loads) => {
    const { host, run, of } = engine(undefined, { keep });
    const [sd2, sdxl] = [
      await withWholeVocabulary('networks-sd2'),
      await withWholeVocabulary('networks-sdxl'),
    ];
    for (const [id, checkpoint] of [
      ['a', sd2],
      ['b', sdxl],
      ['c', sd2],
    ] as const) {
      await run(id, [[request()]], { checkpoint });
    }
    await host.close();
    expect(of('failed')).toEqual([]);
    expect(of('loaded')).toHaveLength(loads);
    expect(of('picture', 'c')[0]!.pixels).toEqual(of('picture', 'a')[0]!.pixels);
  });
});
