'use client';
import { useTranslations } from 'use-intl';
import type { JobView } from '@/lib/jobs/types';
import { phaseOf, timeLeftOf } from '../job-words';
import { PictureFrame } from './picture-frame';

/** More batches than these are told by number only. */
const MOST_SEGMENTS = 24;

/** The picture while it grows, and how far the whole job is. */
export function LiveView({ job }: { job: JobView }) {
  const { request, progress } = job;
  const words = useTranslations('stage');
  const jobWords = useTranslations('jobs');
  const times = useTranslations('times');
  const width = Math.floor(request.width / 8) * 8;
  const height = Math.floor(request.height / 8) * 8;
  return (
    <div className="relative size-full">
      <PictureFrame width={width} height={height}>
        {progress?.preview ? (
          // biome-ignore lint/performance/noImgElement: a data URI of a few kilobytes
          <img src={progress.preview} alt={words('preview')} className="block size-full object-cover" />
        ) : (
          <div className="grid size-full place-items-center">
            <div className="shimmer absolute inset-0 bg-raised" />
            <p className="relative px-4 text-center text-muted">{phaseOf(job, jobWords)}</p>
          </div>
        )}
      </PictureFrame>
      {progress?.preview && (
        <p className="pointer-events-none absolute bottom-2 left-1/2 flex max-w-full -translate-x-1/2 items-center gap-2 rounded-full bg-popover/85 px-3 py-1 text-small whitespace-nowrap tabular-nums">
          <span className="truncate">{phaseOf(job, jobWords)}</span>
          <span className="text-muted">{timeLeftOf(job, jobWords, times)}</span>
          <Batches {...progress} />
        </p>
      )}
    </div>
  );
}

type BatchesProps = NonNullable<JobView['progress']>;

/** A segment for each batch, filled as far as it is done. */
function Batches({ batch, batches, step, steps }: BatchesProps) {
  if (batches < 2 || batches > MOST_SEGMENTS) return null;
  const part = (at: number) => (at < batch ? 1 : at > batch || steps === 0 ? 0 : step / steps);
  return (
    <span aria-hidden className="flex gap-0.5">
      {Array.from({ length: batches }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a batch is its number
        <span key={at} className="h-1 w-3 overflow-hidden rounded-full bg-line-strong">
          <span className="block h-full bg-accent" style={{ width: `${100 * part(at)}%` }} />
        </span>
      ))}
    </span>
  );
}
