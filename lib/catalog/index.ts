export type { CheckpointView } from './checkpoint-view';
export { checkpointById, defaultCheckpoint, findCheckpoint, listCheckpoints } from './list-checkpoints';
