import { EngineError } from '../errors';
import { changing, type Pipeline } from '../evaluation';
import type { PipelineModel } from './model';

/** A checkpoint as pipelines see it: evaluations of `key` are done by its networks. */
export interface KnownCheckpoint {
  key: string;
  model: PipelineModel;
}

/** Checkpoints besides the request's own, by path. */
export type OtherCheckpoints = ReadonlyMap<string, KnownCheckpoint>;

/** @throws EngineError `internal` when the caller did not open it */
export function otherCheckpoint(others: OtherCheckpoints, path: string): KnownCheckpoint {
  const known = others.get(path);
  if (!known) throw new EngineError('internal', `The checkpoint ${path} was not opened for this request.`);
  return known;
}

/** Does all evaluations of a pipeline with the networks of another checkpoint. */
export const onCheckpoint = <Result>(key: string, pipeline: Pipeline<Result>): Pipeline<Result> =>
  changing(pipeline, (evaluation) => ({ checkpoint: key, ...evaluation }));

/** Paths of the checkpoints a request needs besides its own. */
export function otherCheckpointPaths(request: {
  refiner?: { checkpoint: string } | undefined;
  hires?: { checkpoint?: string } | undefined;
}): string[] {
  const paths = [request.refiner?.checkpoint, request.hires?.checkpoint];
  return paths.filter((path) => path !== undefined);
}
