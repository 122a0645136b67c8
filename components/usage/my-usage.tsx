'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { usageKey } from '../studio/data/query-keys';
import { studioFetch } from '../studio/data/studio-fetch';
import { Failure } from '../ui/failure';
import type { Usage } from './usage';
import { UsageDays } from './usage-days';
import { Sum } from './usage-sum';

/** What the person who looks at it used. */
export function MyUsage() {
  const t = useTranslations('usage');
  const { data: usage, error } = useQuery({
    queryKey: usageKey,
    queryFn: () => studioFetch<Usage>('/api/usage'),
  });
  return (
    <>
      <Failure error={error} />
      <dl className="grid gap-px overflow-hidden rounded-card bg-line wide:grid-cols-3">
        <Sum label={t('periods.today')} sum={usage?.today} />
        <Sum label={t('periods.month')} sum={usage?.month} />
        <Sum label={t('periods.all')} sum={usage?.all} />
      </dl>
      <UsageDays label={t('periods.recent')} days={usage?.days} />
    </>
  );
}
