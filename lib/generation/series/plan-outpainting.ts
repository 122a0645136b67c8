import type { GenerationFields } from '../generation-fields';
import { gridShape } from './grid-shape';
import { type OutpaintingFields, type PoorOutpaintingFields, SIDES } from './img2img-script-fields';
import { SERIES_LIMITS } from './limits';
import { grownBy, growthsOf, marginsAround } from './margins';
import { countNewTiles, newTiles } from './new-tiles';
import { refuseTooLarge } from './plan-sd-upscale';
import { fault, refuseOutside, refuseTooMany } from './script-problem';
import { type PlannedCell, type PlanSurroundings, type SeriesPlan, withFixedSeeds } from './series-plan';

const ORIGINAL = 1;
/** The mask is made when its part of the picture is. */
const MADE_MASK: Partial<GenerationFields> = {
  mask: { picture: null, isBlank: false },
  maskInvert: false,
  inpaintFullRes: false,
};

function refuseGrowth({ pixels, maskBlur, sides }: PoorOutpaintingFields | OutpaintingFields): void {
  refuseOutside('pixels', 'Pixels to expand', pixels, SERIES_LIMITS.expand);
  refuseOutside('maskBlur', 'Mask blur', maskBlur, SERIES_LIMITS.outpaintBlur);
  if (!SIDES.some((side) => sides[side])) throw fault('sides', 'noSides', {});
}

const PLAIN = {
  sheets: 1,
  legends: null,
  margin: 0,
  loneImages: true,
  told: { sheet: [], all: [] },
} as const;

/**
 * The picture on a black ground; those tiles of it are drawn that have something new. One picture, whatever the batches
 * are. Throws ScriptFault.
 * @see AUTOMATIC1111/stable-diffusion-webui `scripts/poor_mans_outpainting.py`
 */
export function planPoorOutpainting(
  asked: GenerationFields,
  script: PoorOutpaintingFields,
  { draw }: PlanSurroundings,
): SeriesPlan {
  refuseGrowth(script);
  const start = asked.initImages?.[0];
  const tile = { width: asked.width, height: asked.height };
  const margins = start && marginsAround(start, script);
  const picture = start && margins ? grownBy(start, margins) : null;
  // Tiles overlap by as much as the picture grows.
  const { pixels } = script;
  if (pixels >= Math.min(tile.width, tile.height)) throw fault('pixels', 'expandOut', { pixels });
  refuseTooLarge(picture);
  const tiling = { tile, overlap: pixels };
  if (picture && margins) refuseTooMany('script', countNewTiles(picture, margins, tiling));
  const tiles = picture && margins ? newTiles(picture, margins, tiling) : [];
  const fields: GenerationFields = {
    ...withFixedSeeds(asked, draw),
    ...MADE_MASK,
    ...(start ? { initImages: [start] } : {}),
    maskBlurX: script.maskBlur * 2,
    maskBlurY: script.maskBlur * 2,
    inpaintingFill: script.content,
    width: tiles[0]?.width ?? asked.width,
    height: tiles[0]?.height ?? asked.height,
    batchSize: 1,
    batchCount: 1,
  };
  return {
    ...PLAIN,
    script: 'poorOutpainting',
    fields,
    columns: 1,
    rows: 1,
    grids: 0,
    told: { sheet: [], all: [] },
    work: script,
    results: 1,
    cells: tiles.map((_, at) => ({
      place: at,
      part: { of: 0, at },
      fields: { ...fields, seed: (fields.seed ?? 0) + at },
    })),
  };
}

/**
 * The picture grows side after side; what it grows by begins with noise that is like it. Each picture of a batch has a
 * seed of its own, which is the same for all sides. Throws ScriptFault.
 * @see AUTOMATIC1111/stable-diffusion-webui `scripts/outpainting_mk_2.py`
 */
export function planOutpainting(
  asked: GenerationFields,
  script: OutpaintingFields,
  { draw }: PlanSurroundings,
): SeriesPlan {
  refuseGrowth(script);
  refuseOutside('fallOff', 'Fall-off exponent', script.fallOff, SERIES_LIMITS.fallOff);
  refuseOutside('colorVariation', 'Color variation', script.colorVariation, SERIES_LIMITS.share);
  const { sides, maskBlur } = script;
  const { batchSize, batchCount } = asked;
  const start = asked.initImages?.[0];
  const growths = start
    ? growthsOf(start, marginsAround(start, script), { width: asked.width, height: asked.height })
    : [];
  const most = SERIES_LIMITS.outpaintedPixels;
  for (const { ground } of growths)
    if (ground.width * ground.height > most) throw fault('script', 'pictureTooLarge', { ...ground, most });
  refuseTooMany('script', growths.length * batchCount);
  const fields: GenerationFields = {
    ...withFixedSeeds(asked, draw),
    ...MADE_MASK,
    ...(start ? { initImages: [start] } : {}),
    maskBlurX: sides.left || sides.right ? maskBlur * 4 : 0,
    maskBlurY: sides.up || sides.down ? maskBlur * 4 : 0,
    inpaintingFill: ORIGINAL,
    batchCount: 1,
  };
  const results = batchSize * batchCount;
  return {
    ...PLAIN,
    script: 'outpainting',
    fields,
    ...gridShape(Math.max(1, results)),
    grids: results > 1 ? 1 : 0,
    told: { sheet: [], all: [] },
    work: script,
    results,
    cells: Array.from({ length: batchCount }, (_, of) =>
      growths.map(
        ({ drawn: { width, height } }, at): PlannedCell => ({
          place: of * growths.length + at,
          part: { of, at },
          fields: { ...fields, width, height, seed: (fields.seed ?? 0) + of * batchSize },
        }),
      ),
    ).flat(),
  };
}
