'use client';
import { CircleSlash, TriangleAlert } from 'lucide-react';
import type { JobView } from '@/lib/jobs/types';
import { Button } from '../../ui/button';
import { useStudio } from '../studio-context';

/** A job that ended without a picture: why, and what to do. */
export function RefusedJob({ job }: { job: JobView }) {
  const { run } = useStudio();
  const failed = job.state === 'failed';
  const Icon = failed ? TriangleAlert : CircleSlash;
  return (
    <div className="grid size-full place-items-center">
      <div className="max-w-96 text-center" role={failed ? 'alert' : undefined}>
        <Icon aria-hidden className={failed ? 'mx-auto size-6 text-danger' : 'mx-auto size-6 text-faint'} />
        <h2 className="mt-3 text-large font-semibold">{failed ? 'No picture this time' : 'Interrupted'}</h2>
        <p className="mt-1 text-muted">
          {job.error?.message ??
            'It was stopped before a picture was made. What you typed is still in the form.'}
        </p>
        <Button look="outlined" className="mt-4" onClick={run.generate}>
          Generate again
        </Button>
      </div>
    </div>
  );
}
