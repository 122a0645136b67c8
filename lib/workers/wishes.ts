import { databasePool } from '@/lib/db/pool';

/** An admin wants something of a worker; payload is the worker's id. It reads what. May be lost: heartbeats read too. */
export const WORKER_WISH = 'worker_wish';

/** When a worker makes room for a new process: once its job has ended, or at once, giving the job back. */
export type RestartWhen = 'after_job' | 'now';

/** What admins want of a worker. */
export interface WorkerWishes {
  /** Take no new jobs, finish the one at hand. lib/jobs/claim.ts gives it none. */
  draining: boolean;
  restart: RestartWhen | null;
}

/** Null: the worker has no row. */
export async function readWishes(workerId: string): Promise<WorkerWishes | null> {
  const { rows } = await databasePool().query<WorkerWishes>(
    'SELECT draining, restart FROM worker WHERE id = $1',
    [workerId],
  );
  return rows[0] ?? null;
}
