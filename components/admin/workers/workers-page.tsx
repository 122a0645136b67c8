'use client';
import { useQuery } from '@tanstack/react-query';
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
  const { data, error } = useQuery({
    queryKey: workersKey,
    queryFn: () => studioFetch<WorkerView[]>('/api/admin/workers'),
    refetchInterval: LOOK_EVERY_MS,
  });
  return (
    <>
      <PlaceHead title="Workers" note="The processes that draw: what each computes on, holds and does." />
      <Failure error={error} />
      {!data && !error && <Skeleton className="h-60 rounded-card" />}
      {data?.map((worker) => (
        <WorkerCard key={worker.id} worker={worker} manages={manages} />
      ))}
      {data?.length === 0 && (
        <p className="rounded-card bg-panel px-6 py-12 text-center text-muted">
          No worker is running. Jobs wait until there is one; the log of the worker says why there is none.
        </p>
      )}
    </>
  );
}
