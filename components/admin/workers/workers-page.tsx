'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { WorkerView } from '@/lib/workers/worker-view';
import { PlaceHead } from '../../place/place-head';
import { studioFetch } from '../../studio/data/studio-fetch';
import { Failure } from '../../ui/failure';
import { Skeleton } from '../../ui/skeleton';
import { workersKey } from '../admin-keys';
import { WorkerCard } from './worker-card';

const LOOK_EVERY_MS = 2_000;

/** `manages`: an admin; an auditor only reads. */
export function WorkersPage({ manages }: { manages: boolean }) {
  const t = useTranslations('admin');
  const { data, error } = useQuery({
    queryKey: workersKey,
    queryFn: () => studioFetch<WorkerView[]>('/api/admin/workers'),
    refetchInterval: LOOK_EVERY_MS,
  });
  return (
    <>
      <PlaceHead title={t('workers.title')} note={t('workers.note')} />
      <Failure error={error} />
      {!data && !error && <Skeleton className="h-60 rounded-card" />}
      {data?.map((worker) => (
        <WorkerCard key={worker.id} worker={worker} manages={manages} />
      ))}
      {data?.length === 0 && (
        <p className="rounded-card bg-panel px-6 py-12 text-center text-muted">{t('workers.empty')}</p>
      )}
    </>
  );
}
