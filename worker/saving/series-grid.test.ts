import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { Legends } from '@/lib/generation/series/series';
import type { GridCanvas } from './grid-canvas';
import { drawGrid, type GridPicture } from './series-grid';

async function solid(background: string, width = 64, height = 64): Promise<GridPicture> {
  const file = await sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();
  return { file, width, height };
}

function read({ width: across, height: down, rgb }: GridCanvas) {
  const at = (x: number, y: number) => [...rgb.subarray((y * across + x) * 3, (y * across + x) * 3 + 3)];
  /** Pixels of a rectangle that are not white. */
  const inked = (left: number, top: number, width: number, height: number) => {
    let count = 0;
    for (let y = top; y < top + height; y++)
      for (let x = left; x < left + width; x++) if (at(x, y).some((level) => level < 128)) count++;
    return count;
  };
  return { width: across, height: down, at, inked };
}

const lines = (...texts: string[]) => texts.map((text) => [{ text }]);
const plain = { sheets: 1, legends: null, margin: 0 };
const RED = [255, 0, 0];
const BLUE = [0, 0, 255];
const WHITE = [255, 255, 255];

test('pictures stand column by column, row by row, with margins between them', async () => {
  const [red, blue] = [await solid('#ff0000'), await solid('#0000ff')];
  const canvas = await drawGrid([[red], [blue], [blue], []], {
    ...plain,
    columns: 2,
    rows: 2,
    margin: 10,
  });
  const grid = read(canvas);
  expect(grid).toMatchObject({ width: 138, height: 138 });
  expect([grid.at(0, 0), grid.at(137, 0), grid.at(0, 137)]).toEqual([RED, BLUE, BLUE]);
  // Between them, and where nothing was drawn.
  expect([grid.at(69, 5), grid.at(137, 137)]).toEqual([WHITE, WHITE]);
});

test('legends stand above columns and beside rows, wrapped, in any language', async () => {
  const legends: Legends = {
    columns: lines('Steps: 4', '采样方法 サンプリング方法'),
    rows: lines('Prompt S/R with <angles> & a long text that has to be wrapped', 'CFG Scale: 7.5'),
    sheets: [[]],
  };
  const picture = await solid('#ff0000', 128, 128);
  const canvas = await drawGrid([[picture], [picture], [picture], [picture]], {
    columns: 2,
    rows: 2,
    sheets: 1,
    legends,
    margin: 0,
  });
  const grid = read(canvas);
  const left = grid.width - 256;
  const top = grid.height - 256;
  expect(left).toBeGreaterThan(80);
  expect(top).toBeGreaterThan(15);
  for (const k of [0, 1]) {
    expect(grid.inked(left + k * 128, 0, 128, top)).toBeGreaterThan(20);
    expect(grid.inked(0, top + k * 128, left, 128)).toBeGreaterThan(20);
  }
  expect(grid.inked(0, 0, left, top)).toBe(0);
  expect([grid.at(left, top), grid.at(left + 255, top + 255)]).toEqual([RED, RED]);
});

test('what a prompt matrix leaves out is struck through', async () => {
  const picture = await solid('#ff0000', 128, 128);
  const withLine = async (isOff: boolean) => {
    const line = { text: 'night', ...(isOff ? { isOff: true as const } : {}) };
    const canvas = await drawGrid([[picture]], {
      ...plain,
      columns: 1,
      rows: 1,
      legends: { columns: [[line]], rows: [[]], sheets: [[]] },
    });
    return read(canvas);
  };
  const [on, off] = [await withLine(false), await withLine(true)];
  // Grey is lighter than ink.
  expect(on.inked(0, 0, 128, on.height - 128)).toBeGreaterThan(20);
  expect(off.inked(0, 0, 128, off.height - 128)).toBe(0);
});

test('sheets stand beside each other under their titles; a place may hold several pictures', async () => {
  const [red, blue] = [await solid('#ff0000'), await solid('#0000ff')];
  const canvas = await drawGrid(
    [
      [red, blue],
      [blue, red],
    ],
    {
      columns: 1,
      rows: 1,
      sheets: 2,
      margin: 0,
      legends: { columns: [[]], rows: [[]], sheets: lines('VAE: None', 'VAE: one') },
    },
  );
  const grid = read(canvas);
  const top = grid.height - 64;
  expect([grid.at(0, top), grid.at(64, top)]).toEqual([RED, BLUE]);
  expect([grid.at(grid.width - 128, top), grid.at(grid.width - 1, top)]).toEqual([BLUE, RED]);
  expect(grid.inked(0, 0, 128, top)).toBeGreaterThan(20);
  expect(grid.inked(grid.width - 128, 0, 128, top)).toBeGreaterThan(20);
});

test('a grid of many large pictures stays within bounds', async () => {
  const large = await solid('#ff0000', 2048, 2048);
  const places = Array.from({ length: 36 }, () => [large]);
  const { width, height } = await drawGrid(places, { ...plain, columns: 6, rows: 6 });
  expect(width * height).toBeLessThanOrEqual(64_100_000);
  expect(width).toBe(height);
});
