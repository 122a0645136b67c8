import type { JobView } from '@/lib/jobs/types';
import type { StudioPicture } from './studio-picture';

/** The job's pictures in order. */
export function picturesOf(job: JobView): StudioPicture[] {
  return job.pictures.map((picture) => ({
    ...picture,
    jobId: job.id,
    kind: job.request.kind,
    createdAt: job.finishedAt ?? job.createdAt,
  }));
}
