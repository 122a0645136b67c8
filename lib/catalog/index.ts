export type { CheckpointView } from './checkpoint-view';
export {
  checkpointById,
  closestCheckpoint,
  defaultCheckpoint,
  findCheckpoint,
  listCheckpoints,
} from './list-checkpoints';
