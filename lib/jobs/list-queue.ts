import { databasePool } from '@/lib/db/pool';
import type { JobProgressView } from './types';

/** A job that waits or runs, as those who administer see it: not what it is about. Times are ISO 8601. */
export interface QueuedJobView {
  id: string;
  state: 'queued' | 'running';
  owner: { id: string; name: string; displayName: string | null };
  /** Whose bill it is on. */
  team: { id: string; name: string } | null;
  kind: 'txt2img' | 'img2img';
  checkpoint: string;
  width: number;
  height: number;
  steps: number;
  /** How many it will make. */
  pictures: number;
  /** 1 = next; null when running. */
  position: number | null;
  createdAt: string;
  startedAt: string | null;
  /** Somebody wants it to stop; it does after its current step. */
  stopping: boolean;
  /** The machine it runs on. */
  hostname: string | null;
  progress: Pick<JobProgressView, 'phase' | 'batch' | 'batches' | 'step' | 'steps' | 'eta'> | null;
}

export interface QueueFilter {
  /** Part of the owner's name or display name. */
  search?: string;
  teamId?: string;
  state?: 'queued' | 'running';
  /** Only what waits behind the job with this id, which may have left the queue meanwhile. */
  after?: string;
}

export interface QueuePage {
  /** All of them, with the first page only. */
  running: QueuedJobView[];
  waiting: QueuedJobView[];
  /** How many wait, with this filter; told with the first page only. */
  waitingTotal: number | null;
  /** For `after`; null on the last page. */
  next: string | null;
}

interface QueueRow extends Omit<QueuedJobView, 'createdAt' | 'startedAt'> {
  createdAt: Date;
  startedAt: Date | null;
}

const MATCHES = `($1::text IS NULL OR strpos(u.name, $1) > 0 OR strpos(lower(u.display_name), $1) > 0)
  AND ($2::uuid IS NULL OR j.team_id = $2)`;

const COLUMNS = `j.id, j.state::text AS state, j.request->>'kind' AS kind, j.request->'checkpoint'->>'name' AS checkpoint,
  (j.request->>'width')::int AS width, (j.request->>'height')::int AS height, (j.request->>'steps')::int AS steps,
  coalesce((j.request->'series'->>'results')::int, (j.request->'series'->>'pictures')::int,
    (j.request->>'n_iter')::int * (j.request->>'batch_size')::int) AS pictures,
  j.created_at AS "createdAt", j.started_at AS "startedAt", j.interrupt_at IS NOT NULL AS stopping,
  json_build_object('id', u.id, 'name', u.name, 'displayName', u.display_name) AS owner,
  (SELECT json_build_object('id', t.id, 'name', t.name) FROM team t WHERE t.id = j.team_id) AS team`;

const RUNNING = `SELECT ${COLUMNS}, NULL::int AS position, w.hostname,
    CASE WHEN g.job_id IS NOT NULL THEN json_build_object('phase', g.phase, 'batch', g.batch, 'batches', g.batches,
      'step', g.step, 'steps', g.steps, 'eta', g.eta) END AS progress
  FROM job j JOIN user_account u ON u.id = j.user_id
    LEFT JOIN job_progress g ON g.job_id = j.id LEFT JOIN worker w ON w.id = j.worker_id
  WHERE j.state = 'running' AND ${MATCHES} ORDER BY j.started_at, j.id`;

// Numbered in the order of lib/jobs/claim.ts before anything is left out; only a page's rows are read in full, since
// requests are long.
const WAITING = `WITH place AS (
    SELECT q.id, q.user_id, q.team_id, q.priority, q.place,
      row_number() OVER (ORDER BY q.priority DESC, q.place)::int AS position
    FROM job q WHERE q.state = 'queued'),
  page AS (
    SELECT j.id, j.position FROM place j JOIN user_account u ON u.id = j.user_id
    WHERE ${MATCHES} AND ($3::uuid IS NULL OR (-j.priority, j.place) >
      (SELECT -a.priority, a.place FROM job a WHERE a.id = $3))
    ORDER BY j.position LIMIT $4)
  SELECT ${COLUMNS}, page.position, NULL AS hostname, NULL AS progress
  FROM page JOIN job j ON j.id = page.id JOIN user_account u ON u.id = j.user_id ORDER BY page.position`;

const COUNT = `SELECT count(*)::int AS total FROM job j JOIN user_account u ON u.id = j.user_id
  WHERE j.state = 'queued' AND ${MATCHES}`;

/** Everybody's jobs: those that run, and at most `limit` of those that wait, next first. */
export async function listQueue(
  { search, teamId, state, after }: QueueFilter,
  limit: number,
): Promise<QueuePage> {
  const values = [search?.trim().toLowerCase() || null, teamId ?? null];
  const pool = databasePool();
  const none = { rows: [] };
  const waits = state !== 'running';
  const [running, waiting, counted] = await Promise.all([
    state === 'queued' || after ? none : pool.query<QueueRow>(RUNNING, values),
    waits ? pool.query<QueueRow>(WAITING, [...values, after ?? null, limit + 1]) : none,
    waits && !after ? pool.query<{ total: number }>(COUNT, values) : none,
  ]);
  const page = waiting.rows.slice(0, limit).map(toView);
  return {
    running: running.rows.map(toView),
    waiting: page,
    waitingTotal: after ? null : (counted.rows[0]?.total ?? 0),
    next: waiting.rows.length > limit ? page.at(-1)!.id : null,
  };
}

const toView = (row: QueueRow): QueuedJobView => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  startedAt: row.startedAt?.toISOString() ?? null,
});
