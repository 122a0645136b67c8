import { describe, expect, it } from 'vitest';
import type { Img2ImgRequest, InpaintMask } from './request';
import { startPicture } from './start-picture';

const init = { width: 40, height: 20, rgb: Uint8Array.from({ length: 3 * 40 * 20 }, (_, i) => i % 253) };
const request = (changes: Partial<Img2ImgRequest> = {}): Img2ImgRequest => ({
  prompt: '',
  negativePrompt: '',
  width: 64,
  height: 64,
  steps: 4,
  cfgScale: 7,
  sampler: 'Euler',
  scheduler: 'Automatic',
  seed: 5,
  clipSkip: 1,
  init,
  resizeMode: 0,
  denoisingStrength: 0.5,
  ...changes,
});
const levels = new Uint8Array(40 * 20).fill(255, 400, 440);
const mask = (changes: Partial<InpaintMask> = {}): InpaintMask => ({
  width: 40,
  height: 20,
  levels,
  blurX: 0,
  blurY: 0,
  content: 'original',
  ...changes,
});
const start = (changes: Partial<Img2ImgRequest> = {}) => startPicture(request(changes), 64, 64);

describe('the start of a picture', () => {
  it('is enlarged by the upscaler that is named; masks and what shrinks are scaled plainly', () => {
    const [plain, nearest] = [start({ mask: mask() }), start({ mask: mask(), upscaler: 'Nearest' })];
    expect(nearest.picture.data).not.toEqual(plain.picture.data);
    expect(nearest.mask).toEqual(plain.mask);
    expect(startPicture(request({ upscaler: 'Nearest' }), 32, 16).picture).toEqual(
      startPicture(request(), 32, 16).picture,
    );
    const doubled = startPicture(request({ upscaler: 'Nearest', resizeMode: 1 }), 80, 40).picture;
    for (let at = 0; at < doubled.data.length; at++) {
      const [x, y] = [Math.floor(at / 3) % 80, Math.floor(at / 240)];
      expect(doubled.data[at]).toBe(init.rgb[3 * (40 * (y >> 1) + (x >> 1)) + (at % 3)]);
    }
  });

  it('is enlarged so under “only masked” too', () => {
    const part = (upscaler: 'Nearest' | 'None') =>
      start({ upscaler, mask: mask({ onlyMasked: { padding: 2 } }) }).picture.data;
    expect(part('Nearest')).not.toEqual(part('None'));
  });

  it('has another mask for the latent where there is one, and is filled under that', () => {
    const latentLevels = new Uint8Array(40 * 20).fill(255, 400);
    const [plain, own] = [{}, { latentLevels }].map((more) =>
      start({ mask: mask({ content: 'fill', ...more }) }),
    );
    expect(own!.mask).toEqual(plain!.mask);
    expect(plain!.latentMask).toBeUndefined();
    expect(own!.latentMask!.data.at(-1)).toBe(255);
    expect(own!.latentMask!.data[0]).toBe(0);
    // The last row is filled under the latent's mask alone.
    const last = (made: typeof plain) => made!.picture.data.slice(-3 * 64);
    expect(last(plain)).toEqual(start().picture.data.slice(-3 * 64));
    expect(last(own)).not.toEqual(last(plain));
  });

  it('has the size that is drawn, but its own where the latent is resized', () => {
    expect(start().picture).toMatchObject({ width: 64, height: 64 });
    expect(start({ resizeMode: 3 }).picture).toMatchObject({ width: 40, height: 20 });
    expect(start({ resizeMode: 3, mask: mask() }).picture).toMatchObject({ width: 64, height: 64 });
  });

  it('overlays the whole picture, or the source around the part', () => {
    expect(start().overlay).toBeUndefined();
    const whole = start({ mask: mask() });
    expect(whole.overlay!.kept).toMatchObject({ width: 64, height: 64, channels: 4 });
    expect(whole.overlay!.place).toBeUndefined();
    const part = start({ mask: mask({ onlyMasked: { padding: 2 } }) });
    expect(part.overlay!.kept).toMatchObject({ width: 40, height: 20 });
    const [x1, y1, x2, y2] = part.overlay!.place!;
    expect([x1 <= 0, y1 <= 8, x2 >= 20, y2 >= 11]).toEqual([true, true, true, true]);
    expect(part.mask).toMatchObject({ width: 64, height: 64, channels: 1 });
  });

  it('keeps the soft edge of the whole picture’s mask from showing: half masked counts in full', () => {
    const { overlay, mask: drawn } = start({ mask: mask({ blurX: 6, blurY: 6 }) });
    drawn!.data.forEach((level, i) => {
      if (level >= 128) expect(overlay!.kept.data[4 * i + 3]).toBe(0);
    });
  });

  it('is shared by the pictures of a batch, and by no others', () => {
    const shared = mask();
    const first = start({ mask: shared, seed: 1 });
    expect(start({ mask: shared, seed: 2, prompt: 'other' })).toBe(first);
    expect(start({ mask: mask(), seed: 3 })).toBe(first);
    for (const other of [
      start({ mask: mask({ blurX: 3 }) }),
      start({ mask: mask({ levels: levels.slice() }) }),
      start({ resizeMode: 1, mask: shared }),
      start(),
      start({ init: { ...init, rgb: init.rgb.slice() } }),
    ]) {
      expect(other.identity).not.toBe(first.identity);
    }
  });
});
