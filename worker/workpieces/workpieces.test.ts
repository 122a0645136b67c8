import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { IMG2IMG_SCRIPT_DEFAULTS } from '@/lib/generation/series/img2img-script-fields';
import { tilesOf } from '@/lib/generation/series/tiles';
import { type Bitmap, blank, pixelsOf } from '../engine/images/bitmap';
import { layTiles } from './lay-tiles';
import { Loopback } from './loopback';
import { maskBut } from './mask-but';
import { Outpainting } from './outpainting';
import { TiledPicture } from './tiled-picture';

function solid(width: number, height: number, ...colour: number[]): Bitmap {
  const picture = blank(width, height, 3);
  for (let i = 0; i < picture.data.length; i++) picture.data[i] = colour[i % 3]!;
  return picture;
}
const at = ({ width, data }: Bitmap, x: number, y: number) => [
  ...data.subarray(3 * (y * width + x), 3 * (y * width + x) + 3),
];

test('tiles fade in over each other as Pillow lays them', () => {
  // As split_grid and combine_grid of the web UI: 44 × 36 in tiles of 24 × 16 that share 6, which are 3 × 3.
  const grid = {
    width: 44,
    height: 36,
    rows: [0, 10, 20].map((top) => [0, 10, 20].map((left) => ({ left, top, width: 24, height: 16 }))),
    fadeX: 6,
    fadeY: 6,
  };
  expect(tilesOf({ width: 44, height: 36 }, { width: 24, height: 16 }, 6)).toEqual(grid);
  let k = 0;
  const laid = layTiles(grid, () => {
    const level = (40 + k++ * 53) % 256;
    return solid(24, 16, level, 255 - level, (level * 3) % 256);
  });
  expect(at(laid, 12, 12)).toEqual([111, 144, 105]);
  expect(at(laid, 24, 24)).toEqual([166, 89, 156]);
  expect(createHash('sha256').update(laid.data).digest('hex')).toBe(
    '337ab3318d366701290511c787e09637102b923cdfcbdb0918b7b0db4a00fd2d',
  );
});

test('a mask has all drawn anew but a rectangle with its corners', () => {
  const rows = (levels: Uint8Array) =>
    Array.from({ length: 3 }, (_, y) => [...levels.subarray(4 * y, 4 * y + 4)].join(' '));
  const size = { width: 4, height: 3 };
  expect(rows(maskBut({ left: 1, top: 0, right: 2, bottom: 1 }, size))).toEqual([
    '255 0 0 255',
    '255 0 0 255',
    '255 255 255 255',
  ]);
  expect(rows(maskBut({ left: 2, top: -5, right: 9, bottom: 9 }, size))).toEqual([
    '255 255 0 0',
    '255 255 0 0',
    '255 255 0 0',
  ]);
  expect(maskBut({ left: 3, top: 0, right: 2, bottom: 2 }, size).every((level) => level === 255)).toBe(true);
});

test('a loop begins with what was drawn whole before it, each batch with what was sent', async () => {
  const sent = pixelsOf(solid(8, 8, 1, 1, 1));
  const [first, cut] = [pixelsOf(solid(8, 8, 2, 2, 2)), pixelsOf(solid(8, 8, 3, 3, 3))];
  const piece = new Loopback(sent);
  const begun = async (of: number, loop: number) => (await piece.begin({ of, at: loop }))[0]!;
  expect(await begun(0, 0)).toEqual({ init: sent, coloursOf: sent });
  piece.drawn({ of: 0, at: 0 }, 0, first, true);
  expect((await begun(0, 1)).init).toBe(first);
  piece.drawn({ of: 0, at: 1 }, 0, cut, false);
  expect((await begun(0, 2)).init).toBe(first);
  expect((await begun(1, 0)).init).toBe(sent);
  expect((await begun(1, 1)).init).toBe(sent);
  expect([...piece.takeFinished(), ...piece.takeUnfinished()]).toEqual([]);
});

function tiled() {
  const picture = solid(24, 8, 9, 9, 9);
  const grid = tilesOf(picture, { width: 16, height: 8 }, 8);
  return new TiledPicture({ picture, grid, tiles: grid.rows.flat() });
}
const tile = (level: number) => pixelsOf(solid(16, 8, level, level, level));

