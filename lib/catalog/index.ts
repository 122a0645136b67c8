export type { CheckpointView } from './checkpoint-view';
export {
  checkpointById,
  checkpointFile,
  closestCheckpoint,
  defaultCheckpoint,
  findCheckpoint,
  listCheckpoints,
} from './list-checkpoints';
