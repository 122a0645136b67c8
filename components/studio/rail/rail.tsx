'use client';
import { useTranslations } from 'use-intl';
import { useStudio } from '../studio-context';
import { History } from './history';
import { JobCard } from './job-card';

/** Work under way on top, the user's last pictures below. On a phone it is one strip. */
export function Rail() {
  const { run } = useStudio();
  const words = useTranslations('stage.rail');
  return (
    <div className="flex h-full items-center gap-2 overflow-x-auto p-2 wide:flex-col wide:items-stretch wide:gap-4 wide:overflow-x-hidden wide:overflow-y-auto wide:p-3">
      {run.active.length > 0 && (
        <section aria-label={words('running')} className="shrink-0">
          <ul className="flex gap-2 wide:flex-col">
            {run.active.map((job) => (
              <JobCard key={job.id} job={job} />
            ))}
          </ul>
        </section>
      )}
      <History />
    </div>
  );
}