test('a picture of tiles is whole with the last of them, whatever their order', async () => {
  const piece = tiled();
  expect(await piece.begin({ of: 0, at: 1 }, 1)).toEqual([{ init: pixelsOf(solid(16, 8, 9, 9, 9)) }]);
  piece.drawn({ of: 0, at: 1 }, 0, tile(100), true);
  expect(piece.takeFinished()).toEqual([]);
  // Drawn a second time, after an engine that died.
  piece.drawn({ of: 0, at: 1 }, 0, tile(200), true);
  piece.drawn({ of: 0, at: 0 }, 0, tile(50), true);
  const [laid, ...others] = piece.takeFinished();
  expect(others).toEqual([]);
  expect(laid).toMatchObject({ index: 0, of: 0, complete: true });
  expect([at(laid!.picture, 0, 0)[0], at(laid!.picture, 23, 7)[0]]).toEqual([50, 200]);
  expect([...piece.takeFinished(), ...piece.takeUnfinished()]).toEqual([]);
});

test('tiles that were not drawn, or cut short, are told of', () => {
  const piece = tiled();
  piece.drawn({ of: 1, at: 0 }, 0, tile(50), true);
  const [rest] = piece.takeUnfinished();
  expect(rest).toMatchObject({ index: 1, complete: false });
  expect([at(rest!.picture, 0, 0)[0], at(rest!.picture, 23, 7)[0]]).toEqual([50, 9]);
  piece.drawn({ of: 0, at: 0 }, 0, tile(50), true);
  piece.drawn({ of: 0, at: 0 }, 1, tile(60), false);
  expect(piece.takeFinished()).toMatchObject([{ index: 0, complete: false }]);
});

const FIELDS = {
  ...IMG2IMG_SCRIPT_DEFAULTS.outpainting,
  pixels: 64,
  maskBlur: 2,
  sides: { left: true, right: false, up: true, down: false },
};
const growing = () => new Outpainting(solid(64, 64, 10, 20, 30), { width: 96, height: 128 }, FIELDS);

test('a picture grows side after side; each picture of a batch is its own', async () => {
  const piece = growing();
  const [one, two] = await piece.begin({ of: 0, at: 0 }, 2);
  expect(one!.init).toMatchObject({ width: 96, height: 64 });
  expect(one).toEqual(two);
  const { levels, latentLevels } = one!.mask!;
  // The seam: kept from 64 + 2 on, the latent from 64 + 4 on.
  expect([levels![65], levels![66], latentLevels![67], latentLevels![68]]).toEqual([255, 0, 255, 0]);
  piece.drawn({ of: 0, at: 0 }, 0, pixelsOf(solid(96, 64, 1, 1, 1)), true);
  piece.drawn({ of: 0, at: 0 }, 1, pixelsOf(solid(96, 64, 2, 2, 2)), true);
  const [up] = await piece.begin({ of: 0, at: 1 }, 2);
  expect(up!.init).toMatchObject({ width: 128, height: 128 });
  expect(piece.takeFinished()).toEqual([]);
  for (const place of [0, 1]) {
    const level = 100 + place;
    piece.drawn({ of: 0, at: 1 }, place, pixelsOf(solid(128, 128, level, level, level)), place === 0);
  }
  const laid = piece.takeFinished();
  expect(laid).toMatchObject([
    { index: 0, place: 0, complete: true },
    { index: 1, place: 1, complete: false },
  ]);
  expect(laid[1]!.picture).toMatchObject({ width: 128, height: 128 });
  expect(at(laid[1]!.picture, 64, 64)).toEqual([101, 101, 101]);
});

test('one that was interrupted has grown as far as it was drawn', async () => {
  const piece = growing();
  await piece.begin({ of: 0, at: 0 }, 1);
  expect(piece.takeUnfinished()).toEqual([]);
  piece.drawn({ of: 0, at: 0 }, 0, pixelsOf(solid(96, 64, 1, 1, 1)), true);
  await piece.begin({ of: 0, at: 1 }, 1);
  const [laid] = piece.takeUnfinished();
  expect(laid).toMatchObject({ complete: false, picture: { width: 128, height: 64 } });
  expect([at(laid!.picture, 0, 0), at(laid!.picture, 127, 0)]).toEqual([
    [1, 1, 1],
    [10, 20, 30],
  ]);
});
