import { EXTRAS_DEFAULTS } from '@/lib/extras/extras-settings';
import { planUpscale } from '@/lib/extras/plan-upscale';
import { upscale } from '@/lib/extras/upscale';
import type { GenerationRequest } from '@/lib/generation/request';
import type { PoorOutpaintingFields, SdUpscaleFields } from '@/lib/generation/series/img2img-script-fields';
import { grownBy, type Margins, marginsAround } from '@/lib/generation/series/margins';
import { newTiles } from '@/lib/generation/series/new-tiles';
import { type Size, tilesOf } from '@/lib/generation/series/tiles';
import { type Bitmap, blank, paste, pixelsOf } from '../engine/images/bitmap';
import { Loopback } from './loopback';
import { maskBut } from './mask-but';
import { Outpainting } from './outpainting';
import { TiledPicture } from './tiled-picture';
import type { Workpiece } from './workpiece';

/**
 * What the cells of a job work on; null where each of them draws for itself.
 * @param sent reads the picture that came with the job, RGB
 * @throws AppError for a picture that can't be read or enlarged
 */
export async function openWorkpiece(
  { series, width, height }: GenerationRequest,
  sent: () => Promise<Bitmap>,
): Promise<Workpiece | null> {
  const work = series?.work;
  if (!work) return null;
  const picture = await sent();
  const tile = { width, height };
  switch (work.script) {
    case 'loopback':
      return new Loopback(pixelsOf(picture));
    case 'sdUpscale':
      return inTiles(await enlarged(picture, work), tile, work.overlap);
    case 'poorOutpainting':
      return onGround(picture, tile, work);
    case 'outpainting':
      return new Outpainting(picture, tile, work);
  }
}

/** In a process of its own: the worker has leases to renew. */
function enlarged(picture: Bitmap, { upscaler, scale }: SdUpscaleFields): Promise<Bitmap> {
  return upscale(picture, planUpscale(picture, { ...EXTRAS_DEFAULTS, upscaler, scale }));
}

function inTiles(picture: Bitmap, tile: Size, overlap: number): TiledPicture {
  const grid = tilesOf(picture, tile, overlap);
  return new TiledPicture({ picture, grid, tiles: grid.rows.flat() });
}

/** What is kept of a picture on its ground, so many pixels inside of its edges where it grows. */
function keptPart({ width, height }: Size, { left, right, up, down }: Margins, inset: number) {
  const inside = (margin: number) => margin + (margin > 0 ? inset : 0);
  return {
    left: inside(left),
    top: inside(up),
    // The corner is part of it, as where this comes from.
    right: width - inside(right),
    bottom: height - inside(down),
  };
}

function onGround(sent: Bitmap, tile: Size, work: PoorOutpaintingFields): TiledPicture {
  const margins = marginsAround(sent, work);
  const size = grownBy(sent, margins);
  const picture = blank(size.width, size.height, 3);
  paste(picture, sent, margins.left, margins.up);
  const mask = (inset: number) => ({
    ...size,
    channels: 1,
    data: maskBut(keptPart(size, margins, inset), size),
  });
  return new TiledPicture({
    picture,
    grid: tilesOf(size, tile, work.pixels),
    tiles: newTiles(size, margins, { tile, overlap: work.pixels }),
    masks: { levels: mask(work.maskBlur * 2), latentLevels: mask(Math.floor(work.maskBlur / 2)) },
  });
}
