import { Float } from '@/lib/http/python-json';
import { findJob, listJobs } from '@/lib/jobs';
import { QUEUED_JOBS_PER_USER } from '@/lib/jobs/limits';
import { queueLength } from '@/lib/jobs/queue-length';
import type { JobView } from '@/lib/jobs/types';
import { bool, int, str } from './coerce';
import { nullable, readFields, required } from './fields';
import { secondsLeft, shareDone } from './progress';

export const TASK_FIELDS = {
  id_task: nullable(str),
  id_live_preview: required(int, -1),
  live_preview: required(bool, true),
} as const;

const WAITING = 'Waiting...';

/** POST /internal/progress (sdapi §6.3): of the caller's own task; anybody else's is as unknown as one that never was. */
export async function taskProgress(userId: string, body: Record<string, unknown>, now: number) {
  const { id_task, id_live_preview, live_preview } = readFields(TASK_FIELDS, body);
  const job = id_task ? await findJob(userId, id_task) : null;
  if (job?.state === 'running') return activeTask(job, live_preview ? (id_live_preview ?? -1) : null, now);
  const isQueued = job?.state === 'queued';
  return {
    active: false,
    queued: isQueued,
    completed: job?.state === 'succeeded' || job?.state === 'canceled',
    progress: null,
    eta: null,
    live_preview: null,
    id_live_preview: -1,
    textinfo: isQueued ? `In queue: ${job.position}/${await queueLength()}` : WAITING,
  };
}

/** @param seen the newest preview that the caller has; null: none is wanted */
function activeTask(job: JobView, seen: number | null, now: number) {
  const share = shareDone(job);
  const preview = job.progress?.preview ?? null;
  const isNew = preview !== null && seen !== null && job.progress!.previewNo > seen;
  return {
    active: true,
    queued: false,
    completed: false,
    progress: new Float(share),
    eta: share > 0 ? new Float(secondsLeft(job, share, now)) : null,
    live_preview: isNew ? preview : null,
    id_live_preview: isNew ? job.progress!.previewNo : (seen ?? -1),
    textinfo: job.progress?.phase === 'loading' ? 'Loading checkpoint...' : null,
  };
}

/** GET /internal/pending-tasks: the caller's own that wait, next first. */
export async function pendingTasks(userId: string): Promise<{ size: number; tasks: string[] }> {
  const waiting = await listJobs(userId, { states: ['queued'], limit: QUEUED_JOBS_PER_USER });
  const tasks = waiting.sort((a, b) => (a.position ?? 0) - (b.position ?? 0)).map(({ taskId }) => taskId);
  return { size: tasks.length, tasks };
}
