import { Float } from '@/lib/http/python-json';
import type { JobView } from '@/lib/jobs/types';
import { jobTimestamp } from './generation-info';

const IDLE_STATE = {
  skipped: false,
  interrupted: false,
  stopping_generation: false,
  job: '',
  job_count: 0,
  job_timestamp: '0',
  job_no: 0,
  sampling_step: 0,
  sampling_steps: 0,
};

/** The base64 text of a data URI. */
function bare(dataUri: string | null): string | null {
  return dataUri === null ? null : dataUri.slice(dataUri.indexOf(',') + 1);
}

/** Share of the job that is done, 0 to 1. */
export function shareDone({ progress }: JobView): number {
  if (!progress) return 0;
  const { batch, batches, step, steps } = progress;
  const count = Math.max(1, batches);
  return Math.min(1, batch / count + (steps > 0 ? step / steps / count : 0));
}

/** Seconds left: measured by the worker, otherwise from the time it took so far. `now` in milliseconds. */
export function secondsLeft(job: JobView, share: number, now: number): number {
  if (job.progress?.eta !== null && job.progress?.eta !== undefined) return job.progress.eta;
  if (!job.startedAt || share <= 0) return 0;
  const elapsed = (now - Date.parse(job.startedAt)) / 1000;
  return Math.max(0, elapsed / share - elapsed);
}

/** Which batch and, with the hires fix, which pass of it; steps are counted within the pass. */
function partOf({ progress, request }: JobView) {
  const { batch = 0, batches = request.n_iter, step = 0, steps = request.steps } = progress ?? {};
  if (!request.hires) return { batch, batches, passes: 1, pass: 0, step, steps };
  const first = Math.min(steps, request.steps);
  const pass = step < first || first === steps ? 0 : 1;
  const counted = pass === 0 ? { step, steps: first } : { step: step - first, steps: steps - first };
  return { batch, batches, passes: 2, pass, ...counted };
}

/**
 * The answer of GET progress (sdapi §6.3): the caller's own running job; idle when none runs. A job that waits is not
 * told, as elsewhere: programs take "progress 0 and job_count 0" for ready.
 */
export function progressAnswer(
  job: JobView | null,
  { skipCurrentImage, now }: { skipCurrentImage: boolean; now: number },
): Record<string, unknown> {
  if (job?.state !== 'running') {
    return {
      progress: new Float(0),
      eta_relative: new Float(0),
      state: IDLE_STATE,
      current_image: null,
      textinfo: null,
    };
  }
  const { progress } = job;
  const part = partOf(job);
  // The first hundredth says that it has begun.
  const share = Math.min(1, 0.01 + shareDone(job));
  return {
    progress: new Float(share),
    eta_relative: new Float(secondsLeft(job, share, now)),
    state: {
      ...IDLE_STATE,
      interrupted: job.interrupted,
      job:
        part.batches > 1 ? `Batch ${part.batch + 1} out of ${part.batches}` : `scripts_${job.request.kind}`,
      job_count: part.batches * part.passes,
      job_timestamp: jobTimestamp(job),
      job_no: part.batch * part.passes + part.pass,
      sampling_step: part.step,
      sampling_steps: part.steps,
    },
    current_image: skipCurrentImage ? null : bare(progress?.preview ?? null),
    textinfo: progress?.phase === 'loading' ? 'Loading checkpoint...' : null,
  };
}
