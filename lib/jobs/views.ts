import type pg from 'pg';
import { prepared } from '@/lib/db/prepared';
import { shownOf } from '@/lib/generation/grids';
import type { GenerationRequest } from '@/lib/generation/request';
import type { JobPicture, JobProgressView, JobState, JobView } from './types';

/** A job and whose it is. */
export interface OwnedJob {
  userId: string;
  job: JobView;
}

interface JobRow {
  id: string;
  user_id: string;
  task_id: string;
  state: JobState;
  request: GenerationRequest;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
  interrupted: boolean;
  device_ms: string | null;
  error_code: string | null;
  error_message: string | null;
  warnings: string[];
  stopped_by: string | null;
  position: number | null;
  phase: JobProgressView['phase'] | null;
  batch: number;
  batches: number;
  step: number;
  steps: number;
  eta: number | null;
  preview: Buffer | null;
  preview_no: number;
  pictures: JobPicture[];
}

// The order of lib/jobs/claim.ts: what stands before a job is what will be claimed before it.
const POSITION = `CASE WHEN j.state = 'queued' THEN (
  SELECT count(*)::int FROM job q WHERE q.state = 'queued'
    AND (q.priority > j.priority OR (q.priority = j.priority AND q.place <= j.place))) END`;

const PICTURES = `coalesce((
  SELECT json_agg(json_build_object('id', p.id, 'index', p.index, 'width', p.width, 'height', p.height,
    'seed', p.seed, 'infotext', p.infotext, 'complete', p.complete, 'saved', p.saved) ORDER BY p.index)
  FROM picture p WHERE p.job_id = j.id AND p.deleted_at IS NULL), '[]')`;

const JOB_VIEW = `
  SELECT j.id, j.user_id, j.task_id, j.state, j.request #- '{series,cells}' AS request, j.created_at, j.started_at, j.finished_at, j.interrupted,
    j.device_ms, j.error_code, j.error_message, j.warnings, j.stopped_by, ${POSITION} AS position, ${PICTURES} AS pictures,
    g.phase, g.batch, g.batches, g.step, g.steps, g.eta, g.preview, g.preview_no
  FROM job j LEFT JOIN job_progress g ON g.job_id = j.id AND j.state = 'running'`;

/** Jobs as their owners see them. `where` speaks of the row `j` and may end in ORDER BY and LIMIT. */
export async function selectJobs(
  client: pg.Pool | pg.PoolClient,
  where: string,
  values: unknown[],
): Promise<OwnedJob[]> {
  const { rows } = await client.query<JobRow>(prepared(`${JOB_VIEW} WHERE ${where}`, values));
  return rows.map((row) => ({ userId: row.user_id, job: toView(row) }));
}

function toView(row: JobRow): JobView {
  return {
    id: row.id,
    taskId: row.task_id,
    state: row.state,
    request: row.request,
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    position: row.position,
    interrupted: row.interrupted,
    progress: row.phase ? toProgress(row, row.phase) : null,
    pictures: shownOf(row.request, row.pictures),
    deviceMs: row.device_ms === null ? null : Number(row.device_ms),
    error: errorOf(row),
    warnings:
      row.stopped_by && row.state === 'succeeded'
        ? [...row.warnings, stoppedWords(row.stopped_by)]
        : row.warnings,
  };
}

function errorOf({ state, error_code, error_message, stopped_by }: JobRow): JobView['error'] {
  if (error_code) return { code: error_code, message: error_message ?? '' };
  if (state !== 'canceled' || !stopped_by) return null;
  return { code: 'stopped_by_admin', message: stoppedWords(stopped_by) };
}

const stoppedWords = (name: string) =>
  `The admin ${name} stopped this job. Ask them why before you generate again.`;

function toProgress(row: JobRow, phase: JobProgressView['phase']): JobProgressView {
  return {
    phase,
    batch: row.batch,
    batches: row.batches,
    step: row.step,
    steps: row.steps,
    eta: row.eta,
    previewNo: row.preview_no,
    preview: row.preview && `data:image/png;base64,${row.preview.toString('base64')}`,
  };
}
