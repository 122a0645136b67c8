import sharp from 'sharp';
import { expect, test } from 'vitest';
import { gridShape } from '@/lib/generation/series/grid-shape';
import { makeGrid } from './grid';

test.each([
  [1, 1, 1],
  [2, 1, 2],
  [3, 2, 2],
  [4, 2, 2],
  [6, 2, 3],
  [7, 3, 3],
])('%i pictures: %i rows, %i columns', (count, rows, columns) => {
  expect(gridShape(count)).toEqual({ rows, columns });
});

test('pictures side by side on white', async () => {
  const solid = (background: string) =>
    sharp({ create: { width: 8, height: 4, channels: 3, background } })
      .png()
      .toBuffer();
  const grid = await makeGrid([await solid('#ff0000'), await solid('#00ff00'), await solid('#0000ff')]);
  const { data, info } = await sharp(grid).raw().toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ width: 16, height: 8, channels: 3 });
  const pixel = (x: number, y: number) => [...data.subarray((y * 16 + x) * 3, (y * 16 + x) * 3 + 3)];
  expect([pixel(0, 0), pixel(15, 0), pixel(0, 7), pixel(15, 7)]).toEqual([
    [255, 0, 0],
    [0, 255, 0],
    [0, 0, 255],
    [255, 255, 255],
  ]);
});

test('pictures of several sizes, each in the middle of its place', async () => {
  const solid = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#000000' } })
      .png()
      .toBuffer();
  const grid = await makeGrid([await solid(8, 2), await solid(2, 4)]);
  const { data, info } = await sharp(grid).raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([16, 4]);
  const row = (y: number) =>
    Array.from({ length: 16 }, (_, x) => (data[3 * (16 * y + x)] === 0 ? '#' : '.')).join('');
  expect([0, 1, 2, 3].map(row)).toEqual([
    '...........##...',
    '########...##...',
    '########...##...',
    '...........##...',
  ]);
});
