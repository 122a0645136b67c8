import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bitmap, type Box, blank, crop, inverted, mapped, paste } from './bitmap';
import { boxBlur } from './box-blur';
import { correctColours } from './colour-correction';
import { compositeInto, opaque, premultiplied, unpremultiplied, withoutAlpha } from './composite';
import { fillMasked } from './fill';
import { BICUBIC, BILINEAR, filterTaps, LANCZOS } from './filters';
import { blurMask, roundHalfToEven } from './gaussian-blur';
import { labOfRgb, rgbOfLab } from './lab';
import { latentMask } from './latent-mask';
import { maskOfPicture } from './mask-of-picture';
import { maskRegion } from './mask-region';
import { keptPart, underKept } from './overlay';
import { resize, resizeNearest } from './resize';
import { LATENT_UPSCALERS, type LatentUpscaler, resizeLatent } from './resize-latent';
import { contain, cover, RESIZE_MODES } from './resize-modes';

const side = fc.integer({ min: 1, max: 24 });
const level = fc.integer({ min: 0, max: 255 });

/** Any small picture. */
const picture = (channels: number): fc.Arbitrary<Bitmap> =>
  fc
    .tuple(side, side)
    .chain(([width, height]) =>
      fc
        .uint8Array({ minLength: width * height * channels, maxLength: width * height * channels })
        .map((data) => ({ width, height, channels, data: new Uint8Array(data) })),
    );

const flat = (width: number, height: number, channels: number, value: number): Bitmap =>
  mapped(blank(width, height, channels), () => value);

const flipped = (source: Bitmap): Bitmap => {
  const result = blank(source.width, source.height, source.channels);
  for (let x = 0; x < source.width; x++) {
    paste(result, crop(source, [x, 0, x + 1, source.height]), source.width - 1 - x, 0);
  }
  return result;
};

describe('pictures', () => {
  it('are whole again when their halves are pasted', () => {
    fc.assert(
      fc.property(picture(3), fc.nat(24), (source, at) => {
        const x = Math.min(at, source.width);
        const result = blank(source.width, source.height, 3);
        paste(result, crop(source, [0, 0, x, source.height]), 0, 0);
        paste(result, crop(source, [x, 0, source.width, source.height]), x, 0);
        expect(result).toEqual(source);
        expect(inverted(inverted(source))).toEqual(source);
      }),
    );
  });
});

describe('resizing', () => {
  it('weighs to 1', () => {
    fc.assert(
      fc.property(fc.constantFrom(LANCZOS, BICUBIC, BILINEAR), side, side, (filter, from, to) => {
        for (const { first, weights } of filterTaps(filter, from, 0, from, to)) {
          expect(first).toBeGreaterThanOrEqual(0);
          expect(first + weights.length).toBeLessThanOrEqual(from);
          expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
        }
      }),
    );
  });

  it('keeps a colour, in every mode but where nothing is', () => {
    fc.assert(
      fc.property(side, side, side, side, level, (w, h, width, height, value) => {
        const source = flat(w, h, 3, value);
        const wanted = flat(width, height, 3, value);
        expect(resize(source, width, height)).toEqual(wanted);
        expect(resizeNearest(source, width, height)).toEqual(wanted);
        expect(RESIZE_MODES[0](source, width, height)).toEqual(wanted);
        for (const mode of [cover, contain]) {
          const { data } = mode(source, width, height);
          for (const sample of data) expect([0, value]).toContain(sample);
        }
      }),
    );
  });

  it('is the same from the left as from the right, but for ties', () => {
    fc.assert(
      fc.property(picture(1), side, side, (source, width, height) => {
        const [there, back] = [
          resize(source, width, height),
          flipped(resize(flipped(source), width, height)),
        ];
        there.data.forEach((value, i) => {
          expect(Math.abs(value - back.data[i]!)).toBeLessThanOrEqual(1);
        });
      }),
    );
  });

  it('keeps a latent’s level', () => {
    const upscaler = fc.constantFrom(...(Object.keys(LATENT_UPSCALERS) as LatentUpscaler[]));
    fc.assert(
      fc.property(upscaler, side, side, side, side, (name, h, w, height, width) => {
        const latent = new Float32Array(2 * h * w).fill(0.5);
        for (const value of resizeLatent(latent, [2, h, w], [height, width], name))
          expect(value).toBeCloseTo(0.5, 6);
      }),
    );
  });
});

