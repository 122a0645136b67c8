import { expect, test } from 'vitest';
import type { GenerationFields } from '../generation-fields';
import type { InputPicture } from '../img2img';
import {
  IMG2IMG_SCRIPT_DEFAULTS,
  type LoopbackFields,
  type OutpaintingFields,
  type PoorOutpaintingFields,
  type SdUpscaleFields,
} from './img2img-script-fields';
import { grownBy, growthsOf, marginsAround } from './margins';
import { countNewTiles, newTiles } from './new-tiles';
import { measureSeries, planSeries } from './plan';
import type { ScriptFields } from './script-fields';
import { problemSentence, ScriptFault } from './script-problem';
import { someFields } from './testing';
import { countTiles, spreadTiles, tilesOf } from './tiles';

const sent = (width: number, height: number): InputPicture => ({ sha256: 'a'.repeat(64), width, height });
const start = (changes: Partial<GenerationFields> = {}) =>
  someFields({ initImages: [sent(512, 384)], width: 512, height: 512, denoisingStrength: 0.8, ...changes });
const planned = (script: ScriptFields, changes: Partial<GenerationFields> = {}) =>
  planSeries(start(changes), script, { kind: 'img2img', draw: () => 1000 });
const loopback = (changes: Partial<LoopbackFields> = {}) => ({
  ...IMG2IMG_SCRIPT_DEFAULTS.loopback,
  ...changes,
});
const upscale = (changes: Partial<SdUpscaleFields> = {}) => ({
  ...IMG2IMG_SCRIPT_DEFAULTS.sdUpscale,
  ...changes,
});
const poor = (changes: Partial<PoorOutpaintingFields> = {}) => ({
  ...IMG2IMG_SCRIPT_DEFAULTS.poorOutpainting,
  ...changes,
});
const outpainting = (changes: Partial<OutpaintingFields> = {}) => ({
  ...IMG2IMG_SCRIPT_DEFAULTS.outpainting,
  ...changes,
});
const sides = (...names: ('left' | 'right' | 'up' | 'down')[]) => ({
  left: names.includes('left'),
  right: names.includes('right'),
  up: names.includes('up'),
  down: names.includes('down'),
});

function problemOf(script: ScriptFields, changes: Partial<GenerationFields> = {}): string {
  try {
    planned(script, changes);
  } catch (error) {
    if (error instanceof ScriptFault) return problemSentence(error.problem);
    throw error;
  }
  return 'none';
}

test.each([
  ['Linear', [0.8, 0.7, 0.6, 0.5, 0.4]],
  ['Aggressive', [0.8, 0.647, 0.517, 0.43, 0.4]],
  ['Lazy', [0.8, 0.77, 0.683, 0.553, 0.4]],
] as const)('the strength of a loopback runs from the form’s to the last one, %s', (curve, strengths) => {
  const { cells } = planned(loopback({ loops: 5, finalStrength: 0.4, curve }));
  expect(cells.map(({ fields }) => Number(fields.denoisingStrength!.toFixed(3)))).toEqual(strengths);
});

test('seeds count through all loops; each batch begins anew, and masks with what they hide', () => {
  const plan = planned(loopback({ loops: 2 }), { batchCount: 2, batchSize: 3, seed: -1, inpaintingFill: 2 });
  expect(
    plan.cells.map(({ fields: { seed, batchSize, batchCount, inpaintingFill }, part }) => ({
      ...part,
      seed,
      pictures: batchSize * batchCount,
      inpaintingFill,
    })),
  ).toEqual([
    { of: 0, at: 0, seed: 1000, pictures: 1, inpaintingFill: 2 },
    { of: 0, at: 1, seed: 1001, pictures: 1, inpaintingFill: 1 },
    { of: 1, at: 0, seed: 1002, pictures: 1, inpaintingFill: 2 },
    { of: 1, at: 1, seed: 1003, pictures: 1, inpaintingFill: 1 },
  ]);
  expect(plan).toMatchObject({ columns: 2, rows: 1, grids: 1, every: 2 });
  expect(planned(loopback({ loops: 1 }))).toMatchObject({
    grids: 0,
    cells: [{ fields: { denoisingStrength: 0.8 } }],
  });
});

