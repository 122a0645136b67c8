import type { GenerationFields } from '../generation-fields';
import { pythonFloat } from '../python-number';
import { USUAL_STRENGTH } from '../resolve-img2img';
import type { DenoisingCurve, LoopbackFields } from './img2img-script-fields';
import { SERIES_LIMITS } from './limits';
import { refuseOutside, refuseTooMany } from './script-problem';
import { type PlanSurroundings, type SeriesPlan, withFixedSeeds } from './series-plan';

/** How far the strength has come, 0..1, when `way` of the loops lies behind. */
const CURVES: Record<DenoisingCurve, (way: number) => number> = {
  Aggressive: (way) => Math.sin(way * Math.PI * 0.5),
  Linear: (way) => way,
  Lazy: (way) => 1 - Math.cos(way * Math.PI * 0.5),
};

/** What the masked part of a picture that was drawn before begins with: itself. */
const ORIGINAL = 1;

/** The denoising strength of loop `loop`, which counts from 0. */
function strengthOf(loop: number, first: number, { loops, finalStrength, curve }: LoopbackFields): number {
  if (loops === 1) return first;
  return first + (finalStrength - first) * CURVES[curve](loop / (loops - 1));
}

/**
 * A picture that is drawn from the picture, one from that, and so on; each batch begins anew. Seeds count through.
 * Throws ScriptFault.
 * @see AUTOMATIC1111/stable-diffusion-webui `scripts/loopback.py`
 */
export function planLoopback(
  asked: GenerationFields,
  script: LoopbackFields,
  { draw }: PlanSurroundings,
): SeriesPlan {
  const { loops, finalStrength, curve } = script;
  refuseOutside('loops', 'Loops', loops, SERIES_LIMITS.loops);
  refuseOutside('finalStrength', 'Final denoising strength', finalStrength, SERIES_LIMITS.share);
  const batches = asked.batchCount;
  refuseTooMany('script', loops * batches);
  const fields = {
    ...withFixedSeeds(asked, draw),
    batchSize: 1,
    batchCount: 1,
    ...(asked.initImages ? { initImages: asked.initImages.slice(0, 1) } : {}),
  };
  const first = fields.denoisingStrength ?? USUAL_STRENGTH;
  const shown = batches === 1 ? loops : batches;
  return {
    script: 'loopback',
    fields,
    columns: shown,
    rows: 1,
    sheets: 1,
    legends: null,
    margin: 0,
    grids: shown > 1 ? 1 : 0,
    loneImages: true,
    ...(batches > 1 && loops > 1 ? { every: loops } : {}),
    told: {
      sheet: [],
      all: [],
      each: [
        ['Final denoising strength', pythonFloat(finalStrength)],
        ['Denoising curve', curve],
      ],
    },
    work: script,
    cells: Array.from({ length: loops * batches }, (_, place) => {
      const part = { of: Math.floor(place / loops), at: place % loops };
      return {
        place,
        part,
        fields: {
          ...fields,
          seed: (fields.seed ?? 0) + place,
          denoisingStrength: strengthOf(part.at, first, script),
          ...(part.at > 0 ? { inpaintingFill: ORIGINAL } : {}),
        },
      };
    }),
  };
}
