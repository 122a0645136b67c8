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
export { orLookAgain } from './look-again';
export {
  MODEL_KINDS,
  type ModelKind,
  type ModelPage,
  type ModelQuery,
  type ModelView,
} from './model-view';
export { findNamedModels, listNamedModels, modelNamed, type NamedModel, presentFile } from './named-models';
export { listPromptNames, type PromptNames } from './prompt-names';
export { whyUnseen } from './unseen-models';
