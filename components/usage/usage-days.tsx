'use client';
import { ChartColumn, Table2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { UsageDay } from '@/lib/usage/usage-by-day';
import { Button } from '../ui/button';
import { Skeleton } from '../ui/skeleton';
import { UsageTable } from './usage-table';

const UsageChart = dynamic(() => import('./usage-chart'), {
  ssr: false,
  loading: () => <Skeleton className="size-full" />,
});

interface UsageDaysProps {
  /** What a screen reader calls it: `Last 30 days`. */
  label: string;
  /** Oldest first, also those without use; undefined while they are on their way. */
  days: readonly UsageDay[] | undefined;
}

/** Device time of each day, as bars or as the numbers behind them. */
export function UsageDays({ label, days }: UsageDaysProps) {
  const locale = useLocale();
  const t = useTranslations('usage');
  const [asTable, setAsTable] = useState(false);
  return (
    <section aria-label={label} className="mt-4 rounded-card bg-panel p-4 wide:p-6">
      <div className="flex items-center justify-between">
        <h2 className="text-large font-semibold">{t('perDay')}</h2>
        <Button onClick={() => setAsTable(!asTable)} aria-pressed={asTable}>
          {asTable ? <ChartColumn /> : <Table2 />}
          {asTable ? t('showChart') : t('showTable')}
        </Button>
      </div>
      <div className="mt-4 h-72">
        {!days ? (
          <Skeleton className="size-full" />
        ) : asTable ? (
          <UsageTable days={days} />
        ) : (
          <UsageChart days={days} empty={t('noJobs', { period: label.toLocaleLowerCase(locale) })} />
        )}
      </div>
    </section>
  );
}
