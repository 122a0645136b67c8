import type { GenerationFields } from '../generation-fields';
import { refuseTooLong } from './axis-values';
import { SERIES_LIMITS } from './limits';
import { planLoopback } from './plan-loopback';
import { planMatrix } from './plan-matrix';
import { planOutpainting, planPoorOutpainting } from './plan-outpainting';
import { planPrompts } from './plan-prompts';
import { planSdUpscale } from './plan-sd-upscale';
import { planXyz } from './plan-xyz';
import { type ScriptFields, scriptsFor } from './script-fields';
import { fault, ScriptFault, type ScriptProblem } from './script-problem';
import type { SeriesLayout } from './series';
import { type PlanSurroundings, picturesOfCells, picturesOfPlan, type SeriesPlan } from './series-plan';

/** Throws ScriptFault for what can't be understood, or is more than a job can have. */
export function planSeries(
  fields: GenerationFields,
  script: ScriptFields,
  surroundings: PlanSurroundings,
): SeriesPlan {
  refuseTooLong(script);
  const plan = planOf(fields, script, surroundings);
  const pictures = picturesOfCells(plan.cells);
  const most = SERIES_LIMITS.pictures;
  if (pictures > most) throw fault('script', 'tooManyPictures', { pictures, most });
  return plan;
}

function planOf(fields: GenerationFields, script: ScriptFields, surroundings: PlanSurroundings): SeriesPlan {
  if ('margin' in script) refuseMargin(script.margin);
  if (!scriptsFor(surroundings.kind).includes(script.script)) throw fault('script', 'notOfAPicture', {});
  switch (script.script) {
    case 'matrix':
      return planMatrix(fields, script, surroundings);
    case 'prompts':
      return planPrompts(fields, script, surroundings);
    case 'xyz':
      return planXyz(fields, script, surroundings);
    case 'loopback':
      return planLoopback(fields, script, surroundings);
    case 'outpainting':
      return planOutpainting(fields, script, surroundings);
    case 'poorOutpainting':
      return planPoorOutpainting(fields, script, surroundings);
    case 'sdUpscale':
      return planSdUpscale(fields, script, surroundings);
  }
}

function refuseMargin(margin: number): void {
  const { min, max } = SERIES_LIMITS.margin;
  if (!Number.isInteger(margin) || margin < min || margin > max)
    throw fault('margin', 'marginOut', { most: max });
}

/**
 * What the next press of Generate would make, or why it would be refused. Looks nothing up; of a picture that is not there
 * yet nothing is refused.
 */
export function measureSeries(
  fields: GenerationFields,
  script: ScriptFields,
  kind: 'txt2img' | 'img2img',
): (SeriesLayout & { pictures: number }) | { problem: ScriptProblem } {
  try {
    const plan = planSeries(fields, script, { kind, draw: () => 0 });
    const { columns, rows, sheets } = plan;
    return { columns, rows, sheets, pictures: picturesOfPlan(plan) };
  } catch (error) {
    if (error instanceof ScriptFault) return { problem: error.problem };
    throw error;
  }
}
