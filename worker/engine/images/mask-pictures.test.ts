import { expect, test } from 'vitest';
import { type Bitmap, blank } from './bitmap';
import { maskPictures } from './mask-pictures';
import { keptPart } from './overlay';

const BOTH = { mask: true, composite: true };

const flat = (width: number, height: number, ...colour: number[]): Bitmap => ({
  width,
  height,
  channels: colour.length,
  data: new Uint8Array(width * height * colour.length).map((_, i) => colour[i % colour.length]!),
});

/** A row of four places: kept, a little drawn, half drawn, drawn. */
const MASK: Bitmap = { width: 4, height: 1, channels: 1, data: Uint8Array.of(0, 3, 128, 255) };
const overlay = { kept: keptPart(flat(4, 1, 9, 9, 9), MASK) };

test('the mask is grey, and what was drawn is seen as far as it lets it through', () => {
  const { mask, composite } = maskPictures(flat(4, 1, 200, 100, 0), overlay, {
    wanted: BOTH,
    isOverlaid: true,
    scaler: undefined,
  });
  expect(mask).toEqual({
    width: 4,
    height: 1,
    rgb: Uint8Array.of(0, 0, 0, 3, 3, 3, 128, 128, 128, 255, 255, 255),
  });
  expect(composite).toMatchObject({ width: 4, height: 1, channels: 4 });
  // Colours lose what eight bits times the alpha do not hold: 200 at 3 is 2, and comes back as 170.
  expect([...composite!.data]).toEqual([0, 0, 0, 0, 170, 85, 0, 3, 199, 99, 0, 128, 200, 100, 0, 255]);
});

test('only what is wanted is made', () => {
  const made = (wanted: typeof BOTH) =>
    Object.keys(maskPictures(flat(4, 1, 1, 2, 3), overlay, { wanted, isOverlaid: true, scaler: undefined }));
  expect(made({ mask: true, composite: false })).toEqual(['mask']);
  expect(made({ mask: false, composite: true })).toEqual(['composite']);
  expect(made({ mask: false, composite: false })).toEqual([]);
});

test('a part that was drawn stands at its place; where nothing is laid over it the mask takes its size', () => {
  const mask = blank(8, 8, 1);
  for (const [x, y] of [
    [4, 4],
    [5, 4],
    [4, 5],
    [5, 5],
  ] as const)
    mask.data[8 * y + x] = 255;
  const part = { kept: keptPart(flat(8, 8, 9, 9, 9), mask), place: [4, 4, 8, 8] as const };
  const composite = (isOverlaid: boolean) =>
    maskPictures(flat(16, 16, 50, 60, 70), part, { wanted: BOTH, isOverlaid, scaler: undefined }).composite!;
  const placed = composite(true);
  expect([placed.width, placed.height]).toEqual([8, 8]);
  const at = (x: number, y: number) => [...placed.data.subarray(4 * (8 * y + x), 4 * (8 * y + x) + 4)];
  expect([at(4, 4), at(3, 4), at(7, 7)]).toEqual([
    [50, 60, 70, 255],
    [0, 0, 0, 0],
    [0, 0, 0, 0],
  ]);
  expect(composite(false)).toMatchObject({ width: 16, height: 16 });
});
