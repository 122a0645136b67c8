import type { NamedEmbedding } from '../adapters/named-embedding';
import type { Architecture } from '../checkpoint/architecture';
import { type NoiseSchedule, stableDiffusionSchedule, trainedAlphas } from '../sampling/noise-schedule';
import { ConditioningCache } from './conditioning-cache';

/** What pipelines know of a checkpoint; its networks are reached by yielding evaluations. */
export interface PipelineModel {
  architecture: Architecture;
  schedule: NoiseSchedule;
  conditionings: ConditioningCache;
  /** Textual inversions that prompts may name. */
  embeddings?: NamedEmbedding[];
}

export function pipelineModel(architecture: Architecture): PipelineModel {
  const schedule = stableDiffusionSchedule(trainedAlphas(architecture.hasZeroTerminalSnr));
  return { architecture, schedule, conditionings: new ConditioningCache() };
}
