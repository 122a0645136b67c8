import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EngineErrorData } from './engine/errors';
import type { Img2ImgRequest, InpaintMask, PictureRequest, Txt2ImgRequest } from './engine/pipeline/request';
import { STARTER, STARTER_LORA } from './engine/testing/paths';
import { withWholeVocabulary } from './engine/testing/whole-vocabulary';
import { engine, request as starterRequest } from './testing-engine';

const request = (changes: Partial<Txt2ImgRequest> = {}) => starterRequest({ steps: 2, ...changes });

let host: ReturnType<typeof engine>;
let jobs = 0;
beforeAll(() => {
  host = engine();
});
afterAll(() => host.host.close());

/** Draws one picture and answers it, or why there is none. */
async function drawn(
  picture: PictureRequest,
  checkpoint = STARTER,
): Promise<{ rgb: Uint8Array } | { error: EngineErrorData }> {
  const id = `job ${jobs++}`;
  await host.run(id, [[picture]], { checkpoint });
  const [failed] = host.of('failed', id);
  if (failed) return { error: failed.error };
  return { rgb: host.of('picture', id)[0]!.pixels.rgb };
}

const isFlat = (rgb: Uint8Array) => new Set(rgb).size < 8;

describe('prompts of every kind become a picture or a sentence, at once', { timeout: 120_000 }, () => {
  const many = 10_000;
  it.each<[string, string]>([
    ['opened and never closed', '(((((a [[[[ b'],
    ['closed and never opened', 'a)))) b]]]]'],
    ['crossed', '([a)] (b [c) d]'],
    ['empty', '()[](()) [[]]'],
    ['a schedule cut off', '[a:b'],
    ['a schedule without its number', '[a:b:] [a::] [::] [:]'],
    ['a schedule at a word', '[a:b:c]'],
    ['a schedule at no number', '[a:b:nan] [a:b:inf] [a:b:1e999] [a:b:-3] [a:b:0x10]'],
    ['a schedule with too many parts', '[a:b:c:d:0.5]'],
    ['alternatives of nothing', '[|] [||||] [a|] [|a]'],
    ['an alternative cut off', '[a|b'],
    ['a bar outside', 'a|b|'],
    ['a weight that is none', '(a:) (a:b) (a:1.2.3) (a:nan) (a:--1)'],
    ['a weight of nothing', '(:1.5) [:1.5]'],
    ['a negative weight', '(a:-2), (b:0)'],
    ['weights of brackets within', '(a (b:2) c:3) [(d:0.5]'],
    ['escapes without end', '\\( \\) \\[ \\] \\\\ \\'],
    ['parts of nothing', 'AND AND a :1 AND :2 AND'],
    ['breaks alone', 'BREAK BREAK BREAK'],
    ['tags cut off', '<lora:a <lora: <:> <> <<lora:x:1>> <lora:x:y:z:w>'],
    ['characters that are none', '\0 \ud800 \udfff \uffff \u202e a'],
    ['ten thousand round brackets around a word', `${'('.repeat(many)}a`],
    ['ten thousand square ones', `${'['.repeat(many)}a${']'.repeat(many)}`],
    ['ten thousand closed ones', `a${']'.repeat(many)}${')'.repeat(many)}`],
    ['ten thousand schedules in one another', `${'[a:'.repeat(many)}b${':0.5]'.repeat(many)}`],
    ['ten thousand alternatives in one another', `${'[a|'.repeat(many)}b${']'.repeat(many)}`],
    ['ten thousand of them cut off', `${'[a|'.repeat(many)}`],
    ['ten thousand of each', '([a:b:'.repeat(many)],
  ])('%s', async (_, prompt) => {
    const before = process.cpuUsage();
    const result = await drawn(request({ prompt, negativePrompt: prompt }));
    const { user, system } = process.cpuUsage(before);
    if ('error' in result) {
      expect(result.error.code).toBe('request-invalid');
      expect(result.error.message).toMatch(/\.$/);
    } else expect(isFlat(result.rgb)).toBe(false);
    expect((user + system) / 1e6).toBeLessThan(30);
  });
});

const init = (width: number, height: number, samples = width * height) => ({
  width,
  height,
  rgb: Uint8Array.from({ length: 3 * samples }, (_, i) => (i * 7) % 256),
});
const img2img = (changes: Partial<Img2ImgRequest> = {}): Img2ImgRequest => ({
  ...request(),
  init: init(64, 64),
  resizeMode: 0,
  denoisingStrength: 0.9,
  ...changes,
});

/** A checkpoint whose VAE is made of numbers, and yet answers none: two layers after one another overflow. */
const overgrown = (side: 'decoder' | 'encoder') =>
  withWholeVocabulary('networks-sd1', (tensors) => {
    for (const layer of ['norm_out', 'conv_out']) {
      const name = `first_stage_model.${side}.${layer}.weight`;
      const { shape } = tensors.get(name)!;
      const values = Float32Array.from({ length: shape.reduce((x, y) => x * y, 1) }, (_, i) =>
        i % 2 === 0 ? 1e30 : -1e30,
      );
      tensors.set(name, { dtype: 'F32', shape, data: Buffer.from(values.buffer) });
    }
  });

