import { useTranslations } from 'use-intl';
import { useTimes } from '../place/use-times';
import { Skeleton } from '../ui/skeleton';
import type { UsageSum } from './usage';

/** One number in large; undefined while it is on its way. */
export function Figure({ label, text }: { label: string; text: string | undefined }) {
  return (
    <div className="bg-panel p-4 wide:p-6">
      <dt className="text-small text-muted">{label}</dt>
      <dd className="mt-1 text-title font-semibold whitespace-nowrap">
        {text ?? <Skeleton className="h-7 w-20" />}
      </dd>
    </div>
  );
}

/** Device time in large, pictures and jobs below it. */
export function Sum({ label, sum }: { label: string; sum: UsageSum | undefined }) {
  const times = useTimes();
  const t = useTranslations('usage');
  return (
    <div className="bg-panel p-4 wide:p-6">
      <dt className="text-small text-muted">{label}</dt>
      <dd className="mt-1">
        {sum ? (
          <>
            <span className="text-title font-semibold">{times.milliseconds(sum.deviceMs)}</span>
            <span className="mt-1 block text-muted">
              {t('picturesInJobs', { pictures: sum.pictures, jobs: sum.jobs })}
            </span>
          </>
        ) : (
          <Skeleton className="h-13 w-32" />
        )}
      </dd>
    </div>
  );
}
