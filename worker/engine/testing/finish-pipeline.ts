import type { Evaluation, Pipeline } from '../evaluation';
import type { CheckpointNetworks } from '../networks/checkpoint-networks';

/** Runs a pipeline alone; `seen` is told every evaluation. */
export async function finishPipeline<Result>(
  networks: CheckpointNetworks,
  pipeline: Pipeline<Result>,
  seen?: (evaluation: Evaluation) => void,
): Promise<Result> {
  let step = pipeline.next();
  while (!step.done) {
    seen?.(step.value);
    step = pipeline.next((await networks.evaluate(step.value)).output);
  }
  return step.value;
}