test('tiles lie where the web UI’s lie', () => {
  const corners = (width: number, height: number, tile: number, overlap: number) =>
    tilesOf({ width, height }, { width: tile, height: tile }, overlap).rows.map((row) => [
      row[0]!.top,
      ...row.map(({ left }) => left),
    ]);
  expect(corners(1000, 700, 512, 64)).toEqual([
    [0, 0, 244, 488],
    [188, 0, 244, 488],
  ]);
  expect(corners(128, 128, 64, 16)).toEqual([
    [0, 0, 32, 64],
    [32, 0, 32, 64],
    [64, 0, 32, 64],
  ]);
  // A tile is no larger than the picture, and has sides that can be drawn.
  expect(tilesOf({ width: 100, height: 70 }, { width: 512, height: 512 }, 64)).toMatchObject({
    rows: [
      [
        { left: 0, top: 0, width: 96, height: 64 },
        { left: 4, top: 0 },
      ],
      [
        { left: 0, top: 6 },
        { left: 4, top: 6 },
      ],
    ],
    fadeX: 64,
    fadeY: 56,
  });
});

test('tiles are counted as many as are laid out', () => {
  const shapes = [
    [512, 384],
    [64, 1000],
    [100, 70],
    [513, 511],
  ].flatMap(([width, height]) =>
    [
      [64, 0],
      [64, 63],
      [96, 40],
      [512, 100],
    ].map(([side, overlap]) => ({
      picture: { width: width!, height: height! },
      tiling: { tile: { width: side!, height: side! }, overlap: overlap! },
    })),
  );
  const growths = [sides('right'), sides('left', 'up'), sides('left', 'right', 'up', 'down'), sides()];
  for (const { picture, tiling } of shapes) {
    const { tile, overlap } = tiling;
    expect(countTiles(spreadTiles(picture, tile, overlap))).toBe(
      tilesOf(picture, tile, overlap).rows.flat().length,
    );
    for (const grown of growths) {
      const margins = marginsAround(picture, { pixels: 64, sides: grown });
      const whole = grownBy(picture, margins);
      expect(countNewTiles(whole, margins, tiling)).toBe(newTiles(whole, margins, tiling).length);
    }
  }
});

test('SD upscale fills batches with tiles, the last one with what is left', () => {
  const plan = planned(upscale({ upscaler: 'Lanczos' }), { batchSize: 4, batchCount: 2 });
  // 1024 × 768 in tiles of 512 that share 64 are 3 × 2.
  expect(plan.cells.map(({ part, fields }) => [part!.of, part!.at, fields.batchSize, fields.seed])).toEqual([
    [0, 0, 4, 7],
    [0, 4, 2, 8],
    [1, 0, 4, 8],
    [1, 4, 2, 9],
  ]);
  expect(plan).toMatchObject({ results: 2, grids: 0, fields: { mask: null, width: 512, height: 512 } });
  // Without an upscaler at its own size.
  expect(planned(upscale()).cells.map(({ fields: { width, height } }) => [width, height])).toEqual([
    [512, 384],
  ]);
});

test('a picture grows to multiples of 64, at the chosen sides only', () => {
  const grow = (width: number, height: number, ...names: Parameters<typeof sides>) =>
    marginsAround({ width, height }, { pixels: 128, sides: sides(...names) });
  expect(grow(512, 512, 'left', 'right', 'up', 'down')).toEqual({
    left: 128,
    right: 128,
    up: 128,
    down: 128,
  });
  expect(grow(100, 100, 'left', 'right')).toEqual({ left: 142, right: 142, up: 0, down: 0 });
  expect(grow(100, 100, 'down')).toEqual({ left: 0, right: 0, up: 0, down: 156 });
});

