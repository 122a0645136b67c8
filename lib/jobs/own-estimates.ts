import { databasePool } from '@/lib/db/pool';
import { prepared } from '@/lib/db/prepared';
import { SILENT_AFTER_MS } from '@/lib/workers/list-workers';
import {
  type Effort,
  estimateQueue,
  type MeasuredEffort,
  type QueuedEffort,
  type QueueEstimate,
  secondsByMeasurement,
} from './estimate-queue';

/** Estimates of a person's jobs that wait or run, by their ids. */
export interface OwnEstimates {
  /** How many workers take jobs now. */
  workers: number;
  jobs: Record<string, QueueEstimate>;
}

/** Jobs that ended lately and say how fast things are now. */
const MEASURED = 300;
/** Whoever waits behind more than these is told no time: the list would be read for a guess. */
const LOOKED_AT = 2_000;

const EFFORT = `j.request->'checkpoint'->>'id' AS "checkpointId", (j.request->>'width')::int AS width,
  (j.request->>'height')::int AS height, (j.request->>'steps')::int AS steps,
  coalesce((j.request->'series'->>'pictures')::int,
    (j.request->>'batch_size')::int * (j.request->>'n_iter')::int) AS pictures,
  j.request->'hires' AS hires, j.request->'img2img' AS img2img`;

const RECENT = `SELECT ${EFFORT}, j.device_ms::float8 AS "deviceMs" FROM job j
  WHERE j.state = 'succeeded' AND j.priority = 0 AND NOT j.interrupted AND j.device_ms > 0
  ORDER BY j.place DESC LIMIT ${MEASURED}`;

const RUNNING = `SELECT j.id, ${EFFORT}, g.eta AS "leftSeconds",
    extract(epoch FROM now() - j.started_at)::float8 AS "ranSeconds"
  FROM job j LEFT JOIN job_progress g ON g.job_id = j.id WHERE j.state = 'running'`;

const WAITING = `SELECT j.id, ${EFFORT}, NULL::float8 AS "leftSeconds", 0 AS "ranSeconds"
  FROM job j WHERE j.state = 'queued' ORDER BY j.priority DESC, j.place LIMIT ${LOOKED_AT}`;

const WORKERS = `SELECT count(*)::int AS workers FROM worker
  WHERE NOT draining AND restart IS NULL AND heartbeat_at > now() - $1 * interval '1 millisecond'`;

/** When the user's jobs will start and how long they take, by what was measured lately and what waits before them. */
export async function ownEstimates(userId: string): Promise<OwnEstimates> {
  const pool = databasePool();
  const [recent, running, waiting, alive, own] = await Promise.all([
    pool.query<MeasuredEffort>(prepared(RECENT, [])),
    pool.query<QueuedEffort>(prepared(RUNNING, [])),
    pool.query<QueuedEffort>(prepared(WAITING, [])),
    pool.query<{ workers: number }>(prepared(WORKERS, [SILENT_AFTER_MS])),
    pool.query<{ id: string }>(
      prepared(`SELECT id FROM job WHERE user_id = $1 AND state IN ('queued', 'running')`, [userId]),
    ),
  ]);
  const workers = alive.rows[0]!.workers;
  const secondsOf: (effort: Effort) => number | null = secondsByMeasurement(recent.rows);
  const all = estimateQueue({ workers, running: running.rows, waiting: waiting.rows }, secondsOf);
  const mine = own.rows.map(({ id }) => [id, all.get(id) ?? { startsIn: null, takes: null }] as const);
  return { workers, jobs: Object.fromEntries(mine) };
}
