export type { CheckpointView } from './checkpoint-view';
export {
  checkpointById,
  checkpointFile,
  closestCheckpoint,
  defaultCheckpoint,
  findCheckpoint,
  listCheckpoints,
} from './list-checkpoints';
export { findModel, listModels } from './list-models';
export {
  MODEL_KINDS,
  type ModelKind,
  type ModelPage,
  type ModelQuery,
  type ModelView,
} from './model-view';
export { IS_OWN, isAllowed, isHidden, isSharedWith, isUsable } from './visible-models';