test('outpainting mk2 grows side after side; what is drawn lies at the edge that grows', () => {
  const margins = { left: 128, right: 0, up: 128, down: 0 };
  expect(growthsOf({ width: 512, height: 500 }, margins, { width: 512, height: 512 })).toEqual([
    {
      side: 'left',
      pixels: 128,
      grown: { width: 640, height: 500 },
      ground: { width: 640, height: 512 },
      drawn: { left: 0, top: 0, width: 512, height: 512 },
    },
    {
      side: 'up',
      pixels: 128,
      grown: { width: 640, height: 628 },
      ground: { width: 640, height: 640 },
      drawn: { left: 0, top: 0, width: 640, height: 512 },
    },
  ]);
  const right = growthsOf(
    { width: 512, height: 512 },
    { left: 0, right: 128, up: 0, down: 0 },
    { width: 300, height: 512 },
  );
  expect(right[0]!.drawn).toEqual({ left: 640 - 296, top: 0, width: 296, height: 512 });
  const plan = planned(outpainting({ sides: sides('left', 'up') }), { batchSize: 2, batchCount: 2 });
  expect(plan).toMatchObject({ results: 4, grids: 1, columns: 2, rows: 2 });
  expect(plan.cells.map(({ part, fields }) => [part!.of, part!.at, fields.width, fields.seed])).toEqual([
    [0, 0, 512, 7],
    [0, 1, 640, 7],
    [1, 0, 512, 9],
    [1, 1, 640, 9],
  ]);
  expect(plan.fields).toMatchObject({
    maskBlurX: 32,
    maskBlurY: 32,
    inpaintingFill: 1,
    inpaintFullRes: false,
  });
  expect(planned(outpainting({ sides: sides('left') })).fields).toMatchObject({
    maskBlurX: 32,
    maskBlurY: 0,
  });
});

test('poor man’s outpainting draws the tiles that have something new', () => {
  const plan = planned(poor({ sides: sides('right') }), { initImages: [sent(1024, 512)], batchCount: 5 });
  // 1152 × 512: the first tile of three has nothing new.
  expect(plan.cells.map(({ part, fields }) => [part!.at, fields.seed, fields.batchCount])).toEqual([
    [0, 7, 1],
  ]);
  expect(plan).toMatchObject({ results: 1, fields: { maskBlurX: 8, maskBlurY: 8, inpaintingFill: 0 } });
});

test.each<[string, ScriptFields, Partial<GenerationFields>, RegExp]>([
  ['no loops', loopback({ loops: 0 }), {}, /^Loops must be a whole number from 1 to 256\.$/],
  ['half a loop', loopback({ loops: 1.5 }), {}, /^Loops must/],
  [
    'a strength that is none',
    loopback({ finalStrength: Number.NaN }),
    {},
    /^Final denoising strength must be/,
  ],
  ['loops without end', loopback({ loops: 200 }), { batchCount: 2 }, /400 requests/],
  ['tiles that are all overlap', upscale({ overlap: 512 }), {}, /overlap by 512 pixels/],
  [
    'a quarter of a million tiles',
    upscale({ overlap: 63 }),
    { initImages: [sent(4096, 4096)], width: 64, height: 64 },
    /255,025 requests/,
  ],
  [
    'thousands of new tiles',
    poor({ pixels: 63 }),
    { initImages: [sent(4096, 4096)], width: 64, height: 64 },
    /\d,\d{3} requests/,
  ],
  [
    'a huge picture',
    upscale({ scale: 8, upscaler: 'Lanczos' }),
    { initImages: [sent(2048, 2048)] },
    /16384×16384/,
  ],
  ['no side', outpainting({ sides: sides() }), {}, /^No side is chosen/],
  ['noise without end', outpainting(), { initImages: [sent(4000, 3000)] }, /pixels/],
  ['steps of a seam without end', poor({ maskBlur: 65 }), {}, /^Mask blur must/],
])('%s is refused', (_, script, changes, sentence) => {
  expect(problemOf(script, changes)).toMatch(sentence);
});

test('what is not known before there is a picture is not refused, and nothing is drawn from text', () => {
  const fields = someFields({ batchCount: 3, width: 512, height: 512 });
  const pictures = (script: ScriptFields) => measureSeries(fields, script, 'img2img');
  expect(pictures(upscale({ scale: 8, upscaler: 'Lanczos' }))).toMatchObject({ pictures: 3 });
  expect(pictures(outpainting())).toMatchObject({ pictures: 3 });
  expect(pictures(poor())).toMatchObject({ pictures: 1 });
  expect(pictures(loopback())).toMatchObject({ pictures: 12 });
  expect(measureSeries(fields, loopback(), 'txt2img')).toMatchObject({ problem: { code: 'notOfAPicture' } });
});
