'use client';
import { CircleSlash, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { JobView } from '@/lib/jobs/types';
import { Button } from '../../ui/button';
import { useStudio } from '../studio-context';

/** A job that ended without a picture: why, and what to do. */
export function RefusedJob({ job }: { job: JobView }) {
  const { run } = useStudio();
  const words = useTranslations('stage.refused');
  const failed = job.state === 'failed';
  const Icon = failed ? TriangleAlert : CircleSlash;
  return (
    <div className="grid size-full place-items-center">
      <div className="max-w-96 text-center" role={failed ? 'alert' : undefined}>
        <Icon aria-hidden className={failed ? 'mx-auto size-6 text-danger' : 'mx-auto size-6 text-faint'} />
        <h2 className="mt-3 text-large font-semibold">{failed ? words('failed') : words('interrupted')}</h2>
        <p className="mt-1 text-muted">{job.error?.message ?? words('note')}</p>
        <Button look="outlined" className="mt-4" onClick={run.generate}>
          {words('again')}
        </Button>
      </div>
    </div>
  );
}
