import { gridsOf } from '@/lib/generation/grids';
import type { JobView } from '@/lib/jobs/types';
import type { StudioPicture } from './studio-picture';

const previews = new Map<string, string>();
const KEPT = 8;

/** Remembers a running job's newest preview, to stand in until its finished picture has arrived. */
export function keepPreview(job: JobView): void {
  const preview = job.progress?.preview;
  // A grid, which comes first, has no preview; nor is it told whose a preview of a series is.
  if (!preview || job.request.series || gridsOf(job.request) > 0) return;
  previews.delete(job.id);
  previews.set(job.id, preview);
  const [oldest] = previews.keys();
  if (previews.size > KEPT && oldest !== undefined) previews.delete(oldest);
}

/** The preview of a job that made this one picture; of a batch it would show another one's. */
export function lastPreviewOf({ jobId, index }: Pick<StudioPicture, 'jobId' | 'index'>): string | undefined {
  return index === 0 && jobId !== null ? previews.get(jobId) : undefined;
}
