import type { GenerationFields } from '../generation-fields';
import type { SdUpscaleFields } from './img2img-script-fields';
import { SERIES_LIMITS } from './limits';
import { fault, refuseOutside, refuseTooMany } from './script-problem';
import { type PlannedCell, type PlanSurroundings, type SeriesPlan, withFixedSeeds } from './series-plan';
import { countTiles, type Size, spreadTiles } from './tiles';

/** Sides that an upscaler answers with. */
const CELL = 8;

/** Throws ScriptFault for pictures that are too large to be laid together. */
export function refuseTooLarge(picture: Size | null): void {
  const most = SERIES_LIMITS.tiledPixels;
  if (picture && picture.width * picture.height > most)
    throw fault('script', 'pictureTooLarge', { ...picture, most });
}

function enlarged({ width, height }: Size, { upscaler, scale }: SdUpscaleFields): Size {
  if (upscaler === 'None') return { width, height };
  const whole = (side: number) => Math.floor((side * scale) / CELL) * CELL;
  return { width: whole(width), height: whole(height) };
}

/**
 * Tiles of the enlarged picture, as many at a time as a batch has, laid together again; once for each batch. A mask has no
 * say. Throws ScriptFault.
 * @see AUTOMATIC1111/stable-diffusion-webui `scripts/sd_upscale.py`
 */
export function planSdUpscale(
  asked: GenerationFields,
  script: SdUpscaleFields,
  { draw }: PlanSurroundings,
): SeriesPlan {
  refuseOutside('overlap', 'Tile overlap', script.overlap, SERIES_LIMITS.overlap);
  refuseOutside('scale', 'Scale Factor', script.scale, SERIES_LIMITS.scale);
  const { batchSize, batchCount: results } = asked;
  const start = asked.initImages?.[0];
  const tile = { width: asked.width, height: asked.height };
  const picture = start ? enlarged(start, script) : null;
  const { overlap } = script;
  if (overlap >= Math.min(tile.width, tile.height)) throw fault('overlap', 'overlapOut', { overlap });
  refuseTooLarge(picture);
  const spread = picture && spreadTiles(picture, tile, overlap);
  const tiles = spread ? countTiles(spread) : 0;
  const batches = Math.ceil(tiles / batchSize);
  refuseTooMany('script', batches * results);
  const fields: GenerationFields = {
    ...withFixedSeeds(asked, draw),
    ...(start ? { initImages: [start] } : {}),
    mask: null,
    ...(spread?.tile ?? tile),
    batchCount: 1,
  };
  const cells = Array.from({ length: batches * results }, (_, place): PlannedCell => {
    const of = Math.floor(place / batches);
    const batch = place % batches;
    const at = batch * batchSize;
    return {
      place,
      part: { of, at },
      fields: {
        ...fields,
        seed: (fields.seed ?? 0) + of + batch,
        batchSize: Math.min(batchSize, tiles - at),
      },
    };
  });
  return {
    script: 'sdUpscale',
    fields,
    columns: results,
    rows: 1,
    sheets: 1,
    legends: null,
    margin: 0,
    grids: 0,
    loneImages: true,
    told: {
      sheet: [],
      all: [],
      each: [
        ['SD upscale overlap', String(script.overlap)],
        ['SD upscale upscaler', script.upscaler],
      ],
    },
    work: script,
    results,
    cells,
  };
}
