import type { AdaptedPass } from '../adapters/adapters';
import { toHalf } from '../sampling/half';
import { stableDiffusionSchedule, trainedAlphas, zeroTerminalSnr } from '../sampling/noise-schedule';
import type { PipelineModel } from './model';
import type { OtherCheckpoints } from './other-checkpoints';

/** Noise levels that a checkpoint is drawn with instead of those it was trained on. */
export interface TrainingLevels {
  /** Its alphas are rounded to halves, as before web UI 1.7. */
  areHalved?: boolean;
  /** They are stretched until the last is (almost) nothing but noise. */
  haveZeroTerminalSnr?: boolean;
}

function relevelled(model: PipelineModel, { areHalved, haveZeroTerminalSnr }: TrainingLevels): PipelineModel {
  const own = trainedAlphas(model.architecture.hasZeroTerminalSnr);
  const rounded = areHalved ? own.map(toHalf) : own;
  const alphas = haveZeroTerminalSnr ? zeroTerminalSnr(rounded) : rounded;
  return { ...model, schedule: stableDiffusionSchedule(alphas) };
}

/**
 * The checkpoints of a pass with other noise levels.
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/sd_models.py`, apply_alpha_schedule_override
 */
export function withTrainingLevels({ model, others }: AdaptedPass, levels: TrainingLevels = {}): AdaptedPass {
  if (!levels.areHalved && !levels.haveZeroTerminalSnr) return { model, others };
  const changed: OtherCheckpoints = new Map(
    [...others].map(([path, other]) => [path, { ...other, model: relevelled(other.model, levels) }]),
  );
  return { model: relevelled(model, levels), others: changed };
}