describe('masks', () => {
  it('keep their level when blurred, and never leave their range', () => {
    fc.assert(
      fc.property(picture(1), fc.nat(40), fc.nat(40), (mask, x, y) => {
        const blurred = blurMask(mask, x, y);
        const [low, high] = [Math.min(...mask.data), Math.max(...mask.data)];
        for (const value of blurred.data) {
          expect(value).toBeGreaterThanOrEqual(low);
          expect(value).toBeLessThanOrEqual(high);
        }
      }),
    );
  });

  it('have a region inside the picture, around all that is masked', () => {
    const sizes = fc.record({
      width: fc.integer({ min: 8, max: 512 }),
      height: fc.integer({ min: 8, max: 512 }),
    });
    fc.assert(
      fc.property(picture(1), fc.nat(64), sizes, (mask, padding, { width, height }) => {
        const region = maskRegion(mask, padding, width, height);
        if (!region) {
          expect(mask.data.every((value) => value === 0)).toBe(true);
          return;
        }
        const [x1, y1, x2, y2] = region as Box;
        expect(0 <= x1 && x1 < x2 && x2 <= mask.width).toBe(true);
        expect(0 <= y1 && y1 < y2 && y2 <= mask.height).toBe(true);
        const outside = { ...mask, data: mask.data.slice() };
        paste(outside, blank(x2 - x1, y2 - y1, 1), x1, y1);
        expect(outside.data.every((value) => value === 0)).toBe(true);
      }),
    );
  });

  it('are 0 or 1 in a latent when rounded', () => {
    fc.assert(
      fc.property(picture(1), side, side, (mask, width, height) => {
        for (const value of latentMask(mask, width, height, true)) expect([0, 1]).toContain(value);
      }),
    );
  });

  it('round halves to even', () => {
    expect([0.5, 1.5, 2.5, -0.5, 1.49, 1.51].map(roundHalfToEven)).toEqual(
      [0, 2, 2, 0, 1, 2].map((v) => v + 0),
    );
  });

  it('are a picture’s alpha where it has one, else its grey', () => {
    const rgba = (...data: number[]): Bitmap => ({
      width: 2,
      height: 1,
      channels: 4,
      data: Uint8Array.from(data),
    });
    const painted = rgba(9, 9, 9, 128, 9, 9, 9, 129);
    expect([...maskOfPicture(painted, true).data]).toEqual([0, 255]);
    expect([...maskOfPicture(painted, false).data]).toEqual([128, 129]);
    expect([...maskOfPicture(rgba(255, 255, 255, 255, 255, 0, 0, 255), true).data]).toEqual([255, 76]);
  });
});

describe('laying over one another', () => {
  it('an opaque picture hides, a transparent one shows what is below', () => {
    fc.assert(
      fc.property(picture(3), level, (source, value) => {
        const { width, height } = source;
        const below = opaque(flat(width, height, 3, value));
        compositeInto(below, blank(width, height, 4));
        expect(withoutAlpha(below)).toEqual(flat(width, height, 3, value));
        compositeInto(below, opaque(source));
        expect(withoutAlpha(below)).toEqual(source);
      }),
    );
  });

  it('premultiplied colours come back to within what the alpha can say', () => {
    fc.assert(
      fc.property(picture(3), fc.integer({ min: 1, max: 255 }), (source, alpha) => {
        const through = unpremultiplied(premultiplied(source, flat(source.width, source.height, 1, alpha)));
        withoutAlpha(through).data.forEach((value, i) => {
          expect(Math.abs(value - source.data[i]!)).toBeLessThanOrEqual(Math.ceil(128 / alpha) + 1);
        });
      }),
    );
  });

  it('what is not masked stays, what is masked is the drawn picture', () => {
    fc.assert(
      fc.property(picture(3), level, (source, value) => {
        const { width, height } = source;
        const drawn = flat(width, height, 3, value);
        expect(underKept(drawn, keptPart(source, flat(width, height, 1, 0)))).toEqual(source);
        expect(underKept(drawn, keptPart(source, flat(width, height, 1, 255)))).toEqual(drawn);
      }),
    );
  });

  it('filling leaves the unmasked pixels, and takes its colour from them', () => {
    const source = flat(40, 40, 3, 90);
    const mask = blank(40, 40, 1);
    paste(mask, flat(10, 10, 1, 255), 15, 15);
    const painted = { ...source, data: source.data.slice() };
    paste(painted, flat(10, 10, 3, 255), 15, 15);
    const filled = fillMasked(painted, mask);
    filled.data.forEach((value) => {
      expect(Math.abs(value - 90)).toBeLessThanOrEqual(3);
    });
    expect(crop(filled, [0, 0, 15, 40])).toEqual(crop(source, [0, 0, 15, 40]));
  });

  it('a large blur keeps a colour', () => {
    fc.assert(
      fc.property(side, side, level, fc.integer({ min: 0, max: 300 }), (width, height, value, sigma) => {
        expect(boxBlur(flat(width, height, 4, value), sigma)).toEqual(flat(width, height, 4, value));
      }),
    );
  });
});

describe('colours', () => {
  it('come back from L*a*b* as well as 8 bits can say, which is worst in dark blues', () => {
    fc.assert(
      fc.property(picture(3), (source) => {
        rgbOfLab(labOfRgb(source)).data.forEach((value, i) => {
          expect(Math.abs(value - source.data[i]!)).toBeLessThanOrEqual(27);
        });
      }),
    );
  });

  it('greys are grey in L*a*b*, from black to white', () => {
    const greys = Uint8Array.from({ length: 3 * 256 }, (_, i) => Math.floor(i / 3));
    const { data } = labOfRgb({ width: 256, height: 1, channels: 3, data: greys });
    expect([data[0], data[3 * 255]]).toEqual([0, 255]);
    for (let i = 0; i < 256; i++) {
      expect([data[3 * i + 1], data[3 * i + 2]]).toEqual([128, 128]);
      if (i > 0) expect(data[3 * i]!).toBeGreaterThanOrEqual(data[3 * (i - 1)]!);
    }
  });

  it('of a picture that is its own target stay, to a few levels', () => {
    const source = mapped(blank(16, 16, 3), () => 0);
    source.data.forEach((_, i) => {
      source.data[i] = (i * 37) % 256;
    });
    correctColours(source, source).data.forEach((value, i) => {
      expect(Math.abs(value - source.data[i]!)).toBeLessThanOrEqual(12);
    });
  });

  it('become those of a target of one colour, in any size', () => {
    const source = flat(5, 5, 3, 120);
    const red = { width: 1, height: 1, channels: 3, data: Uint8Array.of(200, 30, 30) };
    const [r, g, b] = correctColours(source, red).data;
    expect(r!).toBeGreaterThan(g! + 50);
    expect(Math.abs(g! - b!)).toBeLessThan(20);
  });
});