describe('NaN in the making, with sound weights, is a sentence and never a black picture', {
  timeout: 120_000,
}, () => {
  const lora = { kind: 'lora' as const, name: 'sepia', path: STARTER_LORA };
  it.each<[string, () => Txt2ImgRequest, RegExp]>([
    [
      'text encoder, by a LoRA',
      () => request({ adapters: [{ ...lora, teWeight: 1e38, unetWeight: 0 }] }),
      /text encoder produces NaN\. .* LoRAs/,
    ],
    [
      'UNet, by a LoRA',
      () => request({ adapters: [{ ...lora, teWeight: 0, unetWeight: 1e38 }] }),
      /produces NaN while drawing\. Lower the CFG scale and the weights of LoRAs/,
    ],
    ['UNet, by the scale', () => request({ cfgScale: 1e38, steps: 4 }), /produces NaN while drawing/],
  ])('%s', async (_, make, sentence) => {
    expect(await drawn(make())).toEqual({
      error: { code: 'not-a-number', message: expect.stringMatching(sentence) },
    });
    expect(await drawn(request())).toHaveProperty('rgb');
  });

  it.each<[string, () => Promise<string>, PictureRequest, RegExp]>([
    ['VAE', () => overgrown('decoder'), request(), /VAE produces NaN for this picture\. Choose another/],
    [
      'VAE, before drawing',
      () => overgrown('encoder'),
      img2img(),
      /VAE produces NaN for the picture to start/,
    ],
  ])('%s', async (_, checkpoint, picture, sentence) => {
    expect(await drawn(picture, await checkpoint())).toEqual({
      error: { code: 'not-a-number', message: expect.stringMatching(sentence) },
    });
  });
});

describe('pictures to start from that are none', { timeout: 120_000 }, () => {
  const mask = (width: number, height: number, changes: Partial<InpaintMask> = {}): InpaintMask => ({
    width,
    height,
    levels: Uint8Array.from({ length: width * height }, (_, i) => (i % 3 === 0 ? 255 : 0)),
    blurX: 0,
    blurY: 0,
    content: 'original',
    ...changes,
  });

  it.each<[string, Partial<Img2ImgRequest>, RegExp]>([
    ['nothing at all', { init: init(0, 0) }, /of 0×0 pixels cannot be used/],
    ['no height', { init: init(64, 0) }, /of 64×0 pixels cannot be used/],
    ['one pixel', { init: init(1, 1) }, /of 1×1 pixels cannot be used/],
    ['less data than its size says', { init: init(64, 64, 64) }, /damaged: its data does not fit/],
    ['half a pixel', { init: { ...init(64, 64), width: 64.5 } }, /cannot be used/],
    ['too large', { init: { width: 5000, height: 5000, rgb: new Uint8Array() } }, /up to 4096/],
    ['a mask of nothing', { mask: mask(0, 0) }, /A mask of 0×0 pixels/],
    ['a mask of one pixel', { mask: mask(1, 1) }, /A mask of 1×1 pixels/],
    ['a mask with less data than it says', { mask: { ...mask(64, 64), width: 65 } }, /A mask is damaged/],
  ])('%s is refused with a sentence', async (_, changes, sentence) => {
    expect(await drawn(img2img(changes))).toEqual({
      error: { code: 'request-invalid', message: expect.stringMatching(sentence) },
    });
  });

  it.each<[string, Partial<Img2ImgRequest>]>([
    ['two pixels side by side', { init: init(2, 1), resizeMode: 1 }],
    ['two pixels, with borders', { init: init(1, 2), resizeMode: 2 }],
    ['a line', { init: init(1000, 1) }],
    ['a mask of another size', { mask: mask(40, 24) }],
    ['a mask of another size, only masked', { mask: mask(17, 90, { onlyMasked: { padding: 3 } }) }],
    ['a mask of two pixels, filled', { mask: mask(2, 1, { content: 'fill', blurX: 64, blurY: 64 }) }],
    ['a mask of nothing masked', { mask: { ...mask(64, 64), levels: new Uint8Array(64 * 64) } }],
    [
      'a mask of nothing masked, only masked',
      {
        mask: { ...mask(64, 64, { onlyMasked: { padding: 0 } }), levels: new Uint8Array(64 * 64) },
      },
    ],
  ])('%s is drawn', async (_, changes) => {
    const result = await drawn(img2img(changes));
    expect(result).toHaveProperty('rgb');
    expect((result as { rgb: Uint8Array }).rgb.length).toBeGreaterThan(0);
  });
});
