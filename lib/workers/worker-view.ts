import type { RestartWhen } from './wishes';

/**
 * `starting`: its engine does not answer yet; `draining`: finishes its job and takes no other; `drained`: takes none;
 * `restarting`: makes room for a new process; `silent`: not heard of for a while.
 */
export type WorkerState = 'starting' | 'idle' | 'busy' | 'draining' | 'drained' | 'restarting' | 'silent';

/** A job as a worker has it. Times are ISO 8601, durations milliseconds. */
export interface WorkerJob {
  id: string;
  owner: { id: string; name: string; displayName: string | null };
  checkpoint: string;
  /** How long this worker or another has had it. */
  runningMs: number;
  step: number | null;
  steps: number | null;
}

/** A worker as those who administer see it. Memory in bytes, times ISO 8601. */
export interface WorkerView {
  id: string;
  hostname: string;
  version: string;
  state: WorkerState;
  /** What it really computes on; null until its engine has said so. */
  device: string | null;
  threads: number | null;
  acceleration: string | null;
  /** Names of the checkpoints in memory. */
  checkpoints: string[];
  engineBytes: number | null;
  workerBytes: number | null;
  freeBytes: number | null;
  startedAt: string;
  /** Since its last sign of life, by the database's clock. */
  silentMs: number;
  draining: boolean;
  restart: RestartWhen | null;
  job: WorkerJob | null;
}
