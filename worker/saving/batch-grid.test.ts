import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GenerationRequest } from '@/lib/generation/request';
import { aRequest } from '@/lib/jobs/testing';
import { batchGrid } from './batch-grid';
import type { StagedPicture } from './staged-picture';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atelier-grid-'));
});
afterAll(() => rm(folder, { recursive: true }));

const COLOURS = ['#ff0000', '#00ff00', '#0000ff'];

async function staged(count: number, changes: Partial<StagedPicture> = {}): Promise<StagedPicture[]> {
  const pictures = Array.from({ length: count }, async (_, k) => {
    const file = join(folder, `${k + 1}.png`);
    await sharp({ create: { width: 8, height: 4, channels: 3, background: COLOURS[k]! } }).toFile(file);
    const picture = { index: k + 1, saved: true, complete: true, width: 8, height: 4, seed: 7 + k };
    return { ...picture, infotext: 'x', file, ...changes };
  });
  // In no order, as they were saved.
  return (await Promise.all(pictures)).reverse();
}

const asking = (changes: Partial<GenerationRequest> = {}) =>
  aRequest({ batch_size: 3, batch_grid: { kept: true, shown: true }, ...changes });

async function read(png: Buffer) {
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => [
    ...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3),
  ];
  return { ...info, at };
}

test('all pictures on white in their order, with the infotext of the first', async () => {
  const grid = (await batchGrid(asking(), await staged(3), undefined))!;
  expect(grid).toMatchObject({ index: 0, saved: true, seed: 7, grid: 'grid', width: 16, height: 8 });
  expect(grid.infotext).toContain('a red house\nSteps: 20');
  const { at } = await read(grid.bytes);
  expect([at(0, 0), at(15, 0), at(0, 7), at(15, 7)]).toEqual([
    [255, 0, 0],
    [0, 255, 0],
    [0, 0, 255],
    [255, 255, 255],
  ]);
});

test('rows are as the options say', async () => {
  expect(await batchGrid(asking({ n_rows: 3 }), await staged(3), undefined)).toMatchObject({
    width: 8,
    height: 12,
  });
});

test('none where none is wanted, for one picture of several, and of nothing', async () => {
  expect(await batchGrid(aRequest({ batch_size: 3 }), await staged(3), undefined)).toBeNull();
  expect(await batchGrid(asking(), await staged(1), undefined)).toBeNull();
  expect(await batchGrid(asking(), [], undefined)).toBeNull();
  expect(await batchGrid(asking({ batch_size: 1 }), await staged(1), undefined)).not.toBeNull();
});

test('what was cut short is shown and not kept; a grid that nobody sees is not made of it', async () => {
  const short = await staged(3, { complete: false, saved: false });
  expect(await batchGrid(asking(), short, undefined)).toMatchObject({ saved: false, format: 'png' });
  const hidden = asking({ batch_grid: { kept: true, shown: false } });
  expect(await batchGrid(hidden, short, undefined)).toBeNull();
  const unkept = asking({ batch_grid: { kept: false, shown: true } });
  expect(await batchGrid(unkept, await staged(3), undefined)).toMatchObject({ saved: false });
});
