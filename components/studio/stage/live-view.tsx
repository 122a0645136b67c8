'use client';
import { useTranslations } from 'use-intl';
import type { JobView } from '@/lib/jobs/types';
import { phaseOf } from '../job-words';
import { PictureFrame } from './picture-frame';

/** The picture while it grows. */
export function LiveView({ job }: { job: JobView }) {
  const words = useTranslations('jobs');
  const { request, progress } = job;
  const width = Math.floor(request.width / 8) * 8;
  const height = Math.floor(request.height / 8) * 8;
  return (
    <PictureFrame width={width} height={height}>
      {progress?.preview ? (
        // biome-ignore lint/performance/noImgElement: a data URI of a few kilobytes
        <img src={progress.preview} alt="Preview" className="block size-full object-cover" />
      ) : (
        <div className="grid size-full place-items-center">
          <div className="shimmer absolute inset-0 bg-raised" />
          <p className="relative px-4 text-center text-muted">{phaseOf(job, words)}</p>
        </div>
      )}
    </PictureFrame>
  );
}
