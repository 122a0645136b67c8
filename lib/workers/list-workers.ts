import { databasePool } from '@/lib/db/pool';
import { noSuch } from '@/lib/errors';
import { isId } from '@/lib/jobs/job-id';
import type { WorkerJob, WorkerState, WorkerView } from './worker-view';

/** Heartbeats come every 5 s; one or two may be late. Whoever is silent for longer takes no jobs. */
export const SILENT_AFTER_MS = 20_000;

interface WorkerRow
  extends Omit<WorkerView, 'state' | 'engineBytes' | 'workerBytes' | 'freeBytes' | 'startedAt'> {
  engineBytes: string | null;
  workerBytes: string | null;
  freeBytes: string | null;
  startedAt: Date;
}

const JOB = `(SELECT json_build_object('id', j.id,
    'owner', json_build_object('id', u.id, 'name', u.name, 'displayName', u.display_name),
    'checkpoint', j.request->'checkpoint'->>'name',
    'runningMs', round(extract(epoch FROM now() - j.started_at) * 1000),
    'step', g.step, 'steps', g.steps)
  FROM job j JOIN user_account u ON u.id = j.user_id LEFT JOIN job_progress g ON g.job_id = j.id
  WHERE j.state = 'running' AND j.worker_id = w.id ORDER BY j.started_at DESC LIMIT 1)`;

const VIEW = `SELECT w.id, w.hostname, w.version, w.device, w.threads, w.acceleration, w.checkpoints,
    w.engine_bytes AS "engineBytes", w.worker_bytes AS "workerBytes", w.free_bytes AS "freeBytes",
    w.started_at AS "startedAt", w.draining, w.restart, ${JOB} AS job,
    round(extract(epoch FROM now() - w.heartbeat_at) * 1000)::float8 AS "silentMs"
  FROM worker w`;

/** All workers there are, by machine and age. */
export async function listWorkers(): Promise<WorkerView[]> {
  const { rows } = await databasePool().query<WorkerRow>(`${VIEW} ORDER BY w.hostname, w.started_at, w.id`);
  return rows.map(toView);
}

/** Throws AppError `worker_not_found` (404). */
export async function findWorker(id: string): Promise<WorkerView> {
  const { rows } = isId(id)
    ? await databasePool().query<WorkerRow>(`${VIEW} WHERE w.id = $1`, [id])
    : { rows: [] };
  if (!rows[0]) throw noSuch('worker');
  return toView(rows[0]);
}

const number = (value: string | null) => (value === null ? null : Number(value));

function toView(row: WorkerRow): WorkerView {
  return {
    ...row,
    state: stateOf(row, row.job),
    engineBytes: number(row.engineBytes),
    workerBytes: number(row.workerBytes),
    freeBytes: number(row.freeBytes),
    startedAt: row.startedAt.toISOString(),
  };
}

function stateOf(
  { silentMs, restart, draining, device }: Pick<WorkerRow, 'silentMs' | 'restart' | 'draining' | 'device'>,
  job: WorkerJob | null,
): WorkerState {
  if (silentMs > SILENT_AFTER_MS) return 'silent';
  if (restart) return 'restarting';
  if (draining) return job ? 'draining' : 'drained';
  if (job) return 'busy';
  return device === null ? 'starting' : 'idle';
}
